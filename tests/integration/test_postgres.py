"""The index and the service's store on a real PostgreSQL server, held to what SQLite is held to."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.errors import StoreUnavailable
from api.store.conversations import Conversations
from api.store.curated import CuratedAnswers
from api.store.database import Database
from api.store.entries import Wanted
from api.store.listing import entries
from api.store.questions import QuestionLog
from api.store.sessions import Sessions
from assistant.answer import Turn
from ingest.errors import IndexUnavailable
from ingest.index.entries import Location
from ingest.index.reader import Index
from ingest.index.writer import IndexWriter
from tests.api.scripted import script
from tests.api.store.conftest import HandClock
from tests.api.store.test_curated import ANSWER
from tests.fakes import RECIPE, document
from tests.ingest.index.contract import IndexContract
from tests.integration import postgres

pytestmark = pytest.mark.skipif(postgres.FOUND is None, reason="PostgreSQL is not installed")
NOBODY = "postgresql+psycopg://hub@127.0.0.1:9/hub"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres.server() as address:
        yield address


@pytest.fixture
def address(server: str) -> str:
    return postgres.new_database(server)


@pytest.fixture
def location(tmp_path: Path, address: str) -> Location:
    return Location(tmp_path / "data", database_url=address)


@pytest.fixture
def store(tmp_path: Path, address: str) -> Iterator[Database]:
    database = Database(tmp_path / "data", address)
    yield database
    database.close()


class TestPostgres(IndexContract):
    """The contract, with its truth on a server."""


def test_the_data_folder_holds_no_text(location: Location) -> None:
    with IndexWriter.open(location, RECIPE) as writer:
        writer.commit([document("d1", "a sentence that is on the server alone")])
    assert not list(location.data.glob("*.sqlite3"))
    assert Index.open(location).document("d1") is not None


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailable, match="database"):
        Index.open(Location(tmp_path, database_url=NOBODY))
    with pytest.raises(StoreUnavailable, match="store"):
        QuestionLog(Database(tmp_path, NOBODY), 90).add(script("How?", "en", "public"), "public")


def test_the_store_is_made_when_it_is_first_needed(store: Database) -> None:
    assert not store.exists()
    store.try_writing()
    assert store.exists()


def test_many_write_to_the_store_at_once(store: Database) -> None:
    log, talks = QuestionLog(store, 90), Conversations(store, 24)

    def write(number: int) -> None:
        log.add(script("How many?", "en", "public"), "public")
        talks.add("public", "shared", (), [Turn("user", f"question {number}")])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(40)))
    assert len(list(entries(store, Wanted()))) == 40
    assert len(talks.turns("public", "shared")) == 40


def test_conversations_expire_and_are_deleted(store: Database) -> None:
    clock = HandClock()
    talks = Conversations(store, 24, clock)
    talks.add("public", "c1", (), [Turn("user", "one")])
    talks.add("public", "c2", (), [Turn("user", "two")])
    assert talks.delete("public", "c1")
    assert talks.turns("public", "c1") == []
    clock.turn(hours=25)
    assert talks.turns("public", "c2") == []


def test_fixed_answers_are_kept_expire_and_are_deleted(store: Database) -> None:
    clock = HandClock()
    curated = CuratedAnswers(store, clock=clock)
    assert curated.current() == []
    curated.put(ANSWER)
    assert curated.current() == curated.all() == [ANSWER]
    clock.turn(days=2)
    assert curated.current() == []
    curated.delete("f1")
    assert curated.all() == []


def test_sessions_open_keep_a_brief_and_close(store: Database) -> None:
    sessions = Sessions(store, ("a-staff-key-of-the-tests",))
    token = sessions.open("a-staff-key-of-the-tests")
    session = sessions.of(token)
    assert session is not None
    sessions.change(session, lambda brief: {**brief, "title": "«ç»"})
    again = sessions.of(token)
    assert again is not None and again.brief == {"title": "«ç»"}
    sessions.close(session)
    assert sessions.of(token) is None
