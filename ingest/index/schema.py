"""The tables of the SQL database, the only truth of an index.

Portable between SQLite and Postgres. Large columns stand last in a row, where a reader that does
not ask for them does not pay for them; vectors and terms are kept so that Chroma and Tantivy can be
made again from here without a model.
"""

import os

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

VERSION = "1"


class PathBytes(TypeDecorator[str]):
    """A path as the bytes that the file system knows: file names need not be valid text."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else os.fsencode(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else os.fsdecode(value)


tables = MetaData()

meta = Table(
    "meta",
    tables,
    Column("key", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)

documents = Table(
    "documents",
    tables,
    Column("id", String(32), primary_key=True),
    Column("path", PathBytes, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("date", String(10)),
    Column("language", String(2), nullable=False),
    Column("audience", String(8), nullable=False, index=True),
    Column("sources", JSON, nullable=False),
    Column("member", JSON(none_as_null=True)),
    Column("warnings", JSON, nullable=False),
    Column("pages", LargeBinary, nullable=False),
    Column("text", Text, nullable=False),
)

files = Table(
    "files",
    tables,
    Column("path", PathBytes, primary_key=True),
    Column("root", PathBytes, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("modified_ns", BigInteger, nullable=False),
    Column(
        "document_id",
        ForeignKey("documents.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
)

passages = Table(
    "passages",
    tables,
    Column("id", String(32), primary_key=True),
    Column(
        "document_id",
        ForeignKey("documents.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("ordinal", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("past", Integer, nullable=False),
    Column("page", Integer),
    Column("language", String(2), nullable=False),
    Column("section", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("sentences", LargeBinary, nullable=False),
    Column("sentence_vectors", LargeBinary, nullable=False),
    Column("vector", LargeBinary, nullable=False),
    Column("terms", Text, nullable=False),
    Column("context_terms", Text, nullable=False),
)
