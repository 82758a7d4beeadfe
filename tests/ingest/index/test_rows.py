"""Every document and entry comes back from the database as it went in."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert, select

from ingest.documents import Document, Member, Metadata, Page, Passage, Span
from ingest.index.entries import Entry
from ingest.index.rows import document_of, document_row, entry_of, passage_row
from ingest.index.schema import documents, passages, tables

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
_NUMBER = st.integers(0, 2**31 - 1)
_LANGUAGE = st.sampled_from(["en", "es", "ca"])
_TEXTS = st.lists(_TEXT, max_size=3).map(tuple)
_MEMBER = st.builds(
    Member, _TEXT, _TEXTS, st.sampled_from(["hospital", "other"]), _TEXTS, st.none() | _TEXT
)
_METADATA = st.builds(
    Metadata,
    title=_TEXT,
    kind=st.sampled_from(["report", "profile", "roadmap", "other"]),
    date=st.none() | st.sampled_from(["2024", "2024-05", "2024-05-31"]),
    language=_LANGUAGE,
    audience=st.sampled_from(["public", "members", "staff"]),
    sources=_TEXTS,
    member=st.none() | _MEMBER,
)
_DOCUMENT = st.builds(
    Document,
    id=_TEXT,
    path=_TEXT,
    media_type=_TEXT,
    content_hash=_TEXT,
    metadata=_METADATA,
    text=_TEXT,
    pages=st.lists(st.builds(Page, _NUMBER, _NUMBER, _NUMBER), max_size=3).map(tuple),
    warnings=_TEXTS,
)
_PASSAGE = st.builds(
    Passage,
    id=_TEXT,
    document_id=_TEXT,
    ordinal=_NUMBER,
    start=_NUMBER,
    end=_NUMBER,
    page=st.none() | _NUMBER,
    section=_TEXT,
    language=_LANGUAGE,
    text=_TEXT,
    sentences=st.lists(st.builds(Span, _NUMBER, _NUMBER), max_size=3).map(tuple),
)
_TERMS = st.lists(st.text("abcñ1", min_size=1, max_size=5), max_size=4).map(tuple)


@given(_DOCUMENT)
def test_documents(document: Document) -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        tables.create_all(connection)
        connection.execute(insert(documents), document_row(document))
        row = connection.execute(select(documents)).one()
    assert document_of(row, row.text) == document
    engine.dispose()


@given(_PASSAGE, _TERMS, _TERMS, st.integers(0, 2**32 - 1))
def test_entries(
    passage: Passage, terms: tuple[str, ...], context_terms: tuple[str, ...], seed: int
) -> None:
    random = np.random.default_rng(seed)
    vector = random.normal(size=5).astype(np.float32)
    sentence_vectors = random.integers(-127, 128, (len(passage.sentences), 5)).astype(np.int8)
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        tables.create_all(connection)
        entry = Entry(passage, vector, sentence_vectors, terms, context_terms)
        connection.execute(insert(passages), passage_row(entry))
        found = entry_of(connection.execute(select(passages)).one(), dimension=5)
    assert (found.passage, found.terms, found.context_terms) == (passage, terms, context_terms)
    assert np.array_equal(found.vector, vector)
    assert np.array_equal(found.sentence_vectors, sentence_vectors)
    engine.dispose()
