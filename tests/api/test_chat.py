"""Chat completions over a scripted assistant: what is read of a request, and what comes back."""

import json
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from api.chat_schemas import MODEL
from api.middleware import MAX_BODIES, MAX_BODY
from api.schemas import MAX_TURNS
from api.settings import Settings
from assistant.answer import Turn
from tests.api.scripted import STAFF_KEY, Views

PATH = "/v1/chat/completions"
# What chat interfaces send besides.
EXTRAS = {
    "model": "gpt-4o",
    "temperature": 0.2,
    "top_p": 1,
    "max_tokens": 5,
    "stop": ["."],
    "n": 1,
    "user": "somebody",
    "tools": [{"type": "function", "function": {"name": "f"}}],
    "response_format": {"type": "text"},
    "metadata": {"chat_id": "1"},
}


def said(role: str, content: object) -> dict[str, object]:
    return {"role": role, "content": content}


def ask(client: TestClient, *messages: dict[str, object], **more: object) -> Response:
    response: Response = client.post(PATH, json={"messages": list(messages), **more})
    return response


def chunks(response: Response) -> list[dict[str, object]]:
    """The chunks of a stream, read strictly, less its end."""
    *frames, end, nothing = response.text.split("\n\n")
    assert (end, nothing) == ("data: [DONE]", "")
    return [json.loads(frame.removeprefix("data: ")) for frame in frames]


def test_a_completion_carries_the_whole_answer(client: TestClient) -> None:
    whole = ask(client, said("user", "do list"), **EXTRAS).json()
    (choice,) = whole["choices"]
    content = choice["message"]["content"]
    assert content.startswith(whole["hub"]["text"])
    assert content.count("\n[") + 1 >= len(whole["hub"]["citations"])
    assert choice["finish_reason"] == "stop"
    assert whole["hub"] == client.post("/v1/ask", json={"question": "do list"}).json()
    assert whole["model"] == MODEL
    assert set(whole["usage"].values()) == {0}


def test_the_last_user_message_is_the_question(client: TestClient, views: Views) -> None:
    parts = [
        {"type": "text", "text": "And"},
        {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}},
        {"type": "text", "text": "now?"},
    ]
    whole = ask(
        client,
        said("system", "You are a pirate."),
        said("developer", "Answer in verse."),
        said("user", [{"type": "text", "text": "Hi"}]),
        {"role": "assistant", "content": None, "tool_calls": []},
        said("tool", "42"),
        said("assistant", "Hello"),
        said("user", parts),
        said("assistant", "The answer is"),
    ).json()
    assert whole["hub"]["question"] == "And\nnow?"
    history = views["public"].assistant.histories[-1]  # type: ignore[attr-defined]
    assert history == [Turn("user", "Hi"), Turn("assistant", "Hello")]


def test_the_oldest_messages_of_a_long_conversation_are_left_out(
    client: TestClient, views: Views
) -> None:
    long = [said("user", str(number)) for number in range(MAX_TURNS + 5)]
    assert ask(client, *long, said("user", "x")).status_code == 200
    history = views["public"].assistant.histories[-1]  # type: ignore[attr-defined]
    assert [turn.content for turn in history] == [str(5 + n) for n in range(MAX_TURNS)]


def test_a_conversation_may_be_longer_than_a_question(client: TestClient) -> None:
    assert ask(client, said("system", "x" * MAX_BODY), said("user", "x")).status_code == 200
    response = ask(client, said("system", "x" * MAX_BODIES[PATH]), said("user", "x"))
    assert response.status_code == 413
    assert response.json()["error"]["message"] == "The body is larger than 1024 KiB"


@pytest.mark.parametrize("with_usage", [False, True])
def test_a_stream_is_the_completion_in_chunks(client: TestClient, with_usage: bool) -> None:
    options = {"stream_options": {"include_usage": with_usage}}
    response = ask(client, said("user", "ç\u2028😀"), stream=True, **options)
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.content.isascii()
    found = chunks(response)
    whole = ask(client, said("user", "ç\u2028😀"), stream=False).json()
    assert len({(chunk["id"], chunk["created"], chunk["model"]) for chunk in found}) == 1
    assert [chunk for chunk in found if "hub" in chunk] == found[-1:]
    assert found[-1]["hub"] == whole["hub"]
    if with_usage:
        usage = found.pop()
        assert (usage["choices"], usage["usage"]) == ([], whole["usage"])
    choices = [chunk["choices"][0] for chunk in found]  # type: ignore[index]
    assert choices[0]["delta"] == {"role": "assistant", "content": ""}
    assert [choice["finish_reason"] for choice in choices] == [None] * (len(found) - 1) + ["stop"]
    text = "".join(choice["delta"].get("content", "") for choice in choices)
    assert text == whole["choices"][0]["message"]["content"]


