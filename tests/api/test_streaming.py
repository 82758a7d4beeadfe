"""The stream of an answer, over a real server and socket where the client's side matters."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.composition import store_database
from api.settings import Settings
from api.store.schema import conversations, tables, turns
from tests.api.scripted import ScriptedAssistant, Views

MAX_ANSWERS = 2
WAIT = "do wait"


@dataclass(frozen=True)
class Call:
    """A call that streams, how its first line begins, and how its last but the empty one does."""

    path: str
    body: dict[str, object]
    begins: str
    ends: str


ASKED = [{"role": "user", "content": WAIT}]
STREAMS = pytest.mark.parametrize(
    "call",
    [
        Call("/v1/ask/stream", {"question": WAIT}, "event: sources", 'data: {"answer_id"'),
        Call("/v1/chat/completions", {"messages": ASKED, "stream": True}, "data: {", "data: [DON"),
    ],
    ids=lambda call: call.path,
)


@pytest.fixture
def app(make_app: Callable[..., FastAPI]) -> FastAPI:
    return make_app(max_answers=MAX_ANSWERS, heartbeat=0.05)


@pytest.fixture
def url(app: FastAPI) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    app.state.hub.loading._thread.join()
    host, port = listener.getsockname()
    yield f"http://{host}:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def assistant(views: Views) -> Iterator[ScriptedAssistant]:
    assistant: ScriptedAssistant = views["public"].assistant  # type: ignore[assignment]
    yield assistant
    assistant.go_on.set()


def frames(text: str) -> list[tuple[str, dict[str, object]]]:
    """The events of a stream, read strictly; comments are left out."""
    found = []
    assert text.endswith("\n\n")
    for frame in text.removesuffix("\n\n").split("\n\n"):
        if frame.startswith(":"):
            continue
        name, data = frame.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def test_events_come_in_the_order_of_the_contract(client: TestClient) -> None:
    response = client.post("/v1/ask/stream", json={"question": "ç?"})
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["x-accel-buffering"] == "no"
    assert response.headers["cache-control"] == "no-cache"
    events = frames(response.text)
    assert [name for name, _ in events] == ["sources", "delta", "delta", "answer"]
    (_, sources), *deltas, (_, answer) = events
    assert sources["citations"] == answer["citations"]
    assert "".join(str(delta["text"]) for _, delta in deltas) == answer["text"]
    whole = client.post("/v1/ask", json={"question": "ç?"}).json()
    assert answer == whole


def test_no_letter_can_be_cut_and_no_line_end_hides_in_the_data(client: TestClient) -> None:
    response = client.post("/v1/ask/stream", json={"question": "ç\u2028\u0085😀"})
    assert response.content.isascii()
    assert frames(response.text)[-1][1]["question"] == "ç\u2028\u0085😀"


def test_a_stream_that_fails_ends_with_an_error(client: TestClient) -> None:
    response = client.post("/v1/ask/stream", json={"question": "do break"})
    events = frames(response.text)
    assert [name for name, _ in events] == ["sources", "delta", "error"]
    assert events[-1][1] == {
        "error": {
            "code": "internal",
            "message": "Something went wrong here; it was written to the log",
        }
    }
    assert client.app.state.hub.slots.taken == 0  # type: ignore[attr-defined]


def test_a_failure_before_the_first_event_is_a_status(client: TestClient) -> None:
    response = client.post("/v1/ask/stream", json={"question": "do crash"})
    assert response.status_code == 500
    assert client.app.state.hub.slots.taken == 0  # type: ignore[attr-defined]


def test_streams_are_counted_as_answers(client: TestClient) -> None:
    client.post("/v1/ask/stream", json={"question": "do abstain"})
    text = client.get("/metrics").text
    assert 'hub_answers_total{language="en",status="abstained"} 1.0' in text


@STREAMS
def test_comments_come_while_nothing_happens(
    url: str, assistant: ScriptedAssistant, call: Call
) -> None:
    seen = []
    with httpx.stream("POST", url + call.path, json=call.body, timeout=20) as response:
        for line in response.iter_lines():
            seen.append(line)
            if line.startswith(":"):
                assistant.go_on.set()
    assert any(line.startswith(":") for line in seen)
    assert seen[0].startswith(call.begins) and seen[-2].startswith(call.ends)


@STREAMS
def test_work_stops_when_the_client_leaves(
    url: str, app: FastAPI, assistant: ScriptedAssistant, call: Call
) -> None:
    with httpx.stream("POST", url + call.path, json=call.body, timeout=20) as response:
        assert next(response.iter_lines()).startswith(call.begins)
    assert not assistant.closed.is_set()
    assistant.go_on.set()
    assert assistant.closed.wait(10)
    while app.state.hub.slots.taken:
        time.sleep(0.01)
    assert "hub_answers_total{" not in httpx.get(f"{url}/metrics").text


def test_work_stops_when_the_client_leaves_before_anything_is_found(
    url: str, app: FastAPI, assistant: ScriptedAssistant
) -> None:
    body = {"question": "do ponder"}
    with httpx.stream("POST", f"{url}/v1/ask/stream", json=body, timeout=20) as response:
        assert next(response.iter_lines()).startswith(":")
    assistant.go_on.set()
    assert assistant.closed.wait(10)
    while app.state.hub.slots.taken:
        time.sleep(0.01)
    assert "hub_answers_total{" not in httpx.get(f"{url}/metrics").text


@STREAMS
def test_one_stream_too_many_is_told_to_come_back(
    url: str, app: FastAPI, assistant: ScriptedAssistant, call: Call
) -> None:
    streams = [
        httpx.stream("POST", url + call.path, json=call.body, timeout=20)
        for _ in range(MAX_ANSWERS)
    ]
    for stream in streams:
        stream.__enter__()
    messages = [{"role": "user", "content": "x"}]
    for path, question in (
        ("/v1/ask/stream", {"question": "x"}),
        ("/v1/ask", {"question": "x"}),
        ("/v1/chat/completions", {"messages": messages}),
        ("/v1/chat/completions", {"messages": messages, "stream": True}),
    ):
        refused = httpx.post(url + path, json=question)
        assert (refused.status_code, refused.json()["error"]["code"]) == (503, "busy")
        assert int(refused.headers["retry-after"]) > 0
    refused = httpx.get(f"{url}/v1/search", params={"q": "x"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (503, "busy")
    assert int(refused.headers["retry-after"]) > 0
    assistant.go_on.set()
    for stream in streams:
        stream.__exit__(None, None, None)
    while app.state.hub.slots.taken:
        time.sleep(0.01)
    assert httpx.post(f"{url}/v1/ask", json={"question": "x"}).status_code == 200
    assert httpx.get(f"{url}/v1/search", params={"q": "x"}).status_code == 200
    assert httpx.get(f"{url}/v1/search", params={"q": " "}).status_code == 422
    assert app.state.hub.slots.taken == 0


def test_a_client_that_never_sends_its_body_takes_no_slot(url: str, app: FastAPI) -> None:
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as half:
        half.sendall(b"POST /v1/ask/stream HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
    assert httpx.get(f"{url}/health").status_code == 200
    assert app.state.hub.slots.taken == 0


def test_a_stream_that_the_client_left_is_not_kept(
    url: str, settings: Settings, assistant: ScriptedAssistant
) -> None:
    body = {"question": "do wait", "conversation_id": "c1"}
    with httpx.stream("POST", f"{url}/v1/ask/stream", json=body, timeout=20) as response:
        next(response.iter_lines())
        assert assistant.waits.wait(10)
    assert not assistant.closed.wait(0.3)
    assistant.go_on.set()
    assert assistant.closed.wait(10)
    with closing(store_database(settings)) as database, database.reading() as connection:
        for table in tables.sorted_tables:
            assert connection.execute(table.select()).all() == []


def test_an_answer_under_way_does_not_bring_a_deleted_conversation_back(
    url: str, settings: Settings, assistant: ScriptedAssistant
) -> None:
    body = {"question": "do wait", "conversation_id": "c1"}
    with httpx.stream("POST", f"{url}/v1/ask/stream", json=body, timeout=20) as response:
        lines = response.iter_lines()
        next(lines)
        assert httpx.delete(f"{url}/v1/conversations/c1").json() == {"deleted": False}
        assistant.go_on.set()
        assert "event: answer" in list(lines)
    with closing(store_database(settings)) as database, database.reading() as connection:
        assert connection.execute(conversations.select()).all() == []
        assert connection.execute(turns.select()).all() == []
    assert httpx.post(f"{url}/v1/ask", json={**body, "question": "x"}).status_code == 200
    with closing(store_database(settings)) as database, database.reading() as connection:
        assert len(connection.execute(turns.select()).all()) == 2
