"""Every call and every status that it can give, on a real ASGI application."""

import json
from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from api.settings import Settings
from assistant.answer import Turn
from ingest.errors import IndexMismatch, IndexUnavailable
from tests.api.scripted import PLAIN, QUOTE, STAFF_KEY, TEXT, Views

STAFF = {"Authorization": f"Bearer {STAFF_KEY}"}


def error_of(response: Response) -> dict[str, str]:
    """The error of a response, after checking that it leaks nothing."""
    assert response.headers["content-type"] == "application/json"
    assert not any(leak in response.text for leak in ("Traceback", "/srv", "/pytest-", ".py"))
    body = response.json()
    assert set(body) == {"error"}
    assert set(body["error"]) <= {"code", "message", "hint"}
    error: dict[str, str] = body["error"]
    return error


def test_ask_gives_the_answer_of_the_contract(client: TestClient) -> None:
    response = client.post("/v1/ask", json={"question": "How many?", "language": "ca"})
    answer = response.json()
    assert response.status_code == 200
    assert answer["language"] == "ca" and answer["status"] == "answered"
    (citation,) = answer["citations"]
    assert citation["quote"] == TEXT[citation["start"] : citation["end"]]
    assert answer["timing_ms"] == {"retrieve": 1.0, "read": 2.0, "write": 0.5, "total": 3.5}


def test_an_abstention_has_no_citations_and_null_as_of(client: TestClient) -> None:
    answer = client.post("/v1/ask", json={"question": "do abstain"}).json()
    assert answer["status"] == "abstained"
    assert answer["citations"] == [] and answer["as_of"] is None


def test_history_reaches_the_assistant(client: TestClient, views: Views) -> None:
    history = [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]
    body = {"question": "And?", "history": history, "conversation_id": "c1"}
    assert client.post("/v1/ask", json=body).status_code == 200
    assert views["public"].assistant.histories == [[Turn("user", "Hi"), Turn("assistant", "Hello")]]


@pytest.mark.parametrize("path", ["/v1/ask", "/v1/ask/stream"])
@pytest.mark.parametrize(
    ("body", "status", "code", "says"),
    [
        ({}, 422, "invalid", "body.question"),
        ({"question": 7}, 422, "invalid", "body.question"),
        ({"question": "x", "lang": "ca"}, 422, "invalid", "body.lang"),
        ({"question": "x", "language": "fr"}, 422, "invalid", "body.language"),
        ({"question": "x", "history": [{"role": "system", "content": ""}]}, 422, "invalid", "role"),
        ({"question": "x", "history": [{"role": "user"}]}, 422, "invalid", "content"),
        ([], 422, "invalid", "body"),
        ({"question": "  "}, 422, "bad_question", "empty"),
        ({"question": "x" * 20_000}, 422, "bad_question", "4,000"),
        ({"question": "x" * 70_000}, 413, "too_large", "64 KiB"),
    ],
)
def test_bad_questions(
    client: TestClient, path: str, body: object, status: int, code: str, says: str
) -> None:
    response = client.post(path, json=body)
    error = error_of(response)
    assert (response.status_code, error["code"]) == (status, code)
    assert says in error["message"]


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"{", 400, "bad_json"),
        (b'{"question": "\xff"}', 400, "bad_request"),
        (b'{"question": "\\ud800"}', 422, "invalid"),
        (b"", 422, "invalid"),
    ],
)
def test_bodies_that_are_no_text(
    client: TestClient, content: bytes, status: int, code: str
) -> None:
    headers = {"Content-Type": "application/json"}
    response = client.post("/v1/ask", content=content, headers=headers)
    assert (response.status_code, error_of(response)["code"]) == (status, code)


def test_a_chunked_body_is_bounded_too(client: TestClient) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(70):
            yield b" " * 1024

    response = client.post("/v1/ask", content=chunks())
    assert response.status_code == 413
    assert error_of(response)["code"] == "too_large"


def test_a_crash_is_a_plain_500_with_safe_headers(client: TestClient) -> None:
    response = client.post("/v1/ask", json={"question": "do crash"})
    assert response.status_code == 500
    assert error_of(response)["code"] == "internal"
    assert response.headers["x-content-type-options"] == "nosniff"


def test_unknown_addresses_and_methods(client: TestClient) -> None:
    for path in ("/nothing", "/widget.css", "/docs", "/health/", "/v1/documents/none/none"):
        response = client.get(path)
        assert (response.status_code, error_of(response)["code"]) == (404, "not_found")
    response = client.get("/v1/ask")
    assert (response.status_code, error_of(response)["code"]) == (405, "method_not_allowed")
    assert response.headers["allow"] == "POST"
    for path in ("/", "/health", "/v1/documents/d0/file"):
        assert set(client.delete(path).headers["allow"].split(", ")) == {"GET", "HEAD"}


def test_search(client: TestClient) -> None:
    hits = client.get("/v1/search", params={"q": "members", "k": 2}).json()["hits"]
    assert [hit["text"] for hit in hits] == [QUOTE, QUOTE]


@pytest.mark.parametrize("query", ["", "?q=a&k=0", "?q=a&k=101", "?q=a&k=x", "?q=", "?q=%20"])
def test_bad_searches(client: TestClient, query: str) -> None:
    response = client.get("/v1/search" + query)
    assert response.status_code == 422
    assert error_of(response)["message"]


