"""What stands in for the assistant and the index: a script, and a shelf of real files."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from api.composition import View
from assistant.answer import (
    Answer,
    Citation,
    Contact,
    Delta,
    Event,
    Expert,
    Figure,
    Hit,
    Referral,
    Sources,
    Statement,
    Timing,
    Turn,
)
from assistant.errors import BadQuestion
from assistant.query import Expanded
from assistant.reading import Read
from assistant.retrieval import Candidate, Retrieved
from ingest.documents import Document, Language, MemberKind, Metadata, Page
from ingest.index.entries import Counts, Found, Scored
from ingest.scan import content_hash
from tests.fakes import document

STAFF_KEY = "a-staff-key-of-the-tests"
TEXT = "Hospital Clínic treats patients with CAR-T.\fThe hub has more than 70 members."
QUOTE = "The hub has more than 70 members."
PLAIN = {
    "note.md": ("text/markdown", "# Nota\n\nTeràpies avançades", "public"),
    "page.html": ("text/html", "<script>alert(1)</script><p>Hola</p>", "public"),
    "table.csv": ("text/csv", "a,b\n1,2\n", "public"),
    "slides.pptx": ("application/vnd.openxmlformats-officedocument", "PK", "public"),
    "vector.svg": ("image/svg+xml", "<svg onload='alert(1)'/>", "public"),
    "informe 2025 «ç».pdf": ("application/pdf", "%PDF-1.4 0123456789", "public"),
    "internal.txt": ("text/plain", "only staff", "staff"),
}


class ScriptedAssistant:
    """Answers by a script; a question of the form `do X` makes it fail or wait."""

    def __init__(self, audience: str) -> None:
        self.audience = audience
        self.waits = threading.Event()
        self.go_on = threading.Event()
        self.closed = threading.Event()
        self.histories: list[list[Turn]] = []

    def ask(
        self, question: str, *, history: Sequence[Turn] = (), language: Language | None = None
    ) -> Answer:
        *_, answer = self.stream(question, history=history, language=language)
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self, question: str, *, history: Sequence[Turn] = (), language: Language | None = None
    ) -> Iterator[Event]:
        self.histories.append(list(history))
        try:
            yield from self._events(question, language or "en")
        finally:
            self.closed.set()

    def _events(self, question: str, language: Language) -> Iterator[Event]:
        if not question.strip() or len(question) > 4000:
            raise BadQuestion("The question is empty or longer than 4,000 characters.")
        if question == "do crash":
            raise RuntimeError("secret in /srv/hub/data")
        if question == "do ponder":
            self.go_on.wait(10)
        answer = script(question, language, self.audience)
        yield Sources(answer.citations)
        if question == "do wait":
            self.waits.set()
            self.go_on.wait(10)
        yield Delta(answer.text[:9])
        if question == "do break":
            raise RuntimeError("secret in /srv/hub/data")
        yield Delta(answer.text[9:])
        yield answer

    def read(self, question: str) -> tuple[Retrieved, list[Read]]:
        """The hub's members are in the second passage, and reading puts it first."""
        candidates = tuple(Candidate(found, 0.5) for found in FOUND.values())
        nothing = Expanded((), (), (), ())
        retrieved = Retrieved(np.zeros(2, np.float32), nothing, np.zeros(0), candidates)
        return retrieved, [_read(candidate) for candidate in reversed(candidates)]

    def search(self, query: str, k: int = 10) -> list[Hit]:
        if not query.strip():
            raise BadQuestion("Write some words to search for.")
        hit = Hit(
            "d0", "Nota", "report", 2, "A › B", QUOTE, 44, 77, 0.9, "en", None,
            "/v1/documents/d0/file#page=2",
        )  # fmt: skip
        return [hit] * min(k, 3)

    def experts(self, topic: str, kind: MemberKind | None = None) -> Referral:
        """Nobody for `do abstain` or where an investor is asked for."""
        if not topic.strip():
            raise BadQuestion("Write what is needed.")
        if topic == "do crash":
            raise RuntimeError("secret in /srv/hub/data")
        if topic == "do abstain" or kind == "investor":
            return Referral((), "The documents name no organisation for this.")
        (citation,) = script(topic, "en", self.audience).citations
        contact = Contact("through Biocat", replace(citation, number=2))
        expert = Expert(
            "nota", "Nota", "hospital", 0.9, "Its profile says so.", (citation,), None, contact
        )
        return Referral((expert,), None)

    def quoting(self) -> "ScriptedAssistant":
        return self

    def topics(self, language: Language) -> list[str]:
        return ["nothing"]

    def figures(self, topic: str) -> list[Figure]:
        """Two counts that contradict each other; others of `dated members`; none for `nothing`."""
        if not topic.strip():
            raise BadQuestion("Write what the figures are of.")
        if topic in ("nothing", "do abstain"):
            return []
        if topic.startswith("dated members"):
            return list(DATED)
        citation = Citation(
            1, "d0", "Nota", "report", 2, "", QUOTE, 44, 77, "/v1/documents/d0/file#page=2",
            "2025-06", "en", 0.93,
        )  # fmt: skip
        newest = Figure(
            70.0, "more than", "members", "members <of> & the hub", "hub", "2025", "stated", None,
            citation, (1,),
        )  # fmt: skip
        other = replace(
            newest, value=64.5, qualifier=None, as_of_from="document", disagrees_with=(0,)
        )
        return [newest, replace(other, citation=replace(citation, number=2))]


