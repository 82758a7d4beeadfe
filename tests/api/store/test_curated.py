"""Fixed answers in the store: kept whole, expired by day, deleted from the disk, never in the way."""

from pathlib import Path

import pytest

from api.store.curated import CuratedAnswers, in_a_year
from api.store.database import FILE, Database
from assistant.curated import Fixed, Place
from tests.api.store.conftest import HandClock, on_disk

PLACE = Place("d0", "hash", 3, 9, "seven «ç» members")
ANSWER = Fixed(
    "f1", ("How many?", "¿Cuántos?"), {"en": "Seven.", "ca": "Set."}, (PLACE,), "2026-02-03", "2026-02-05"
)  # fmt: skip


@pytest.fixture
def curated(database: Database, clock: HandClock) -> CuratedAnswers:
    return CuratedAnswers(database, clock=clock)


def test_an_answer_comes_back_as_it_was_kept(curated: CuratedAnswers) -> None:
    curated.put(ANSWER)
    assert curated.all() == [ANSWER]
    assert curated.get("f1") == ANSWER
    assert curated.get("f2") is None


def test_one_of_the_same_id_takes_its_place(curated: CuratedAnswers) -> None:
    curated.put(ANSWER)
    curated.put(Fixed("f1", ("Who?",), {}, (PLACE,), "2026-02-03", "2027-02-03"))
    assert [one.questions for one in curated.all()] == [("Who?",)]


def test_it_holds_until_its_day(curated: CuratedAnswers, clock: HandClock) -> None:
    curated.put(ANSWER)
    clock.turn(days=1)
    assert curated.current() == [ANSWER]
    clock.turn(days=1)
    assert curated.current() == []
    assert curated.all() == [ANSWER]


def test_it_can_be_ended_today(curated: CuratedAnswers) -> None:
    curated.put(ANSWER)
    curated.expire("f1")
    assert curated.current() == []
    assert curated.all()[0].expires == "2026-02-03"


def test_a_deleted_answer_leaves_the_disk(curated: CuratedAnswers, folder: Path) -> None:
    curated.put(ANSWER)
    assert b"Seven." in on_disk(folder)
    curated.delete("f1")
    assert curated.all() == []
    assert b"Seven." not in on_disk(folder)


def test_one_who_only_asks_makes_no_store(curated: CuratedAnswers, folder: Path) -> None:
    assert curated.current() == []
    assert not folder.exists()


def test_a_store_that_fails_costs_no_answer(database: Database, folder: Path) -> None:
    folder.mkdir()
    (folder / FILE).write_bytes(b"no database " * 99)
    failed: list[bool] = []
    curated = CuratedAnswers(database, lambda: failed.append(True))
    assert curated.current() == []
    assert failed == [True]


def test_a_store_of_an_earlier_version_gets_the_new_tables(
    database: Database, clock: HandClock
) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE service_curated")
        connection.exec_driver_sql("DROP TABLE service_sessions")
    database.close()
    again = CuratedAnswers(Database(database._folder), clock=clock)
    again.put(ANSWER)
    assert again.current() == [ANSWER]


@pytest.mark.parametrize(
    ("day", "year_on"), [("2026-11-24", "2027-11-24"), ("2028-02-29", "2029-02-28")]
)
def test_in_a_year(day: str, year_on: str) -> None:
    assert in_a_year(day) == year_on