def test_a_stream_that_fails_ends_with_an_error(client: TestClient) -> None:
    response = ask(client, said("user", "do break"), stream=True)
    last = json.loads(response.text.removesuffix("\n\n").split("\n\n")[-1].removeprefix("data: "))
    assert last["error"]["code"] == "internal" and last["error"]["type"] == "server_error"
    assert "[DONE]" not in response.text
    assert client.app.state.hub.slots.taken == 0  # type: ignore[attr-defined]


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("messages", "status", "code"),
    [
        ([], 422, "invalid"),
        ([said("system", "x")], 422, "no_question"),
        ([said("user", " ")], 422, "bad_question"),
        ([said("user", "\ud800")], 422, "invalid"),
        ([said("user", [{"text": "no type"}])], 422, "invalid"),
        ([said("user", "do crash")], 500, "internal"),
    ],
)
def test_errors_are_openais_and_the_contracts(
    client: TestClient, messages: list[object], status: int, code: str, stream: bool
) -> None:
    body = json.dumps({"messages": messages, "stream": stream})
    response = client.post(PATH, content=body, headers={"Content-Type": "application/json"})
    error = response.json()["error"]
    assert (response.status_code, error["code"]) == (status, code)
    kind = "server_error" if status >= 500 else "invalid_request_error"
    assert (error["type"], error["param"]) == (kind, None)
    assert error["message"] and "/srv" not in response.text


def test_answers_are_counted(client: TestClient) -> None:
    ask(client, said("user", "x"))
    ask(client, said("user", "do abstain"), stream=True)
    text = client.get("/metrics").text
    assert 'hub_answers_total{language="en",status="answered"} 1.0' in text
    assert 'hub_answers_total{language="en",status="abstained"} 1.0' in text


@pytest.mark.parametrize(
    ("header", "status", "audience"),
    [
        (None, 200, "public"),
        ("Bearer none", 200, "public"),
        ("Bearer ", 200, "public"),
        ("Basic Zm9v", 200, "public"),
        (f"Bearer {STAFF_KEY}", 200, "staff"),
        (f"bearer {STAFF_KEY}", 200, "staff"),
        (f"Basic {STAFF_KEY}", 401, ""),
        (f"Bearer {STAFF_KEY}x", 401, ""),
        ("Bearer sk-" + 48 * "x", 401, ""),
    ],
)
def test_a_key_that_may_be_a_mistyped_one_is_refused(
    client: TestClient, header: str | None, status: int, audience: str
) -> None:
    headers = {} if header is None else {"Authorization": header}
    response = client.post(PATH, json={"messages": [said("user", "x")]}, headers=headers)
    assert response.status_code == status
    assert client.get("/v1/models", headers=headers).status_code == status
    if status == 200:
        assert f"({audience})" in response.json()["hub"]["text"]
    else:
        assert response.json()["error"]["code"] == "bad_key"


def test_without_staff_keys_any_key_is_ignored(
    make_app: Callable[..., FastAPI], settings: Settings, views: Views
) -> None:
    from api.app import create_app

    app = create_app(Settings(data=settings.data), open_views=lambda: views)
    with TestClient(app) as client:
        app.state.hub.loading._thread.join()
        headers = {"Authorization": f"Bearer {STAFF_KEY}"}
        response = client.post(PATH, json={"messages": [said("user", "x")]}, headers=headers)
        assert "(public)" in response.json()["hub"]["text"]


def test_the_assistant_is_the_only_model(client: TestClient) -> None:
    (model,) = client.get("/v1/models").json()["data"]
    assert model == client.get(f"/v1/models/{MODEL}").json()
    missing = client.get("/v1/models/gpt-4o")
    assert (missing.status_code, missing.json()["error"]["code"]) == (404, "model_not_found")
