"""The tools of the MCP server over a scripted assistant, called in this process."""

import asyncio
import dataclasses
import logging

import pytest
from mcp import Client
from mcp.types import CallToolResult, TextContent, Tool

from api.answer_schemas import AnswerReply
from api.expert_schemas import ExpertsReply
from api.mcp_server import create_server
from assistant.answer import Hit, Turn
from ingest.errors import IndexUnavailable
from tests.api.scripted import QUOTE, ScriptedAssistant, script


class FailingAssistant(ScriptedAssistant):
    """Its index is gone."""

    def search(self, query: str, k: int = 10) -> list[Hit]:
        raise IndexUnavailable("no index in /srv/hub/data")


@pytest.fixture
def assistant() -> ScriptedAssistant:
    return ScriptedAssistant("public")


def call(assistant: ScriptedAssistant, name: str, **arguments: object) -> CallToolResult:
    async def called() -> CallToolResult:
        async with Client(create_server(assistant)) as client:  # type: ignore[arg-type]
            return await client.call_tool(name, arguments)

    return asyncio.run(called())


def listed(assistant: ScriptedAssistant) -> list[Tool]:
    async def found() -> list[Tool]:
        async with Client(create_server(assistant)) as client:  # type: ignore[arg-type]
            return (await client.list_tools()).tools

    return asyncio.run(found())


def error_of(result: CallToolResult) -> str:
    assert result.is_error and result.structured_content is None
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def test_the_tools_say_what_they_do(assistant: ScriptedAssistant) -> None:
    tools = listed(assistant)
    assert [tool.name for tool in tools] == ["ask", "search", "experts", "figures"]
    for tool in tools:
        assert tool.title and tool.annotations is not None
        assert tool.annotations.read_only_hint and not tool.annotations.destructive_hint
        assert "word for word" in (tool.description or "") and "must" in (tool.description or "")
        assert tool.output_schema is not None and tool.output_schema["type"] == "object"
        for about in tool.input_schema["properties"].values():
            assert about["description"]


def test_ask_gives_the_answer_of_the_contract(assistant: ScriptedAssistant) -> None:
    history = [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]
    result = call(assistant, "ask", question="do list", language="ca", history=history)
    expected = AnswerReply.model_validate(script("do list", "ca", "public"))
    assert result.structured_content == expected.model_dump(mode="json")
    assert assistant.histories == [[Turn("user", "Hi"), Turn("assistant", "Hello")]]


def test_search_gives_the_hits_of_the_contract(assistant: ScriptedAssistant) -> None:
    found = call(assistant, "search", query="members", k=2).structured_content
    assert found == {"hits": [dataclasses.asdict(hit) for hit in assistant.search("x", 2)]}
    assert found["hits"][0]["text"] == QUOTE


def test_experts_gives_the_experts_of_the_contract(assistant: ScriptedAssistant) -> None:
    found = call(assistant, "experts", topic="CAR-T", kind="hospital").structured_content
    expected = ExpertsReply.model_validate(assistant.experts("CAR-T"))
    assert found == expected.model_dump(mode="json")
    nobody = call(assistant, "experts", topic="do abstain").structured_content
    assert nobody is not None and nobody["experts"] == [] and nobody["message"]


@pytest.mark.parametrize(
    ("name", "arguments", "says"),
    [
        ("ask", {}, "question"),
        ("ask", {"question": " "}, "empty"),
        ("ask", {"question": "\ud800"}, "question"),
        ("ask", {"question": "x", "language": "fr"}, "language"),
        ("ask", {"question": "x", "history": [{"role": "system", "content": ""}]}, "history"),
        ("search", {"query": "x", "k": 0}, "k"),
        ("search", {"query": ""}, "words"),
        ("experts", {}, "topic"),
        ("experts", {"topic": " "}, "needed"),
        ("experts", {"topic": "x", "kind": "bank"}, "kind"),
        ("figures", {"topic": " "}, "figures are of"),
    ],
)
def test_bad_calls_are_told_why(
    assistant: ScriptedAssistant, name: str, arguments: dict[str, object], says: str
) -> None:
    assert says in error_of(call(assistant, name, **arguments))


def test_a_failure_tells_nothing_of_the_machine(
    assistant: ScriptedAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.CRITICAL):
        said = error_of(call(assistant, "ask", question="do crash"))
    assert "srv" not in said
    said = error_of(call(FailingAssistant("public"), "search", query="x"))
    assert "index" in said and "srv" not in said
