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
from assistant.evidence import ABSTAINED, Verdict, weigh
from assistant.lexicon import Lexicon
from assistant.question import Question
from assistant.reading import Read, Reader
from assistant.retrieval import Candidate, Retrieved, Retriever
from assistant.spelling import Correction, Speller, corrected
from assistant.writing import Written, document_url, refuse, suggest, understood, write
from ingest.documents import Language
from ingest.embedding.protocol import Embedder
from ingest.index.reader import Index

CANDIDATES = 10
# Documents that disagree on a figure are to be told of all: it is looked for deeper.
_CANDIDATES_FOR_FIGURES = 12


class Assistant:
    """Answers from one index. Safe across threads."""

    def __init__(self, speller: Speller, retriever: Retriever, reader: Reader) -> None:
        self._speller = speller
        self._retriever = retriever
        self._reader = reader

    @classmethod
    def open(cls, index: Index, embedder: Embedder) -> "Assistant":
        """An assistant over an index, with the shipped word lists and reader."""
        lexicon = _lexicon()
        return cls(Speller(index, lexicon), Retriever(index, embedder, lexicon), _reader())

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
        read, corrections = self._understand(question, language)
        retrieved = self._retriever.retrieve(read, depth(read))
        found = time.perf_counter()
        sentences = self._reader.read(read, retrieved)
        verdict = ABSTAINED if read.is_greeting else weigh(read, retrieved, sentences, self._reader)
        decided = time.perf_counter()
        written = _written(read, retrieved, verdict, corrections)
        yield Sources(written.citations)
        for piece in written.pieces:
            yield Delta(piece)
        done = time.perf_counter()
        yield Answer(
            answer_id=uuid.uuid4().hex,
            question=question,
            standalone_question=read.text,
            language=read.language,
            status=verdict.status,
            mode="extractive",
            text="".join(written.pieces),
            statements=written.statements,
            citations=written.citations,
            as_of=written.as_of,
            suggestions=suggest(read, retrieved, written.citations),
            timing_ms=_timing(started, found, decided, done),
        )

    def read(self, question: str) -> tuple[Retrieved, list[Read]]:
        """What an answer is chosen from: what is found for a question, and its sentences, best first."""
        read, _ = self._understand(question)
        retrieved = self._retriever.retrieve(read, depth(read))
        return retrieved, self._reader.read(read, retrieved)

    def search(self, query: str, k: int = 10) -> list[Hit]:
        """The `k` best passages, ranked."""
        read, _ = self._understand(query)
        return [_hit(candidate) for candidate in self._retriever.retrieve(read, k).candidates]

    def _understand(
        self, typed: str, language: Language | None = None
    ) -> tuple[Question, tuple[Correction, ...]]:
        """A question with its misspelt words read as others, and which those are."""
        read = Question.read(typed, language)
        found = self._speller.corrections(read.text)
        return Question.read(corrected(read.text, found), language), found


def depth(question: Question) -> int:
    """How many passages are read for a question."""
    return _CANDIDATES_FOR_FIGURES if question.wants == "number" else CANDIDATES


@cache
def _lexicon() -> Lexicon:
    return Lexicon.open(models.LEXICON)


@cache
def _reader() -> Reader:
    return Reader.open(models.READER)


def _written(
    question: Question,
    retrieved: Retrieved,
    verdict: Verdict,
    corrections: Sequence[Correction],
) -> Written:
    lead = understood(question, corrections)
    if verdict.status == "abstained":
        return Written((), (), (*lead, refuse(question, retrieved)), None)
    written = write(question, verdict)
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


def _timing(started: float, found: float, decided: float, done: float) -> Timing:
    return Timing(
        retrieve=round(1000 * (found - started), 2),
        read=round(1000 * (decided - found), 2),
        write=round(1000 * (done - decided), 2),
        total=round(1000 * (done - started), 2),
    )
