"""The question log: what it keeps, what it leaves out, what it lists."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from api.store.database import Database
from api.store.entries import Entry, Unanswered, Wanted
from api.store.listing import entries, unanswered
from api.store.questions import QuestionLog
from ingest.documents import Language
from tests.api.scripted import script
from tests.api.store.conftest import HandClock, on_disk


@pytest.fixture
def log(database: Database, clock: HandClock) -> QuestionLog:
    return QuestionLog(database, 90, clock)


def ask(
    log: QuestionLog, question: str, status: str = "answered", language: Language = "en"
) -> None:
    """Log a question whose answer has the question as its id."""
    answer = replace(script(question, language, "public"), answer_id=question)
    log.add(replace(answer, status=status), "public")  # type: ignore[arg-type]


def asked(database: Database, wanted: Wanted | None = None) -> list[str]:
    return [entry.question for entry in entries(database, wanted or Wanted())]


def test_an_entry(log: QuestionLog, database: Database) -> None:
    log.add(script("How many?", "ca", "staff"), "staff")
    (entry,) = entries(database, Wanted())
    assert entry == Entry(
        at="2026-02-03T04:05:06Z",
        status="answered",
        language="ca",
        latency_ms=4,
        rating=None,
        question="How many?",
        comment=None,
        mode="extractive",
        audience="staff",
        answer_id="a1",
        citations=[{"document_id": "d0", "page": 2, "start": 44, "end": 77}],
    )


def test_personal_data_never_reaches_the_disk(
    log: QuestionLog, database: Database, folder: Path
) -> None:
    answer = script("I am anna@hub.cat", "en", "public")
    # What follow-ups are made whole with was said before: it is not kept at all.
    log.add(replace(answer, standalone_question="and then? (Puig, 612, 345, 678)"), "public")
    log.rate("a1", "down", "call 934 567 890")
    (entry,) = entries(database, Wanted())
    assert entry.question == "I am [e-mail]"
    assert entry.comment == "call [phone]"
    for personal in (b"anna@", b"934 567", b"Puig"):
        assert personal not in on_disk(folder)


def test_newest_first_and_filtered(log: QuestionLog, database: Database, clock: HandClock) -> None:
    ask(log, "one", "abstained", "ca")
    ask(log, "two", "conflict")
    clock.turn(days=1)
    ask(log, "three")
    log.rate("two", "up", None)
    log.rate("three", "up", None)
    log.rate("three", "down", "wrong")
    assert asked(database) == ["three", "two", "one"]
    assert asked(database, Wanted(limit=1)) == ["three"]
    assert asked(database, Wanted(status="conflict")) == ["two"]
    assert asked(database, Wanted(language="ca")) == ["one"]
    assert asked(database, Wanted(rating="up")) == ["two"]
    assert asked(database, Wanted(rating="down", language="en")) == ["three"]
    assert asked(database, Wanted(since=date(2026, 2, 4))) == ["three"]
    assert asked(database, Wanted(since=date(2026, 2, 3))) == ["three", "two", "one"]
    assert next(entries(database, Wanted())).comment == "wrong"


def test_feedback_on_an_unknown_answer_is_kept(log: QuestionLog, database: Database) -> None:
    log.rate("nobody's", "up", None)
    assert asked(database) == []
    with database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT answer_id, rating FROM service_feedback")
        assert rows.all() == [("nobody's", "up")]


def test_what_is_too_old_is_gone_from_the_disk(
    log: QuestionLog, database: Database, clock: HandClock, folder: Path
) -> None:
    ask(log, "an old question")
    log.rate("an old question", "up", "an old comment")
    clock.turn(days=1)
    ask(log, "a young question")
    clock.turn(days=89)
    log.expire()
    assert database.empty_log()
    assert asked(database) == ["a young question"]
    assert b"an old" not in on_disk(folder)


def test_no_days_keep_nothing(log: QuestionLog, database: Database, clock: HandClock) -> None:
    ask(log, "one")
    QuestionLog(database, 0, clock).expire()
    assert asked(database) == []


def test_unanswered_questions_are_grouped(
    log: QuestionLog, database: Database, clock: HandClock
) -> None:
    for question in (
        "Quants assajos?",
        "What is X9?",
        "quants ASSAJOS",
        "Hello!",
        "Quànts assajos",
    ):
        ask(log, question, "abstained")
        clock.turn(minutes=1)
    ask(log, "answered one")
    found = unanswered(entries(database, Wanted(status="abstained")))
    assert found == [
        Unanswered(3, "2026-02-03T04:09:06Z", "en", "Quànts assajos"),
        Unanswered(1, "2026-02-03T04:06:06Z", "en", "What is X9?"),
    ]
