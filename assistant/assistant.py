"""The assistant: a question in, an answer that quotes what it rests on out.

One path: `stream` yields the citations, the text as it is told, and the whole answer; `ask` is that
stream's last event.
"""

import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import models
from assistant.answer import Answer, Delta, Event, Hit, Sources, Timing, Turn
from assistant.conversation.followup import FollowUps
from assistant.conversation.understanding import Understanding
from assistant.lexicon import Lexicon
from assistant.members import Members
from assistant.reading import Read, Reader
from assistant.retrieval import Candidate, Retrieved, Retriever
from assistant.spelling import Correction, Speller
from assistant.weighing import Weighed, Weigher
from assistant.writing import Written, document_url, refuse, suggest, understood, write
from ingest.documents import Language
from ingest.embedding.protocol import Embedder
from ingest.index.reader import Index


class Assistant:
    """Answers from one index. Safe across threads."""

    def __init__(
        self, understanding: Understanding, retriever: Retriever, weigher: Weigher
    ) -> None:
        self._understanding = understanding
        self._retriever = retriever
        self._weigher = weigher

    @classmethod
    def open(cls, index: Index, embedder: Embedder) -> "Assistant":
        """An assistant over an index, with the shipped word lists and reader."""
        lexicon = _lexicon()
        retriever = Retriever(index, embedder, lexicon)
        members = Members(index)
        follow_ups = FollowUps(retriever, members)
        return cls(
            Understanding(Speller(index, lexicon), follow_ups),
            retriever,
            Weigher(members, retriever, _reader()),
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
        understood_as = self._understanding.of(question, language, history)
        weighed = self._weigher.first_answered(understood_as.readings)
        decided = time.perf_counter()
        written = _written(weighed, understood_as.corrections)
        yield Sources(written.citations)
        for piece in written.pieces:
            yield Delta(piece)
        done = time.perf_counter()
        yield Answer(
            answer_id=uuid.uuid4().hex,
            question=question,
            standalone_question=weighed.question.text,
            language=weighed.question.language,
            status=weighed.verdict.status,
            mode="extractive",
            text="".join(written.pieces),
            statements=written.statements,
            citations=written.citations,
            as_of=written.as_of,
            suggestions=suggest(weighed.question, weighed.retrieved, written.citations),
            timing_ms=_timing(weighed, done - decided, done - started),
        )

    def read(self, question: str) -> tuple[Retrieved, list[Read]]:
        """What an answer is chosen from: what is found for a question, and its sentences, best first."""
        weighed = self._weigher.weigh(self._understanding.of(question).readings[0])
        return weighed.retrieved, list(weighed.sentences)

    def search(self, query: str, k: int = 10) -> list[Hit]:
        """The `k` best passages, ranked."""
        asked = self._understanding.of(query).readings[0].asked
        return [_hit(candidate) for candidate in self._retriever.retrieve(asked, k).candidates]


@cache
def _lexicon() -> Lexicon:
    return Lexicon.open(models.LEXICON)


@cache
def _reader() -> Reader:
    return Reader.open(models.READER)


def _written(weighed: Weighed, corrections: Sequence[Correction]) -> Written:
    lead = understood(weighed.question, corrections)
    if weighed.verdict.status == "abstained":
        refusal = refuse(weighed.question, weighed.retrieved)
        return Written((), (), (*lead, refusal), None)
    written = write(weighed.question, weighed.verdict)
    return replace(written, pieces=(*lead, *written.pieces))


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
