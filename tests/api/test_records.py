"""What the service keeps of questions, over HTTP: conversations, the log, feedback, and failures."""

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.composition import store_database
from api.settings import Settings
from api.store.database import FILE
from api.store.entries import Entry, Wanted
from api.store.listing import entries
from api.sweeping import Sweeping
from assistant.answer import Turn
from tests.api.scripted import QUOTE, Views, script
from tests.api.test_app import STAFF
from tests.api.test_streaming import frames

ASK, STREAM = "/v1/ask", "/v1/ask/stream"
KEPT = ("service_questions", "service_feedback", "service_conversations", "service_turns")


def logged(settings: Settings) -> list[Entry]:
    with closing(store_database(settings)) as database:
        return list(entries(database, Wanted()))


def counts(settings: Settings) -> dict[str, int]:
    with closing(sqlite3.connect(settings.data / FILE)) as database:
        return {
            table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in KEPT
        }


def histories(views: Views, audience: str = "public") -> list[list[Turn]]:
    return views[audience].assistant.histories  # type: ignore[attr-defined, index, no-any-return]


def said(question: str, audience: str = "public") -> list[Turn]:
    return [Turn("user", question), Turn("assistant", script(question, "en", audience).text)]


@contextmanager
def serving(make_app: Callable[..., FastAPI]) -> Iterator[TestClient]:
    app = make_app()
    with TestClient(app, raise_server_exceptions=False) as client:
        app.state.hub.loading._thread.join()
        yield client


@contextmanager
def broken_store(settings: Settings) -> Iterator[None]:
    """A store that is no database, as long as the block runs."""
    settings.data.mkdir(exist_ok=True)
    (settings.data / FILE).write_text("notes, not a database " * 100)
    yield
    (settings.data / FILE).unlink()


@pytest.mark.parametrize("path", [ASK, STREAM])
def test_a_conversation_goes_on_by_its_name(client: TestClient, views: Views, path: str) -> None:
    for question in ("one", "two", "three"):
        body = {"question": question, "conversation_id": "c/1"}
        assert client.post(path, json=body).status_code == 200
    assert histories(views) == [[], said("one"), said("one") + said("two")]


def test_history_counts_where_no_such_conversation_is_known(
    client: TestClient, views: Views
) -> None:
    sent = [{"role": "user", "content": "zero"}]
    for question in ("one", "two"):
        body = {"question": question, "conversation_id": "c1", "history": sent}
        client.post(ASK, json=body)
    assert histories(views) == [[Turn("user", "zero")], [Turn("user", "zero"), *said("one")]]


@pytest.mark.parametrize("name", [{}, {"conversation_id": None}, {"conversation_id": ""}])
def test_without_a_name_nothing_is_remembered(
    client: TestClient, views: Views, settings: Settings, name: dict[str, str]
) -> None:
    for question in ("one", "two"):
        client.post(ASK, json={"question": question, **name})
    assert histories(views) == [[], []]
    assert counts(settings)["service_turns"] == 0


def test_staff_and_public_share_no_conversation(client: TestClient, views: Views) -> None:
    body = {"conversation_id": "c1"}
    client.post(ASK, json={"question": "secret", **body}, headers=STAFF)
    client.post(ASK, json={"question": "open", **body})
    assert client.delete("/v1/conversations/c1").json() == {"deleted": True}
    client.post(ASK, json={"question": "again", **body}, headers=STAFF)
    assert histories(views) == [[]]
    assert histories(views, "staff") == [[], said("secret", "staff")]


def test_a_conversation_is_deleted(client: TestClient, views: Views, settings: Settings) -> None:
    client.post(ASK, json={"question": "one", "conversation_id": "a/b c"})
    assert client.delete("/v1/conversations/a/b%20c").json() == {"deleted": True}
    assert client.delete("/v1/conversations/a/b%20c").json() == {"deleted": False}
    assert counts(settings)["service_turns"] == 0
    client.post(ASK, json={"question": "two", "conversation_id": "a/b c"})
    assert histories(views) == [[], []]


def test_deletions_that_are_refused(client: TestClient) -> None:
    assert client.delete("/v1/conversations/").status_code == 422
    wrong = {"Authorization": "Bearer no"}
    assert client.delete("/v1/conversations/c1", headers=wrong).status_code == 401


@pytest.mark.parametrize("path", [ASK, STREAM])
def test_questions_are_logged(client: TestClient, settings: Settings, path: str) -> None:
    client.post(path, json={"question": "I am a@b.cat", "conversation_id": "c1"})
    client.post(path, json={"question": "do abstain", "language": "ca"}, headers=STAFF)
    abstained, answered = logged(settings)
    assert (answered.question, answered.audience) == ("I am [e-mail]", "public")
    assert (abstained.status, abstained.language) == ("abstained", "ca")
    assert (abstained.audience, abstained.citations) == ("staff", [])


