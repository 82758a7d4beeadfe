"""The tables of the SQL database, the only truth of an index.

Portable between SQLite and Postgres. Large columns stand last in a row, where a reader that does
not ask for them does not pay for them; vectors and terms are kept so that Chroma and Tantivy can be
made again from here without a model.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

VERSION = "3"


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
    Column("path", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("date", String(10)),
    Column("language", String(2), nullable=False),
    # No index: with one, SQLite would look up passages by audience rather than by their ids.
    Column("audience", String(8), nullable=False),
    Column("sources", JSON, nullable=False),
    Column("member", JSON(none_as_null=True)),
    Column("warnings", JSON, nullable=False),
    # The names that its mentions were looked for with; none where that is still to be done.
    Column("linked", String(50)),
    Column("pages", LargeBinary, nullable=False),
    Column("text", Text, nullable=False),
)

files = Table(
    "files",
    tables,
    Column("path", Text, primary_key=True),
    Column("root", Text, nullable=False),
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

# What each document says of members: its profile, or a row of a table. Who is the same has one id.
members = Table(
    "members",
    tables,
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("member_id", Text),
    Column("first", Integer),
    Column("past", Integer),
    Column("member", JSON, nullable=False),
)

mentions = Table(
    "mentions",
    tables,
    Column(
        "passage_id",
        ForeignKey("passages.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("first", Integer, primary_key=True),
    Column("past", Integer, nullable=False),
    Column(
        "document_id",
        ForeignKey("documents.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("member_id", Text, nullable=False, index=True),
    Column("sentence_first", Integer, nullable=False),
    Column("sentence_past", Integer, nullable=False),
    # Who may know that this name is that member's.
    Column("audience", String(8), primary_key=True),
)

figures = Table(
    "figures",
    tables,
    Column("number", Integer, primary_key=True),
    Column(
        "document_id",
        ForeignKey("documents.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("value", Float(53), nullable=False),
    Column("qualifier", String(16)),
    Column("unit", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("as_of", String(10)),
    Column("as_of_from", String(8), nullable=False),
    Column("status", String(16)),
    Column("first", Integer, nullable=False),
    Column("past_sentence", Integer, nullable=False),
    Column("at", Integer, nullable=False),
    Column("past", Integer, nullable=False),
    Column("page", Integer),
    Column("language", String(2), nullable=False),
    Column("counter", Boolean, nullable=False),
    Column("section", Text, nullable=False),
    Column("caption", Text, nullable=False),
    Column("sentence", Text, nullable=False),
)
