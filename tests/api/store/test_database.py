"""The store's database: many writers at once, and errors of one line."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.errors import StoreUnavailable
from api.store.conversations import Conversations
from api.store.database import FILE, Database
from api.store.entries import Wanted
from api.store.listing import entries
from api.store.questions import QuestionLog
from assistant.answer import Turn
from tests.api.scripted import script

WRITES = 25
WRITER = f"""
import sys
from pathlib import Path
from api.store.database import Database
from tests.api.store.test_database import write
write(Database(Path(sys.argv[1])), {WRITES})
"""


def write(database: Database, times: int) -> None:
    log, conversations = QuestionLog(database, 90), Conversations(database, 24)
    for _ in range(times):
        log.add(script("How many?", "en", "public"), "public")
        conversations.add("public", "shared", (), [Turn("user", "one more")])


def test_threads_and_processes_write_at_once(folder: Path, database: Database) -> None:
    command = [sys.executable, "-c", WRITER, str(folder)]
    processes = [subprocess.Popen(command) for _ in range(2)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: write(database, WRITES), range(4)))
    assert [process.wait() for process in processes] == [0, 0]
    assert len(list(entries(database, Wanted()))) == 6 * WRITES
    assert len(Conversations(database, 24).turns("public", "shared")) == 100


def test_readers_do_not_wait_for_a_writer(database: Database) -> None:
    write(database, 1)
    with database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM service_questions")
        assert len(list(entries(database, Wanted()))) == 1
    assert list(entries(database, Wanted())) == []


def test_what_fails_halfway_leaves_nothing(database: Database) -> None:
    write(database, 1)
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM service_questions")
        1 / 0  # noqa: B018
    assert len(list(entries(database, Wanted()))) == 1


def test_deleted_text_is_overwritten(database: Database) -> None:
    with database.reading() as connection:
        for pragma, value in (("journal_mode", "wal"), ("secure_delete", 1), ("foreign_keys", 1)):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


def test_it_exists_once_something_was_kept(folder: Path, database: Database) -> None:
    assert not database.exists() and not folder.exists()
    write(database, 1)
    assert database.exists()


def test_a_file_that_is_no_database(folder: Path, database: Database) -> None:
    folder.mkdir()
    (folder / FILE).write_text("notes, not a database " * 100)
    with pytest.raises(StoreUnavailable) as caught:
        write(database, 1)
    assert str(caught.value) == "the store of questions cannot be used: file is not a database"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable, match="cannot be made: Not a directory"):
        write(Database(tmp_path / "file" / "data"), 1)


@pytest.mark.parametrize("address", ["nonsense", "postgresql+nodriver://host/name"])
def test_a_server_that_cannot_be_reached(tmp_path: Path, address: str) -> None:
    database = Database(tmp_path, address)
    for use in (database.exists, database.try_writing):
        with pytest.raises(StoreUnavailable, match="cannot be used") as caught:
            use()
        assert "\n" not in str(caught.value)
    assert address not in database.place


def test_another_who_writes_for_long_is_not_waited_for_forever(
    folder: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.store.database._WAIT_MS", 20)
    write(database, 1)
    other = Database(folder)
    with other.writing(), pytest.raises(StoreUnavailable, match="database is locked"):
        write(database, 1)
    other.close()
