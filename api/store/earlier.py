"""The feedback of earlier versions, which had a SQLite file of its own.

In: the data folder. Out: its entries in the store, scrubbed and under its retention; the file is gone.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import and_, exists, insert, select

from api.errors import StoreUnavailable
from api.store.database import Database
from api.store.schema import feedback
from api.store.scrubber import scrub
from ingest.sql import translated

FILE = "feedback.sqlite"


def read_in(folder: Path, database: Database) -> None:
    """Take the file over, if there is one."""
    file = folder / FILE
    if not file.exists():
        return
    rows = _rows(file)
    with database.writing() as connection:
        for row in rows:
            # A crash before the file was removed must not double what was read already.
            same = and_(*(feedback.c[name] == value for name, value in row.items()))
            if not connection.execute(select(exists().where(same))).scalar_one():
                connection.execute(insert(feedback).values(row))
    file.unlink()


def _rows(file: Path) -> list[dict[str, str | None]]:
    query = "SELECT at, answer_id, rating, comment FROM feedback ORDER BY id"
    with translated(FILE, StoreUnavailable), closing(sqlite3.connect(file)) as old:
        found = old.execute(query).fetchall()
    return [
        {
            "at": at,
            "answer_id": answer_id,
            "rating": rating,
            "comment": None if comment is None else scrub(comment),
        }
        for at, answer_id, rating, comment in found
    ]