def script(question: str, language: Language, audience: str) -> Answer:
    """An abstention for `do abstain`, else an answer with a quote; with cards for `do list`."""
    citation = Citation(
        1, "d0", "Nota", "report", 2, "", QUOTE, 44, 77, "/v1/documents/d0/file#page=2",
        "2025-06", "en", 0.93,
    )  # fmt: skip
    answer = Answer(
        answer_id="a1",
        question=question,
        standalone_question=question,
        language=language,
        status="answered",
        mode="extractive",
        text=f"«{QUOTE}» és ca\u2028na [1] ({audience})",
        statements=(Statement(QUOTE, (1,), "verbatim"),),
        citations=(citation,),
        as_of="2025",
        suggestions=("Who?",),
        timing_ms=Timing(1.0, 2.0, 0.5, 3.5),
    )
    if question == "do list":
        contact = Contact("through Biocat", None)
        expert = Expert("nota", "Nota", "hospital", 0.9, "It says so.", (citation,), None, contact)
        return replace(answer, experts=(expert,), figures=DATED)
    if question == "do abstain":
        return replace(
            answer, status="abstained", statements=(), citations=(), as_of=None, suggestions=()
        )
    return answer


def _figure(value: float, as_of: str, start: int, end: int) -> Figure:
    quoted = Citation(
        1, "d0", "Nota", "report", 2, "", TEXT[start:end], start, end,
        "/v1/documents/d0/file#page=2", "2025-06", "en", 0.93,
    )  # fmt: skip
    what = ("more than", "members", "members", "hub", as_of, "document", "achieved")
    return Figure(value, *what, quoted, ())  # type: ignore[arg-type]


DATED = (_figure(70, "2025", 44, 77), _figure(1450.5, "2019-06", 0, 43))


def _passages() -> dict[str, Found]:
    told = document("d0", "Hospital Clínic treats patients with CAR-T.", QUOTE)
    return {
        one.passage.id: Found(one.passage, told.document, one.sentence_vectors)
        for one in told.entries
    }


FOUND = _passages()


def _read(candidate: Candidate) -> Read:
    passage, none = candidate.found.passage, np.zeros(0)
    return Read(candidate, passage.sentences[0], passage.text, none, none, none, none, 0.0)


class ShelfIndex:
    """The library side of an index, over the files that a test wrote."""

    def __init__(self, documents: list[Document]) -> None:
        self._documents = documents
        self.generation = 1
        self.closed = False

    def documents(self) -> list[Document]:
        return self._documents

    def document(self, document_id: str) -> Document | None:
        return next((d for d in self._documents if d.id == document_id), None)

    def dense(self, vector: NDArray[np.float32], k: int) -> list[Scored]:
        return [Scored(next(iter(FOUND)), 0.9)][:k]

    def found(self, ids: Iterable[str]) -> dict[str, Found]:
        return {id_: FOUND[id_] for id_ in ids}

    def at(self, document_id: str, place: int) -> Found | None:
        if document_id not in {document.id for document in self._documents}:
            return None
        passages = (found.passage for found in FOUND.values())
        holding = (
            p.id for p in passages if p.document_id == document_id and p.start <= place < p.end
        )
        return next((FOUND[id_] for id_ in holding), None)

    def counts(self) -> Counts:
        return Counts(len(self._documents), 2 * len(self._documents))

    def close(self) -> None:
        self.closed = True


def shelf(folder: Path, audience: str) -> ShelfIndex:
    documents = []
    for number, (name, (media_type, content, whose)) in enumerate(PLAIN.items()):
        path = folder / name
        path.write_text(content, "utf-8")
        metadata = Metadata(name, "report", "2025-06", "ca", whose)  # type: ignore[arg-type]
        pages = (Page(1, 0, 43), Page(2, 44, 77)) if number == 0 else ()
        text = TEXT if number == 0 else content
        document = Document(
            f"d{number}", str(path), media_type, content_hash(path), metadata, text, pages
        )
        if whose in ("public", audience):
            documents.append(document)
    return ShelfIndex(documents)


Views = dict[str, View]
