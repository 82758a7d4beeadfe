"""The assistant: a question in, an answer that quotes what it rests on out.

One path: `stream` yields the citations, the text as it is told, and the whole answer; `ask` is that
stream's last event.
"""

import time
import uuid
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from functools import cache

import models
from assistant.answer import Answer, Citation, Event, Figure, Hit, Referral, Timing, Turn
from assistant.conversation.followup import FollowUps, Reading
from assistant.conversation.understanding import Understanding, Understood
from assistant.conversation.vagueness import is_vague, leans_on_nothing
from assistant.curated import Curated, Curator
from assistant.evidence import ABSTAINED
from assistant.experts.dossiers import DossierShelf
from assistant.experts.finder import Finder
from assistant.experts.referring import Referred, Referrer
from assistant.figures.finder import Figures
from assistant.figures.stored import StoredFigures
from assistant.figures.trend import Trends
from assistant.generation.support import Support
from assistant.generation.wording import Wording
from assistant.jobs import topic_of_jobs
from assistant.lexicon import Lexicon
from assistant.members import Members
from assistant.next_questions import Told, next_questions
from assistant.reading import Read, Reader
from assistant.retrieval import Candidate, Retrieved, Retriever
from assistant.sameness import Sameness
from assistant.spelling import Speller
from assistant.telling import Teller, told
from assistant.topic_language import topic_language
from assistant.weighing import Weighed, Weigher
from assistant.writing import Written, ask_back, document_url, suggest, understood
from ingest.documents import Language, MemberKind
from ingest.embedding.protocol import Embedder
from ingest.index.reader import Index


