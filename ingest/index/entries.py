"""What goes into the index and what a search of it takes and gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.documents import Document, Language, Passage
from ingest.figures.figure import Figure
from ingest.members.records import Record


@dataclass(frozen=True, slots=True)
class Location:
    """Where an index lives: its folder, and servers in place of the embedded parts when set."""

    data: Path
    database_url: str | None = None
    chroma_url: str | None = None


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as it was when last read: `root` is the folder it was found under, both absolute.

    `content_hash` is over file and sidecar; `size` and `modified_ns` tell cheaply that neither
    changed. Files of the same content share one document.
    """

    path: str
    root: str
    content_hash: str
    size: int
    modified_ns: int
    document_id: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a reader of an index can see."""

    documents: int
    passages: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """How an index was made. Indexes of different recipes are never mixed."""

    model: str
    dimension: int
    splitter: str
    terms: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage with everything that is derived from it.

    `vector` has unit length, shape (dimension,); `sentence_vectors` are unit vectors times 127,
    shape (sentences, dimension). `terms` are the passage's words, folded and stemmed in its
    language; `context_terms` those of its title and section.
    """

    passage: Passage
    vector: NDArray[np.float32]
    sentence_vectors: NDArray[np.int8]
    terms: tuple[str, ...]
    context_terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Addition:
    """A document to be committed, with all that is stored of it."""

    document: Document
    entries: tuple[Entry, ...]
    records: tuple[Record, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to say a question's word: a folded and stemmed term of one language."""

    language: Language
    term: str
    weight: float


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A question's word as its alternatives; in a passage the best of them counts (dis-max)."""

    alternatives: tuple[Alternative, ...]


LexicalQuery = Sequence[QueryWord]


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage id with its score in one search: cosine for vectors, BM25 for terms."""

    passage_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """A stored passage with its document's metadata (its text left empty) and sentence vectors."""

    passage: Passage
    document: Document
    sentence_vectors: NDArray[np.int8]
