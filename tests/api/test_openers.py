"""Questions to begin with, as the service gives them: at once, of the documents as they are now."""

import threading
import time
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.errors import Problem
from api.openers import NOTHING, Known
from ingest.documents import Document
from ingest.errors import IndexUnavailable
from tests.api.scripted import Views


def settled(client: TestClient, language: str = "en") -> dict[str, object]:
    """The reply once it is complete."""
    for _ in range(200):
        reply: dict[str, object] = client.get(f"/v1/suggestions?language={language}").json()
        if reply["complete"]:
            return reply
        time.sleep(0.05)
    raise AssertionError(reply)


def openers_of(client: TestClient) -> Callable[[str], Known]:
    known: Callable[[str], Known] = client.app.state.hub.openers.known  # type: ignore[attr-defined]
    return known


def test_they_are_given_by_whom_they_are_for(client: TestClient) -> None:
    assert client.get("/v1/suggestions?language=ca").json()["complete"] in (False, True)
    reply = settled(client, "ca")
    suggestions = reply["suggestions"]
    assert isinstance(suggestions, list)
    assert [one["for"] for one in suggestions] == ["entrepreneur"] * 4 + ["press"] * 3 + [
        "visitor"
    ] * 3
    assert len({one["question"] for one in suggestions}) == len(suggestions)
    known = openers_of(client)("ca")
    assert [one.question for one in known.suggestions] == [one["question"] for one in suggestions]


def test_they_are_looked_for_once_and_again_when_the_index_changes(
    client: TestClient, views: Views
) -> None:
    public = views["public"]
    for language in ("en", "es", "ca"):
        settled(client, language)
    asked = len(public.assistant.histories)  # type: ignore[attr-defined]
    settled(client)
    assert len(public.assistant.histories) == asked  # type: ignore[attr-defined]
    public.index.generation += 1  # type: ignore[misc]
    settled(client)
    assert len(public.assistant.histories) > asked  # type: ignore[attr-defined]
    assert views["staff"].assistant.histories == []  # type: ignore[attr-defined]


def test_who_waits_for_an_answer_goes_first(client: TestClient) -> None:
    slots = client.app.state.hub.slots  # type: ignore[attr-defined]
    slots.taken += 1
    assert openers_of(client)("en") == NOTHING
    time.sleep(0.2)
    assert openers_of(client)("en") == NOTHING
    slots.taken -= 1
    assert settled(client)["suggestions"]


def test_before_the_service_is_ready_there_are_none(make_app: Callable[..., FastAPI]) -> None:
    def never() -> Views:
        raise Problem(503, "not_ready", "no")

    app = make_app(open_views=never, on_failure=lambda: None)
    with TestClient(app, raise_server_exceptions=False) as client:
        assert client.get("/v1/suggestions?language=en").status_code == 503
        assert openers_of(client)("en") == NOTHING


def test_a_search_that_failed_is_not_repeated_at_every_call(
    client: TestClient, views: Views, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = threading.Event()
    calls = []

    def broken() -> list[Document]:
        calls.append(1)
        tried.set()
        raise IndexUnavailable("the vector server is away")

    monkeypatch.setattr(views["public"].index, "documents", broken)
    known = openers_of(client)
    assert known("en") == NOTHING and tried.wait(10)
    search = client.app.state.hub.openers._search  # type: ignore[attr-defined]
    search.wait()
    assert known("en") == NOTHING and len(calls) == 1
    monkeypatch.undo()
    monkeypatch.setattr("api.openers._FAILED_SECONDS", -1.0)
    assert settled(client)["suggestions"]
