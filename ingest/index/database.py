"""The SQL database behind an index: SQLite in the data folder, or the server that a URL names.

In: a location. Out: transactions. What SQLAlchemy raises becomes IndexUnavailable here.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import URL, Connection, Engine, inspect, make_url

from ingest.errors import IndexUnavailable
from ingest.index.entries import Location
from ingest.index.schema import meta
from ingest.sql import empty_log, server_engine, sqlite_engine, translated

FILE = "hub.sqlite3"
NOTHING_YET = "nothing is indexed yet: run `hub ingest`"
_WAIT_MS = 30_000
# A reader connection for each worker thread of the HTTP service, and some for the rest.
_POOL = {"pool_size": 16, "max_overflow": 48}


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
        with _translated():
            return empty_log(self._engine)

    def close(self) -> None:
        self._engine.dispose()


def _sqlite(url: URL) -> Engine:
    return sqlite_engine(url, _WAIT_MS, **_POOL)


def _server(url: URL) -> Engine:
    return server_engine(url, "REPEATABLE READ", IndexUnavailable, **_POOL)


def _translated() -> AbstractContextManager[None]:
    return translated("the index's database", IndexUnavailable)
