"""The real `openai` package and LangChain's `ChatOpenAI`, unchanged, against a running service."""

import asyncio
from collections.abc import Iterator

import openai
import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI

from api.chat_schemas import MODEL
from tests.integration.conftest import STAFF_KEY, Service
from tests.integration.installation import STAFF_ONLY

QUESTION = "What is the ATMP Catalyst accelerator?"
ASKED = [{"role": "user", "content": QUESTION}]
DUMMY = "none"


@pytest.fixture(scope="module")
def client(service: Service) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{service.url}/v1", api_key=DUMMY) as client:
        yield client


@pytest.fixture(scope="module")
def chat(service: Service) -> ChatOpenAI:
    return ChatOpenAI(base_url=f"{service.url}/v1", api_key=DUMMY, model=MODEL, temperature=0)


def cited(hub: dict[str, list[dict[str, object]]]) -> bool:
    """Whether an Answer has citations, and each its quote."""
    return bool(hub["citations"]) and all(citation["quote"] for citation in hub["citations"])


def test_models(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == [MODEL]
    assert client.models.retrieve(MODEL).owned_by == "hub"
    with pytest.raises(openai.NotFoundError) as caught:
        client.models.retrieve("gpt-4o")
    assert caught.value.code == "model_not_found"


def test_a_completion(client: openai.OpenAI) -> None:
    done = client.chat.completions.create(model="gpt-4o", messages=ASKED, max_tokens=3, user="me")
    told, *sources = (done.choices[0].message.content or "").split("\n\n[1] ")
    assert told == done.hub["text"]
    assert sources[0].startswith(done.hub["citations"][0]["title"])
    assert done.choices[0].finish_reason == "stop"
    assert done.model == MODEL and done.usage is not None and done.usage.total_tokens == 0
    assert cited(done.hub)


@pytest.mark.parametrize("with_usage", [False, True])
def test_a_stream(client: openai.OpenAI, with_usage: bool) -> None:
    chunks = list(
        client.chat.completions.create(
            model=MODEL,
            messages=ASKED,
            stream=True,
            stream_options={"include_usage": with_usage},
        )
    )
    hub = chunks[-1].hub
    deltas = [chunk.choices[0].delta for chunk in chunks if chunk.choices]
    assert deltas[0].role == "assistant"
    told, *sources = "".join(delta.content or "" for delta in deltas).split("\n\n[1] ")
    assert told == hub["text"] and sources[0].startswith(hub["citations"][0]["title"])
    assert (chunks[-1].usage is not None) == with_usage
    assert cited(hub)


def test_the_stream_helper_of_the_client(client: openai.OpenAI) -> None:
    with client.chat.completions.stream(model=MODEL, messages=ASKED) as stream:
        text = "".join(event.delta for event in stream if event.type == "content.delta")
        final = stream.get_final_completion()
    assert text and final.choices[0].message.content == text


def test_several_at_once(service: Service) -> None:
    async def ask(client: openai.AsyncOpenAI, stream: bool) -> str:
        if not stream:
            done = await client.chat.completions.create(model=MODEL, messages=ASKED)
            return done.choices[0].message.content or ""
        parts = await client.chat.completions.create(model=MODEL, messages=ASKED, stream=True)
        return "".join(
            [chunk.choices[0].delta.content or "" async for chunk in parts if chunk.choices]
        )

    async def all_of_them() -> list[str]:
        async with openai.AsyncOpenAI(base_url=f"{service.url}/v1", api_key=DUMMY) as client:
            return await asyncio.gather(*(ask(client, number % 2 == 0) for number in range(6)))

    texts = asyncio.run(all_of_them())
    assert texts[0] and len(set(texts)) == 1


def test_errors_are_those_of_the_client(client: openai.OpenAI) -> None:
    with pytest.raises(openai.UnprocessableEntityError, match="empty") as caught:
        client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": " "}])
    assert (caught.value.code, caught.value.type) == ("bad_question", "invalid_request_error")
    with pytest.raises(openai.UnprocessableEntityError):
        client.chat.completions.create(model=MODEL, messages=[], stream=True)
    with pytest.raises(openai.AuthenticationError, match="opens nothing"):
        client.with_options(api_key=STAFF_KEY + "x").models.list()


def test_a_staff_key_opens_what_is_for_staff(client: openai.OpenAI) -> None:
    asked = [{"role": "user", "content": "What is the zebrafish budget?"}]

    def quotes(client: openai.OpenAI) -> str:
        done = client.chat.completions.create(model=MODEL, messages=asked)
        return str(done.hub["citations"])

    assert STAFF_ONLY in quotes(client.with_options(api_key=STAFF_KEY))
    assert STAFF_ONLY not in quotes(client)


def test_chat_openai(chat: ChatOpenAI) -> None:
    reply = chat.invoke([SystemMessage("Be brief."), HumanMessage(QUESTION)])
    assert isinstance(reply, AIMessage) and "Catalyst" in str(reply.content)
    assert reply.response_metadata["model_name"] == MODEL
    streamed = list(
        chat.stream([HumanMessage("Hello"), AIMessage("Hello"), HumanMessage(QUESTION)])
    )
    assert "".join(str(part.content) for part in streamed) == reply.content
    assert asyncio.run(chat.ainvoke(QUESTION)).content == reply.content


def test_chat_openai_gives_the_citations_in_its_raw_response(chat: ChatOpenAI) -> None:
    raw = chat.client.with_raw_response.create(model=MODEL, messages=ASKED)
    assert cited(raw.parse().hub)
