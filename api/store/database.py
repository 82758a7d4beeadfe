"""The SQL database of the store: a SQLite file in the data folder, or tables on a server.

In: where it lives. Out: transactions. Whatever goes wrong becomes StoreUnavailable here.
"""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, delete, insert, inspect, make_url

from api.errors import StoreUnavailable
from api.store.schema import conversations, questions, tables
from ingest.sql import BEGIN, empty_log, server_engine, sqlite_engine, translated

FILE = "service.sqlite3"
_TRIED = "tried"
# Somebody waits for an answer meanwhile.
_WAIT_MS = 2_000
_POOL = {"pool_size": 4, "max_overflow": 36}
# A transaction that reads first and then writes would not be let wait for another writer.
_WRITING = {BEGIN: "BEGIN IMMEDIATE"}


class Database:
    """Transactions on the store, which is made when it is first needed. Threads may share one."""

    def __init__(self, folder: Path, server: str | None = None) -> None:
        self._folder = folder
        self._server = server
        self._lock = threading.Lock()
        self._engine: Engine | None = None

    @property
    def place(self) -> str:
        """Where it lives, for people; never the address, which may hold a password."""
        return str(self._folder.absolute()) if self._server is None else "HUB_DATABASE_URL"

    def exists(self) -> bool:
        """Whether anything was ever kept here."""
        if self._server is None:
            return (self._folder / FILE).exists()
        if self._engine is not None:
            return True
        with _translated():
            engine = self._connect()
            try:
                return inspect(engine).has_table(questions.name)
            finally:
                engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view."""
        with _translated(), self._opened().begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """What is written shows at the end, all of it or nothing; writers take turns."""
        with _translated(), _writing(self._opened()) as connection:
            yield connection

    def try_writing(self) -> None:
        """Write something and take it back; raise StoreUnavailable where that fails."""
        with self.writing() as connection:
            connection.execute(insert(conversations).values(key=_TRIED, at=_TRIED))
            connection.execute(delete(conversations).where(conversations.c.key == _TRIED))

    def empty_log(self) -> bool:
        """Take deleted text out of SQLite's log too; False if a reader was in the way."""
        with _translated():
            return empty_log(self._opened())

    def close(self) -> None:
        """Give the connections back; another use opens new ones."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()

    def _opened(self) -> Engine:
        with self._lock:
            if self._engine is None:
                engine = self._connect()
                _create_tables(engine)
                self._engine = engine
            return self._engine

    def _connect(self) -> Engine:
        if self._server is not None:
            return server_engine(
                make_url(self._server), "READ COMMITTED", StoreUnavailable, **_POOL
            )
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or error
            raise StoreUnavailable(f"the folder {self._folder} cannot be made: {reason}") from error
        url = URL.create("sqlite", database=str(self._folder / FILE))
        return sqlite_engine(url, _WAIT_MS, **_POOL)


@contextmanager
def _writing(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(**_WRITING) as connection, connection.begin():
        yield connection


def _create_tables(engine: Engine) -> None:
    # Looked at first: one who only reads may have no right to write.
    if set(tables.tables) <= set(inspect(engine).get_table_names()):
        return
    with _writing(engine) as connection:
        tables.create_all(connection)


def _translated() -> AbstractContextManager[None]:
    return translated("the store of questions", StoreUnavailable)