def test_experts(client: TestClient) -> None:
    found = client.get("/v1/experts", params={"q": "CAR-T", "kind": "hospital"}).json()
    (expert,) = found["experts"]
    assert (expert["member_id"], expert["kind"], found["message"]) == ("nota", "hospital", None)
    assert expert["evidence"][0]["quote"] == expert["contact"]["citation"]["quote"] == QUOTE
    none = client.get("/v1/experts", params={"q": "CAR-T", "kind": "investor"}).json()
    assert none["experts"] == [] and "no organisation" in none["message"]


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20", "?q=a&kind=bank", "?q=a&kind="])
def test_bad_topics(client: TestClient, query: str) -> None:
    response = client.get("/v1/experts" + query)
    assert response.status_code == 422
    assert error_of(response)["message"]


def test_documents(client: TestClient) -> None:
    documents = client.get("/v1/documents").json()["documents"]
    assert [document["title"] for document in documents] == list(PLAIN)[:-1]
    document = client.get(documents[0]["url"].removesuffix("/file")).json()
    assert document["text"] == TEXT
    assert document["pages"][1] == {"number": 2, "start": 44, "end": 77}
    response = client.get("/v1/documents/none")
    assert (response.status_code, error_of(response)["code"]) == (404, "no_document")


def test_a_staff_key_opens_the_staff_audience(client: TestClient) -> None:
    hidden = f"/v1/documents/d{len(PLAIN) - 1}"
    assert client.get(hidden).status_code == 404
    assert client.get(hidden + "/file").status_code == 404
    assert client.get(hidden, headers=STAFF).json()["text"] == "only staff"
    assert client.get(hidden + "/file", headers=STAFF).text == "only staff"
    answer = client.post("/v1/ask", json={"question": "x"}, headers=STAFF).json()
    assert "(staff)" in answer["text"]


@pytest.mark.parametrize(
    "header", ["Bearer wrong", "Bearer ", "Bearer", "", "Basic " + STAFF_KEY, STAFF_KEY]
)
def test_a_wrong_key_is_refused(client: TestClient, header: str) -> None:
    response = client.get("/v1/documents", headers={"Authorization": header})
    assert (response.status_code, error_of(response)["code"]) == (401, "bad_key")
    assert response.headers["www-authenticate"] == "Bearer"


def test_without_staff_keys_every_key_is_wrong(views: Views, settings: Settings) -> None:
    from api.app import create_app

    app = create_app(Settings(data=settings.data), open_views=lambda: views)
    with TestClient(app) as client:
        assert client.get("/v1/documents", headers={"Authorization": "Bearer "}).status_code == 401


def test_health_ready_and_metrics(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "ok"}
    assert client.head("/health").status_code == 200
    assert client.get("/ready").json() == {"status": "ready", "documents": 6, "passages": 12}
    client.post("/v1/ask", json={"question": "secret words"})
    client.get("/v1/documents/d0")
    client.get("/made/up")
    text = client.get("/metrics").text
    assert 'hub_answers_total{language="en",status="answered"} 1.0' in text
    assert 'route="/v1/documents/{document_id}"' in text
    assert 'route="unmatched",status="404"' in text
    assert "secret" not in text and "made" not in text


def test_not_ready_until_there_is_an_index(
    make_app: Callable[..., FastAPI], caplog: pytest.LogCaptureFixture
) -> None:
    def none_yet() -> Views:
        raise IndexUnavailable("no index in /srv/hub/data")

    with TestClient(make_app(open_views=none_yet)) as client:
        assert client.get("/health").status_code == 200
        for response in (client.get("/ready"), client.post("/v1/ask", json={"question": "x"})):
            assert (response.status_code, error_of(response)["code"]) == (503, "not_ready")
            assert int(response.headers["retry-after"]) > 0


def test_it_becomes_ready_once_there_is_an_index(
    make_app: Callable[..., FastAPI], views: Views, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.loading.RETRY_SECONDS", 0.01)
    attempts: list[Views] = []

    def third_time() -> Views:
        attempts.append(views)
        if len(attempts) < 3:
            raise IndexUnavailable("not yet")
        return views

    app = make_app(open_views=third_time)
    with TestClient(app) as client:
        app.state.hub.loading._thread.join()
        assert client.get("/ready").status_code == 200
    assert views["public"].index.closed


def test_a_failure_that_is_final_is_handed_on(make_app: Callable[..., FastAPI]) -> None:
    failed: list[bool] = []

    def mismatch() -> Views:
        raise IndexMismatch("another model")

    app = make_app(open_views=mismatch, on_failure=lambda: failed.append(True))
    with TestClient(app) as client:
        app.state.hub.loading._thread.join()
        assert error_of(client.get("/ready"))["code"] == "not_ready"
    assert failed and isinstance(app.state.hub.loading.failure, IndexMismatch)


def test_json_of_answers_is_utf8(client: TestClient) -> None:
    answer = client.post("/v1/ask", json={"question": "ç\u2028😀"}).json()
    assert answer["question"] == "ç\u2028😀"
    assert json.dumps(answer)
