"""What goes wrong with the database is said in one line."""

from pathlib import Path

import pytest

from ingest.errors import IndexUnavailable
from ingest.index.database import FILE, Database
from ingest.index.entries import Location
from ingest.index.writer import IndexWriter
from tests.fakes import RECIPE, document


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("these are notes, not a database " * 100)
    with pytest.raises(IndexUnavailable, match=r"cannot be used: file is not a database$"):
        Database.open_existing(Location(tmp_path))


@pytest.mark.parametrize("url", ["nonsense", "sqlite:////nowhere/at/all.sqlite3"])
def test_a_server_that_cannot_be_reached_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(IndexUnavailable, match="the index's database cannot be used: "):
        Database.open_existing(Location(tmp_path, database_url=url))


def test_a_sqlite_file_may_be_named_by_a_url(tmp_path: Path) -> None:
    location = Location(tmp_path, database_url=f"sqlite:///{tmp_path / 'named.db'}")
    with IndexWriter.open(location, RECIPE) as writer:
        writer.commit([document("d1", "one")])
    with Database.open_existing(location).transaction() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("SELECT id FROM documents").scalars().all() == ["d1"]
    assert not (tmp_path / FILE).exists()


def test_what_is_written_shows_together_or_not_at_all(tmp_path: Path) -> None:
    database = Database.open(Location(tmp_path))
    with database.transaction() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x INTEGER)")
    with pytest.raises(ZeroDivisionError), database.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO t VALUES (1)")
        1 / 0  # noqa: B018
    with database.transaction() as reading:
        assert reading.exec_driver_sql("SELECT count(*) FROM t").scalar_one() == 0
        with database.transaction() as connection:
            connection.exec_driver_sql("INSERT INTO t VALUES (2)")
        assert reading.exec_driver_sql("SELECT count(*) FROM t").scalar_one() == 0
    with database.transaction() as connection:
        assert connection.exec_driver_sql("SELECT x FROM t").scalars().all() == [2]
    database.close()
