"""`hub serve` and `hub ask` with a language model behind a real HTTP server."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from tests.assistant.generation.model_server import Messages, ModelServer, key_with
from tests.assistant.generation.model_server import serving as serving_model
from tests.integration.conftest import Service
from tests.integration.installation import hub, serving, wait_until_ready

QUESTION = "How much did SpliceBio raise?"
IN_CATALAN = "Quant va aixecar SpliceBio?"
RAISED = "135 million"


@dataclass(frozen=True, slots=True)
class Worded:
    """A client of a service with a model, and the model's server."""

    client: httpx.Client
    model: ModelServer


def settings_for(server: ModelServer) -> dict[str, str]:
    return {"HUB_MODEL": "openai:m", "HUB_MODEL_URL": server.url, "OPENAI_API_KEY": "none"}


def words_it(messages: Messages) -> Iterator[str]:
    yield "SpliceBio va aixecar 135 milions de dòlars l'11 de juny de 2025"
    yield f" [{key_with(messages, RAISED)}]. Va ser fàcil [{key_with(messages, RAISED)}]."


@pytest.fixture(scope="module")
def worded(service: Service) -> Iterator[Worded]:
    with (
        serving_model() as server,
        serving(service.place, settings=settings_for(server)) as (url, _),
    ):
        wait_until_ready(url)
        with httpx.Client(base_url=url, timeout=60) as client:
            yield Worded(client, server)


def test_the_service_words_an_answer_and_counts_what_it_dropped(worded: Worded) -> None:
    assert worded.model.calls == 0  # nothing is asked of it before anybody asks
    worded.model.script = words_it
    answer = worded.client.post("/v1/ask", json={"question": QUESTION, "language": "ca"}).json()
    assert answer["mode"] == "generated"
    assert answer["text"].startswith("SpliceBio va aixecar 135 milions de dòlars")
    assert [one["support"] for one in answer["statements"]] == ["supported"]
    for citation in answer["citations"]:
        text = worded.client.get(f"/v1/documents/{citation['document_id']}").json()["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]
        assert RAISED in citation["quote"]
    metrics = worded.client.get("/metrics").text
    assert 'hub_model_events_total{event="written"} 1.0' in metrics
    assert 'hub_model_events_total{event="unsupported"} 1.0' in metrics


def test_the_chat_interface_words_too(worded: Worded) -> None:
    worded.model.script = words_it
    body = {
        "model": "any",
        "messages": [{"role": "user", "content": IN_CATALAN}],
    }
    reply = worded.client.post("/v1/chat/completions", json=body).json()
    assert reply["hub"]["mode"] == "generated"
    assert reply["choices"][0]["message"]["content"].startswith(reply["hub"]["text"])


def test_the_command_line_words_too(service: Service) -> None:
    with serving_model() as server:
        server.script = words_it
        done = hub(service.place, "ask", IN_CATALAN, "--json", settings=settings_for(server))
    assert json.loads(done.stdout)["mode"] == "generated", done.stderr


def test_without_its_server_the_answer_is_the_quotes(service: Service) -> None:
    settings = settings_for(ModelServer()) | {"HUB_MODEL_URL": "http://127.0.0.1:9/v1"}
    done = hub(service.place, "ask", QUESTION, "--json", settings=settings)
    assert done.returncode == 0
    assert json.loads(done.stdout)["mode"] == "extractive"
