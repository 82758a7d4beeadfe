"""The tables of the store. Their names keep them apart from those of an index on the same server.

Portable between SQLite and PostgreSQL. Moments are text in UTC (see `api.store.clock`).
"""

from sqlalchemy import (
    JSON,
    Column,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class Typed(TypeDecorator[str]):
    """Text that people sent. PostgreSQL refuses the character NUL, so it is left out."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """What is written for a value."""
        return None if value is None else value.replace("\0", "")


tables = MetaData()

questions = Table(
    "service_questions",
    tables,
    Column("id", Integer, primary_key=True),
    Column("at", String(20), nullable=False, index=True),
    Column("answer_id", Typed, nullable=False, index=True),
    Column("status", String(16), nullable=False),
    Column("mode", String(16), nullable=False),
    Column("language", String(2), nullable=False),
    Column("audience", String(8), nullable=False),
    Column("latency_ms", Integer, nullable=False),
    Column("question", Typed, nullable=False),
    Column("citations", JSON, nullable=False),
)

feedback = Table(
    "service_feedback",
    tables,
    Column("id", Integer, primary_key=True),
    Column("at", String(20), nullable=False, index=True),
    Column("answer_id", Typed, nullable=False, index=True),
    Column("rating", String(4), nullable=False),
    Column("comment", Typed),
)

conversations = Table(
    "service_conversations",
    tables,
    Column("key", String(64), primary_key=True),
    Column("at", String(20), nullable=False, index=True),
)

turns = Table(
    "service_turns",
    tables,
    Column("id", Integer, primary_key=True),
    Column(
        "key",
        ForeignKey("service_conversations.key", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("role", String(16), nullable=False),
    Column("content", Typed, nullable=False),
)

curated = Table(
    "service_curated",
    tables,
    Column("id", String(32), primary_key=True),
    # Days, such as 2026-02-03.
    Column("checked", String(10), nullable=False),
    Column("expires", String(10), nullable=False, index=True),
    Column("questions", JSON, nullable=False),
    Column("words", JSON, nullable=False),
    Column("places", JSON, nullable=False),
)

sessions = Table(
    "service_sessions",
    tables,
    Column("key", String(64), primary_key=True),
    Column("expires", String(20), nullable=False, index=True),
    Column("proof", String(64), nullable=False),
    Column("brief", JSON, nullable=False),
)
