"""The feedback file of earlier versions is read in once."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from api.errors import StoreUnavailable
from api.store.database import Database
from api.store.earlier import FILE, read_in

TABLE = """
CREATE TABLE feedback (
    id INTEGER PRIMARY KEY, answer_id TEXT NOT NULL, rating TEXT NOT NULL, comment TEXT,
    at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
)"""
OLD = [
    ("2026-01-01T00:00:00Z", "a1", "up", None),
    ("2026-01-02T00:00:00Z", "a2", "down", "write to a@b.cat"),
]


def earlier_file(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    with closing(sqlite3.connect(folder / FILE)) as old, old:
        old.execute(TABLE)
        query = "INSERT INTO feedback (at, answer_id, rating, comment) VALUES (?, ?, ?, ?)"
        old.executemany(query, OLD)
    return folder / FILE


def kept(database: Database) -> list[tuple[object, ...]]:
    query = "SELECT at, answer_id, rating, comment FROM service_feedback ORDER BY id"
    with database.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def test_it_is_read_in_and_removed(folder: Path, database: Database) -> None:
    file = earlier_file(folder)
    read_in(folder, database)
    assert not file.exists()
    assert kept(database) == [OLD[0], (*OLD[1][:3], "write to [e-mail]")]
    read_in(folder, database)
    assert len(kept(database)) == 2


def test_a_crash_before_it_was_removed_doubles_nothing(folder: Path, database: Database) -> None:
    for _ in range(2):
        earlier_file(folder)
        read_in(folder, database)
    assert len(kept(database)) == 2


def test_a_file_that_is_no_database_stays(folder: Path, database: Database) -> None:
    folder.mkdir()
    (folder / FILE).write_text("notes, not a database " * 100)
    with pytest.raises(StoreUnavailable, match=r"feedback.sqlite cannot be used: file is not a"):
        read_in(folder, database)
    assert (folder / FILE).exists()