def test_what_was_not_answered_is_not_kept(client: TestClient, settings: Settings) -> None:
    for question in ("do crash", "do break", ""):
        for path in (ASK, STREAM):
            client.post(path, json={"question": question, "conversation_id": "c1"})
    assert not (settings.data / FILE).exists() or set(counts(settings).values()) == {0}


def test_a_stream_is_kept_before_its_answer_is_sent(client: TestClient, settings: Settings) -> None:
    response = client.post(STREAM, json={"question": "one", "conversation_id": "c1"})
    assert frames(response.text)[-1][0] == "answer"
    assert counts(settings)["service_turns"] == 2


def test_feedback_is_joined_to_its_question(client: TestClient, settings: Settings) -> None:
    client.post(ASK, json={"question": "one"})
    body = {"answer_id": "a1", "rating": "up", "comment": "Molt bé, 934 567 890"}
    assert client.post("/v1/feedback", json=body).json() == {"stored": True}
    (entry,) = logged(settings)
    assert (entry.rating, entry.comment) == ("up", "Molt bé, [phone]")
    assert client.post("/v1/feedback", json={"answer_id": "none", "rating": "down"}).is_success
    assert client.post("/v1/feedback", json={"answer_id": "a1", "rating": "meh"}).status_code == 422
    assert counts(settings)["service_feedback"] == 2


class TestSwitchedOff:
    """Nothing is kept, and nothing is written."""

    @pytest.fixture
    def settings(self, tmp_path: Path) -> Settings:
        return Settings(data=tmp_path / "data", log_days=0, conversation_hours=0)

    def test_no_file_is_made(self, client: TestClient, settings: Settings, views: Views) -> None:
        for _ in range(2):
            body = {"question": "one", "conversation_id": "c1"}
            assert client.post(ASK, json=body).status_code == 200
        assert histories(views) == [[], []]
        rated = client.post("/v1/feedback", json={"answer_id": "a1", "rating": "up"})
        assert rated.json() == {"stored": False}
        assert client.delete("/v1/conversations/c1").json() == {"deleted": False}
        assert not (settings.data / FILE).exists()

    def test_what_was_kept_before_goes(
        self, make_app: Callable[..., FastAPI], settings: Settings
    ) -> None:
        before = Settings(data=settings.data)
        with closing(store_database(before)) as database:
            database.try_writing()
        with closing(sqlite3.connect(settings.data / FILE)) as kept, kept:
            row = "'2026-01-01T00:00:00Z', 'a1', 'up', NULL"
            kept.execute(f"INSERT INTO service_feedback VALUES (1, {row})")  # noqa: S608
        make_app().state.hub.records.sweep()
        assert counts(settings)["service_feedback"] == 0


@pytest.mark.parametrize("path", [ASK, STREAM])
def test_a_broken_store_fails_no_question(
    make_app: Callable[..., FastAPI],
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    path: str,
) -> None:
    with broken_store(settings), serving(make_app) as client:
        sent = {"conversation_id": "c1", "history": [{"role": "user", "content": "zero"}]}
        for question in ("one", "two"):
            response = client.post(path, json={"question": question, **sent})
            assert response.status_code == 200 and QUOTE in response.text
        assert 'hub_store_failures_total{what="questions"} 2.0' in client.get("/metrics").text
        assert 'hub_store_failures_total{what="conversations"} 4.0' in client.get("/metrics").text
    warnings = [r.getMessage() for r in caplog.records if "(questions)" in r.getMessage()]
    assert len(warnings) == 1 and "\n" not in warnings[0]
    assert {r.levelno for r in caplog.records if r.name == "hub"} == {logging.WARNING}


def test_what_must_be_kept_says_when_it_cannot_be(
    make_app: Callable[..., FastAPI], settings: Settings
) -> None:
    with broken_store(settings), serving(make_app) as client:
        rating = {"answer_id": "a1", "rating": "up"}
        for response in (
            client.post("/v1/feedback", json=rating),
            client.delete("/v1/conversations/c1"),
        ):
            assert response.status_code == 503
            assert response.json()["error"]["code"] == "store_unavailable"
            assert int(response.headers["retry-after"]) > 0
            assert str(settings.data) not in response.text
        assert 'hub_store_failures_total{what="feedback"} 1.0' in client.get("/metrics").text


def test_a_store_that_recovers_is_used_again(
    make_app: Callable[..., FastAPI], settings: Settings
) -> None:
    with serving(make_app) as client:
        with broken_store(settings):
            client.post(ASK, json={"question": "one"})
        client.post(ASK, json={"question": "two"})
    assert [entry.question for entry in logged(settings)] == ["two"]


def test_the_job_is_done_at_once_and_then_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.sweeping.EVERY_SECONDS", 0.01)
    done = threading.Semaphore(0)
    sweeping = Sweeping(done.release)
    sweeping.start()
    assert all(done.acquire(timeout=10) for _ in range(3))
    sweeping.stop()
    assert not sweeping._thread.is_alive()
