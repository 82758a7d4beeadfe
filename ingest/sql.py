"""How this program opens SQL databases: SQLite files, and the servers that URLs name.

In: a URL. Out: an engine that threads may share. SQLite overwrites what is deleted there, and its
readers do not wait for a writer, nor it for them.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

# The option of a connection that names how its transactions begin on SQLite.
BEGIN = "sqlite_begin"


def sqlite_engine(url: URL, wait_ms: int, **pool: int) -> Engine:
    """An engine for a SQLite file, which is made if there is none."""
    engine = create_engine(url, connect_args={"isolation_level": None}, **pool)
    pragmas = (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        f"busy_timeout = {wait_ms}",
        "foreign_keys = ON",
        "secure_delete = ON",
    )

    def set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "connect", set_pragmas)
    # The driver begins a transaction at the first write only; reads need one view as well.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(_begin(connection)))
    return engine


def server_engine(
    url: URL, isolation: str, failed: Callable[[str], Exception], **pool: int
) -> Engine:
    """An engine for a server; `failed` makes the error where its driver is not installed."""
    try:
        return create_engine(url, pool_pre_ping=True, isolation_level=isolation, **pool)
    except ModuleNotFoundError as error:
        raise failed(
            f"the database needs the package {error.name}: .venv/bin/pip install {error.name}"
        ) from error


def empty_log(engine: Engine) -> bool:
    """Empty SQLite's log, where deleted text would linger; False if a reader was in the way."""
    if engine.dialect.name != "sqlite":
        return True
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None  # noqa: S101
        (busy, _, _) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy


@contextmanager
def translated(what: str, failed: Callable[[str], Exception]) -> Iterator[None]:
    """Whatever the database raises becomes one line that `failed` makes an error of."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
        reason = str(cause).strip().splitlines()[0]
        raise failed(f"{what} cannot be used: {reason}") from error


def _begin(connection: Connection) -> str:
    return str(connection.get_execution_options().get(BEGIN, "BEGIN"))