class Assistant:
    """Answers from one index. Safe across threads."""

    def __init__(
        self,
        understanding: Understanding,
        retriever: Retriever,
        weigher: Weigher,
        teller: Teller,
        members: Members,
        referrer: Referrer,
        finder: Finder,
        figures: Figures,
        trends: Trends,
        curator: Curator | None = None,
    ) -> None:
        self._understanding = understanding
        self._retriever = retriever
        self._weigher = weigher
        self._teller = teller
        self._members = members
        self._referrer = referrer
        self._finder = finder
        self._figures = figures
        self._trends = trends
        self._curator = curator

    @classmethod
    def open(
        cls,
        index: Index,
        embedder: Embedder,
        wording: Wording | None = None,
        curated: Curated | None = None,
    ) -> "Assistant":
        """An assistant over an index, with the shipped word lists and reader.

        With `wording`, a language model words the answers and makes follow-ups whole. What is in
        `curated` is given first to the same question.
        """
        lexicon, reader, members = _lexicon(), _reader(), Members(index)
        retriever = Retriever(index, embedder, lexicon)
        stored = StoredFigures(index)
        support = Support(retriever, reader)
        shelf = DossierShelf(index)
        finder = Finder(shelf, retriever, reader, members)
        return cls(
            Understanding(
                Speller(index, lexicon),
                FollowUps(retriever, members),
                members,
                wording.rewriter() if wording else None,
            ),
            retriever,
            Weigher(members, retriever, reader, stored),
            Teller(wording.writer(support) if wording else None),
            members,
            Referrer(shelf, finder, members),
            finder,
            Figures(stored, retriever),
            Trends(stored),
            Curator(index, Sameness(retriever), curated) if curated else None,
        )

    def ask(
        self, question: str, *, history: Sequence[Turn] = (), language: Language | None = None
    ) -> Answer:
        """One answer; raises BadQuestion for a question that cannot be read."""
        *_, answer = self.stream(question, history=history, language=language)
        assert isinstance(answer, Answer)  # noqa: S101 - the stream's last event, by its contract
        return answer

    def stream(
        self, question: str, *, history: Sequence[Turn] = (), language: Language | None = None
    ) -> Iterator[Event]:
        """`Sources`, then `Delta` for each piece of text, then the `Answer`."""
        started = time.perf_counter()
        spoken = language or (None if history else self._language(question))
        understood_as = self._understanding.of(question, spoken, history)
        if fixed := self._fixed(question, understood_as, started):
            yield from fixed
            return
        referred = self._referred(understood_as)
        if referred and referred.settled:
            yield from self._told_referral(question, referred, history, started)
            return
        weighed = self._weigher.first_answered(understood_as.readings)
        if referred and not referred.yields_to(weighed.verdict):
            yield from self._told_referral(question, referred, history, started)
            return
        read = weighed.question
        decided = time.perf_counter()
        lead = understood(read, understood_as.corrections)
        suggestions: tuple[str, ...] = ()
        if self._is_to_be_asked_back(understood_as.readings[0], weighed):
            weighed = replace(weighed, verdict=ABSTAINED)
            back, suggestions = ask_back(read, self.topics(read.language))
            written = yield from told(Written((), (), (*lead, back), None))
        else:
            written = yield from self._teller.tell(weighed, lead)
        figures = self._trends.of(
            read, weighed.retrieved.expanded, weighed.verdict.figures, written.citations
        )
        done = time.perf_counter()
        yield Answer(
            answer_id=uuid.uuid4().hex,
            question=question,
            standalone_question=read.text,
            language=read.language,
            status=weighed.verdict.status,
            mode=written.mode,
            text="".join(written.pieces),
            statements=written.statements,
            citations=written.citations,
            as_of=written.as_of,
            suggestions=suggestions or self._suggested(weighed, written.citations, history),
            timing_ms=_timing(weighed, done - decided, done - started),
            figures=figures,
        )

    def quoting(self) -> "Assistant":
        """This assistant as it answers from the documents alone: nothing worded, nothing fixed."""
        plain = copy(self)
        plain._teller = Teller()
        plain._curator = None
        return plain

    def topics(self, language: Language) -> list[str]:
        """What members of the hub do, as a term of the field; what most of them do first."""
        return self._members.topics(_lexicon().concepts, language)

    def _referred(self, understood_as: Understood) -> Referred | None:
        """Members, where the question looks for somebody and says for what."""
        reading = understood_as.readings[0]
        if is_vague(reading.asked, self._retriever.expand(reading.asked)):
            return None
        return self._referrer.refer(reading, understood_as.corrections)

    def _suggested(
        self, weighed: Weighed, cited: Sequence[Citation], history: Sequence[Turn]
    ) -> tuple[str, ...]:
        """What to ask next; where nothing was told, what the nearest documents say."""
        if not cited:
            return suggest(weighed.question, weighed.retrieved)
        return next_questions(Told(weighed.question, cited), history, self._members)

    def _told_referral(
        self, asked: str, referred: Referred, history: Sequence[Turn], started: float
    ) -> Iterator[Event]:
        """A referral as events; finding members is its reading."""
        written = yield from told(referred.written)
        told_of = Told(referred.question, written.citations, referred.experts)
        total = time.perf_counter() - started
        yield Answer(
            answer_id=uuid.uuid4().hex,
            question=asked,
            standalone_question=referred.question.text,
            language=referred.question.language,
            status="answered" if referred.found else "abstained",
            mode=written.mode,
            text="".join(written.pieces),
            statements=written.statements,
            citations=written.citations,
            as_of=written.as_of,
            suggestions=next_questions(told_of, history, self._members),
            timing_ms=Timing(
                *(round(1000 * one, 2) for one in (0.0, referred.seconds, 0.0, total))
            ),
            experts=referred.experts,
        )

    def _fixed(
        self, typed: str, understood_as: Understood, started: float
    ) -> Iterator[Event] | None:
        """The answer that the staff fixed for this question, if they did."""
        if self._curator is None:
            return None
        likeliest = understood_as.readings[0]
        lead = understood(likeliest.standalone, understood_as.corrections)
        return self._curator.events(typed, likeliest, lead, started)

    def _is_to_be_asked_back(self, reading: Reading, weighed: Weighed) -> bool:
        """Whether a question names nothing itself, and what was said before does not help either."""
        expanded = self._retriever.expand(reading.asked)
        if reading.context is None:
            return is_vague(reading.asked, expanded) or leans_on_nothing(reading.asked, expanded)
        return weighed.verdict.status == "abstained" and is_vague(reading.asked, expanded)

    def experts(self, topic: str, kind: MemberKind | None = None) -> Referral:
        """Member organisations that the documents name for a topic, best first, with their evidence."""
        language = self._language(topic)
        question = self._understanding.of(topic, language).readings[0].standalone
        finding = self._finder.find(question, kind)
        return Referral(finding.experts, finding.message)

    def _language(self, topic: str) -> Language | None:
        """A topic's language; of a name alone it is not told by the words of the name."""
        return None if self._members.alone(topic) else topic_language(topic, _lexicon())

    def read(self, question: str) -> tuple[Retrieved, list[Read]]:
        """What an answer is chosen from: what is found for a question, and its sentences, best first."""
        weighed = self._weigher.weigh(self._understanding.of(question).readings[0])
        return weighed.retrieved, list(weighed.sentences)

    def search(self, query: str, k: int = 10) -> list[Hit]:
        """The `k` best passages, ranked."""
        asked = self._understanding.of(query).readings[0].asked
        return [_hit(candidate) for candidate in self._retriever.retrieve(asked, k).candidates]

    def figures(self, topic: str) -> list[Figure]:
        """The dated figures of a topic, newest first; raises BadQuestion for an empty one."""
        language = self._language(topic)
        asked = self._understanding.of(topic, language).readings[0].asked
        return self._figures.about(topic_of_jobs(asked))


@cache
def _lexicon() -> Lexicon:
    return Lexicon.open(models.LEXICON)


@cache
def _reader() -> Reader:
    return Reader.open(models.READER)


def _hit(candidate: Candidate) -> Hit:
    passage, document = candidate.found.passage, candidate.found.document
    return Hit(
        document_id=document.id,
        title=document.metadata.title,
        kind=document.metadata.kind,
        page=passage.page,
        section=passage.section,
        text=passage.text,
        start=passage.start,
        end=passage.end,
        score=round(candidate.score, 4),
        language=passage.language,
        date=document.metadata.date,
        url=document_url(document.id, passage.page),
    )


def _timing(weighed: Weighed, write: float, total: float) -> Timing:
    """Milliseconds from seconds."""
    retrieve, read = weighed.retrieve_seconds, weighed.read_seconds
    return Timing(*(round(1000 * seconds, 2) for seconds in (retrieve, read, write, total)))
