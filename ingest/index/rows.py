"""Dataclasses to table rows and back. Numbers in blobs are little-endian: int32 spans and pages,
float32 vectors, int8 sentence vectors.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from sqlalchemy import Row

from ingest.documents import Document, Member, Metadata, Page, Passage, Span
from ingest.figures.figure import Figure
from ingest.index.entries import Entry, FileRecord
from ingest.index.schema import documents, figures, files, passages
from ingest.members.directory import StoredRecord
from ingest.members.mentions import Mention
from ingest.members.records import Record

DOCUMENT_COLUMNS = tuple(column for column in documents.c if column.name not in ("text", "linked"))
PASSAGE_COLUMNS = tuple(
    column
    for column in passages.c
    if column.name not in ("sentence_vectors", "vector", "terms", "context_terms")
)
FILE_COLUMNS = tuple(files.c)
FIGURE_COLUMNS = tuple(column for column in figures.c if column.name != "number")
# Columns that SQL has other words for.
_FIGURE_NAMES = {"start": "first", "end": "past_sentence"}


def document_row(document: Document) -> dict[str, object]:
    """The row of the documents table."""
    metadata = document.metadata
    return {
        "id": document.id,
        "path": document.path,
        "media_type": document.media_type,
        "content_hash": document.content_hash,
        "title": metadata.title,
        "kind": metadata.kind,
        "date": metadata.date,
        "language": metadata.language,
        "audience": metadata.audience,
        "sources": list(metadata.sources),
        "member": asdict(metadata.member) if metadata.member else None,
        "warnings": list(document.warnings),
        "pages": _packed((page.number, page.start, page.end) for page in document.pages),
        "text": document.text,
    }


def document_of(row: Row[Any], text: str = "") -> Document:
    """The document of a row of DOCUMENT_COLUMNS."""
    metadata = Metadata(
        title=row.title,
        kind=row.kind,
        date=row.date,
        language=row.language,
        audience=row.audience,
        sources=tuple(row.sources),
        member=_member(row.member),
    )
    return Document(
        id=row.id,
        path=row.path,
        media_type=row.media_type,
        content_hash=row.content_hash,
        metadata=metadata,
        text=text,
        pages=tuple(Page(*numbers) for numbers in _unpacked(row.pages, 3)),
        warnings=tuple(row.warnings),
    )


def passage_row(entry: Entry) -> dict[str, object]:
    """The row of the passages table."""
    passage = entry.passage
    return {
        "id": passage.id,
        "document_id": passage.document_id,
        "ordinal": passage.ordinal,
        "first": passage.start,
        "past": passage.end,
        "page": passage.page,
        "language": passage.language,
        "section": passage.section,
        "text": passage.text,
        "sentences": _packed((span.start, span.end) for span in passage.sentences),
        "sentence_vectors": entry.sentence_vectors.astype(np.int8).tobytes(),
        "vector": entry.vector.astype("<f4").tobytes(),
        "terms": " ".join(entry.terms),
        "context_terms": " ".join(entry.context_terms),
    }


def passage_of(row: Row[Any]) -> Passage:
    """The passage of a row that has PASSAGE_COLUMNS."""
    return Passage(
        id=row.id,
        document_id=row.document_id,
        ordinal=row.ordinal,
        start=row.first,
        end=row.past,
        page=row.page,
        section=row.section,
        language=row.language,
        text=row.text,
        sentences=tuple(Span(*numbers) for numbers in _unpacked(row.sentences, 2)),
    )


def entry_of(row: Row[Any], dimension: int) -> Entry:
    """The entry of a whole row of the passages table."""
    return Entry(
        passage=passage_of(row),
        vector=np.frombuffer(row.vector, "<f4"),
        sentence_vectors=sentence_vectors_of(row, dimension),
        terms=tuple(row.terms.split()),
        context_terms=tuple(row.context_terms.split()),
    )


def sentence_vectors_of(row: Row[Any], dimension: int) -> np.ndarray[Any, np.dtype[np.int8]]:
    """The sentence vectors of a row, shape (sentences, dimension)."""
    return np.frombuffer(row.sentence_vectors, np.int8).reshape(-1, dimension)


def file_row(file: FileRecord) -> dict[str, object]:
    """The row of the files table."""
    return asdict(file)


def file_of(row: Row[Any]) -> FileRecord:
    """The file of a row of FILE_COLUMNS."""
    return FileRecord(**row._mapping)


def record_row(document_id: str, ordinal: int, record: Record) -> dict[str, object]:
    """The row of the members table."""
    return {
        "document_id": document_id,
        "ordinal": ordinal,
        "member_id": None,
        "first": record.row.start if record.row else None,
        "past": record.row.end if record.row else None,
        "member": asdict(record.member),
    }


def record_of(row: Row[Any]) -> StoredRecord:
    """The record of a row of the members table with its document's audience."""
    member = _member(row.member)
    assert member is not None  # noqa: S101 - the column is not nullable
    span = None if row.first is None else Span(row.first, row.past)
    return StoredRecord(row.document_id, row.ordinal, row.audience, member, span, row.member_id)


def mention_row(mention: Mention) -> dict[str, object]:
    """The row of the mentions table."""
    return {
        "passage_id": mention.passage_id,
        "first": mention.span.start,
        "past": mention.span.end,
        "document_id": mention.document_id,
        "member_id": mention.member_id,
        "sentence_first": mention.sentence.start,
        "sentence_past": mention.sentence.end,
        "audience": mention.audience,
    }


def mention_of(row: Row[Any]) -> Mention:
    """The mention of a row of the mentions table."""
    return Mention(
        member_id=row.member_id,
        document_id=row.document_id,
        passage_id=row.passage_id,
        span=Span(row.first, row.past),
        sentence=Span(row.sentence_first, row.sentence_past),
        audience=row.audience,
    )


def figure_row(figure: Figure) -> dict[str, object]:
    """The row of the figures table."""
    return {_FIGURE_NAMES.get(name, name): value for name, value in asdict(figure).items()}


def figure_of(row: Row[Any]) -> Figure:
    """The figure of a row of FIGURE_COLUMNS."""
    values = dict(row._mapping)
    renamed = {name: values.pop(column) for name, column in _FIGURE_NAMES.items()}
    return Figure(**values, **renamed)


def _member(value: dict[str, Any] | None) -> Member | None:
    if value is None:
        return None
    lists = {name: tuple(value[name]) for name in ("aliases", "capabilities")}
    return Member(**{**value, **lists})


def _packed(numbers: Iterable[tuple[int, ...]]) -> bytes:
    return np.array(list(numbers), "<i4").tobytes()


def _unpacked(blob: bytes, width: int) -> Sequence[Sequence[int]]:
    values: list[list[int]] = np.frombuffer(blob, "<i4").reshape(-1, width).tolist()
    return values
