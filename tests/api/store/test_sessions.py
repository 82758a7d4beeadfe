"""Sessions of the press desk: opened by a staff key, closed for good, with nothing in the file that opens."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.store.database import Database
from api.store.sessions import HOURS, Sessions
from tests.api.store.conftest import HandClock, on_disk

KEY = "a-staff-key-of-the-tests"


@pytest.fixture
def sessions(database: Database, clock: HandClock) -> Sessions:
    return Sessions(database, ("another-staff-key", KEY), clock)


def opened(sessions: Sessions) -> str:
    token = sessions.open(KEY)
    assert token is not None
    return token


def test_only_a_staff_key_opens_one(sessions: Sessions) -> None:
    assert sessions.open("") is None
    assert sessions.open(KEY + "x") is None
    assert sessions.of(opened(sessions)) is not None


def test_only_its_own_token_is_one(sessions: Sessions) -> None:
    token = opened(sessions)
    assert opened(sessions) != token
    for other in (None, "", token[:-1], "ü"):
        assert sessions.of(other) is None


def test_it_ends_by_itself(sessions: Sessions, clock: HandClock, database: Database) -> None:
    token = opened(sessions)
    clock.turn(hours=HOURS, seconds=-1)
    assert sessions.of(token) is not None
    clock.turn(seconds=1)
    assert sessions.of(token) is None
    sessions.expire()
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM service_sessions").scalar() == 0


def test_it_ends_with_its_key(sessions: Sessions, database: Database, clock: HandClock) -> None:
    token = opened(sessions)
    assert Sessions(database, (KEY,), clock).of(token) is not None
    assert Sessions(database, ("another-staff-key",), clock).of(token) is None


def test_a_brief_is_kept_with_it_and_goes_with_it(sessions: Sessions, folder: Path) -> None:
    token = opened(sessions)
    session = sessions.of(token)
    assert session is not None and session.brief == {}
    sessions.change(session, lambda brief: brief | {"title": "embargoed"})
    again = sessions.of(token)
    assert again is not None and again.brief == {"title": "embargoed"}
    sessions.close(session)
    sessions.change(session, lambda brief: brief | {"title": "embargoed"})
    assert sessions.of(token) is None
    assert b"embargoed" not in on_disk(folder)


def test_changes_of_one_moment_are_all_kept(sessions: Sessions) -> None:
    token = opened(sessions)
    session = sessions.of(token)
    assert session is not None

    def add(number: int) -> None:
        sessions.change(session, lambda brief: {"items": [*brief.get("items", ()), number]})

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(add, range(8)))
    again = sessions.of(token)
    assert again is not None and sorted(again.brief["items"]) == list(range(8))


def test_the_file_holds_neither_token_nor_key(sessions: Sessions, folder: Path) -> None:
    token = opened(sessions)
    assert token.encode() not in on_disk(folder)
    assert KEY.encode() not in on_disk(folder)
