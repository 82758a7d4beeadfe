"""What flows through ingestion: an extract (a file's text and structure), metadata, a document, its passages.

Offsets everywhere are 0-based characters into the document's text, end exclusive; pages are 1-based.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "row"]
DocumentKind = Literal["report", "profile", "roadmap", "other"]
Audience = Literal["public", "members", "staff"]
MemberKind = Literal[
    "hospital", "research", "company", "investor", "technology_centre", "public_body", "other"
]
Language = Literal["en", "es", "ca"]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A structural unit of an extract's text: it never crosses a page.

    `row` is one table row, written out with its column headings so that it reads on its own.
    `level` is 1 for the highest heading, and 0 for what is not a heading.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """One page (PDF), slide (PPTX) or sheet (XLSX): its 1-based number and its characters."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extract:
    """What a loader makes of one file: clean text, its blocks in reading order, its pages.

    `pages` is empty where the format has none. `metadata` holds what the file itself says (front
    matter, meta tags, document properties) under the names of the contract, unchecked.
    `warnings` are one-line messages for people, such as "page 3 has no text (scanned?)".
    """

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    metadata: Mapping[str, object] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """What a profile, or a row of a table, says of an organisation.

    `hub_member` is the table's own word on whether it is a member of the hub.
    """

    name: str
    aliases: tuple[str, ...]
    kind: MemberKind
    capabilities: tuple[str, ...]
    website: str | None
    hub_member: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document. `date` is YYYY, YYYY-MM or YYYY-MM-DD."""

    title: str
    kind: DocumentKind
    date: str | None
    language: Language
    audience: Audience
    sources: tuple[str, ...] = ()
    member: Member | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is stored. `path` is absolute; `content_hash` is over file and sidecar."""

    id: str
    path: str
    media_type: str
    content_hash: str
    metadata: Metadata
    text: str
    pages: tuple[Page, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrievable stretch of a document: whole sentences, on one page, under one heading.

    `text` is exactly `document.text[start:end]`; `section` is the heading path ("A › B");
    `sentences` are spans in the document's text, in order, inside the passage.
    """

    id: str
    document_id: str
    ordinal: int
    start: int
    end: int
    page: int | None
    section: str
    language: Language
    text: str
    sentences: tuple[Span, ...]
