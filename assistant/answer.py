"""What the assistant returns: citations, statements, the answer, search hits, and stream events.

Shapes follow the contract; the HTTP layer and the command line only rename them to JSON.
"""

from dataclasses import dataclass
from typing import Literal

from ingest.documents import DocumentKind, Language, MemberKind
from ingest.figures.figure import Dating, FigureStatus, Qualifier

Status = Literal["answered", "abstained", "conflict"]
Mode = Literal["extractive", "generated"]
Support = Literal["verbatim", "supported", "unsupported"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of a conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote: exactly `text[start:end]` of the document, in characters; `page` is 1-based."""

    number: int
    document_id: str
    title: str
    kind: DocumentKind
    page: int | None
    section: str
    quote: str
    start: int
    end: int
    url: str
    date: str | None
    language: Language
    score: float


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of an answer and the numbers of the citations that it rests on."""

    text: str
    citations: tuple[int, ...]
    support: Support


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds spent in retrieval, reading and writing, and in all."""

    retrieve: float
    read: float
    write: float
    total: float


@dataclass(frozen=True, slots=True)
class Checked:
    """That the hub's staff fixed an answer themselves, and when they last checked it (YYYY-MM-DD)."""

    date: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A ranked passage; `text` is exactly the document's text from `start` to `end`."""

    document_id: str
    title: str
    kind: DocumentKind
    page: int | None
    section: str
    text: str
    start: int
    end: int
    score: float
    language: Language
    date: str | None
    url: str


@dataclass(frozen=True, slots=True)
class Contact:
    """How somebody is reached, in the asker's language, and the quote that says so."""

    text: str
    citation: Citation | None


@dataclass(frozen=True, slots=True)
class Expert:
    """A member organisation that the documents name for a need; `score` is from 0 to 1."""

    member_id: str
    name: str
    kind: MemberKind
    score: float
    why: str
    evidence: tuple[Citation, ...]
    website: str | None
    contact: Contact


@dataclass(frozen=True, slots=True)
class Referral:
    """Experts for a topic, best first; where there are none, `message` says so and what comes nearest; where
    a place is asked for, also who else is named, but not as being there."""

    experts: tuple[Expert, ...]
    message: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the documents, in base units: 3 million euros are 3e6, EUR.

    `as_of_from` says whether the text states the date or it is the document's; `disagrees_with` are the
    places, in the same list, of figures that contradict this one.
    """

    value: float
    qualifier: Qualifier | None
    unit: str
    what: str
    subject: str
    as_of: str | None
    as_of_from: Dating
    status: FigureStatus | None
    citation: Citation
    disagrees_with: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question. `text` is the statements joined, with citation marks `[1]`.

    `experts` are the members that it lists; `figures` those of the series or disagreement that it tells,
    with others of that series, newest first. Their citations have the numbers of the answer's own, and 0
    where the answer does not cite the quote.
    """

    answer_id: str
    question: str
    standalone_question: str
    language: Language
    status: Status
    mode: Mode
    text: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    as_of: str | None
    suggestions: tuple[str, ...]
    timing_ms: Timing
    checked: Checked | None = None
    experts: tuple[Expert, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Sources:
    """Stream event: the citations found, sent once and first."""

    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Delta:
    """Stream event: a piece of the answer's text."""

    text: str


Event = Sources | Delta | Answer
