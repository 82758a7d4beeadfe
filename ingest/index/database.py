"""The SQL database behind an index: SQLite in the data folder, or the server that a URL names.

In: a location. Out: transactions. What SQLAlchemy raises becomes IndexUnavailable here.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from ingest.errors import IndexUnavailable
from ingest.index.entries import Location
from ingest.index.schema import meta

FILE = "hub.sqlite3"
NOTHING_YET = "nothing is indexed yet: run `hub ingest`"
_WAIT_MS = 30_000
# A reader connection for each worker thread of the HTTP service, and some for the rest.
_POOL = {"pool_size": 16, "max_overflow": 48}
# Deleted text is overwritten; readers do not wait for the writer, nor it for them.
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    f"busy_timeout = {_WAIT_MS}",
    "foreign_keys = ON",
    "secure_delete = ON",
)


class Database:
    """Transactions on the index's database. Threads may share one."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, location: Location) -> "Database":
        """Connect; a SQLite file is made if there is none."""
        if location.database_url is None:
            return cls(_sqlite(URL.create("sqlite", database=str(location.data / FILE))))
        with _translated():
            url = make_url(location.database_url)
            return cls(_sqlite(url) if url.get_backend_name() == "sqlite" else _server(url))

    @classmethod
    def open_existing(cls, location: Location) -> "Database":
        """Connect to what an ingestion made; raise IndexUnavailable if none did."""
        if location.database_url is None and not (location.data / FILE).exists():
            raise IndexUnavailable(NOTHING_YET)
        database = cls.open(location)
        if not database.has_tables():
            raise IndexUnavailable(NOTHING_YET)
        return database

    def has_tables(self) -> bool:
        with _translated():
            return inspect(self._engine).has_table(meta.name)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One consistent view; what is written shows at the end, all of it or nothing."""
        with _translated(), self._engine.begin() as connection:
            yield connection

    def scrub(self) -> bool:
        """Empty SQLite's log, where deleted text would linger; False if a reader was in the way."""
        if self._engine.dialect.name != "sqlite":
            return True
        with _translated(), self._engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None  # noqa: S101
            (busy, _, _) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy

    def close(self) -> None:
        self._engine.dispose()


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"isolation_level": None}, **_POOL)
    event.listen(engine, "connect", _set_pragmas)
    # The driver begins a transaction at the first write only; reads need one view as well.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _server(url: URL) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True, isolation_level="REPEATABLE READ", **_POOL)
    except ModuleNotFoundError as error:
        raise IndexUnavailable(
            f"the database needs the package {error.name}: pip install {error.name}"
        ) from error


def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
        reason = str(cause).strip().splitlines()[0]
        raise IndexUnavailable(f"the index's database cannot be used: {reason}") from error
