"""The real MCP client with `hub mcp`: a process over stdin and stdout, and one over HTTP."""

import asyncio
import json
import subprocess
from collections.abc import Iterator

import httpx
import pytest
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult

from tests.integration.conftest import STAFF_KEY, Service
from tests.integration.installation import HUB, STAFF_ONLY, environment, hub, listening

QUESTION = "How much did SpliceBio raise?"
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}
HEADERS = {"Accept": "application/json, text/event-stream"}


@pytest.fixture(scope="module")
def url(service: Service) -> Iterator[str]:
    settings = {"HUB_STAFF_KEYS": STAFF_KEY}
    with listening(service.place, "mcp", "--http", settings=settings) as (url, _):
        yield url


def process(service: Service) -> StdioServerParameters:
    data = str(service.place / "data")
    return StdioServerParameters(
        command=HUB[0], args=[*HUB[1:], "mcp", "--data", data], env=environment()
    )


def session(server: StdioServerParameters | str, mode: str) -> list[CallToolResult]:
    """What a client gets that lists the tools, then asks, searches and mistypes."""

    async def talk() -> list[CallToolResult]:
        async with Client(server, mode=mode) as client:
            tools = (await client.list_tools()).tools
            assert [tool.name for tool in tools] == ["ask", "search", "experts", "figures"]
            assert client.instructions is not None and "exactly" in client.instructions
            return [
                await client.call_tool("ask", {"question": QUESTION}),
                await client.call_tool("search", {"query": "zebrafish budget", "k": 2}),
                await client.call_tool("ask", {"question": ""}),
            ]

    return asyncio.run(talk())


def check(service: Service, results: list[CallToolResult]) -> None:
    """The same answer as the service's, public documents only, and an error that says why."""
    asked, found, mistyped = results
    answer = httpx.post(f"{service.url}/v1/ask", json={"question": QUESTION}).json()
    told = asked.structured_content
    assert told is not None and set(told) == set(answer)
    for name in ("text", "citations", "statements", "status"):
        assert told[name] == answer[name]
    assert found.structured_content is not None
    assert len(found.structured_content["hits"]) == 2
    assert STAFF_ONLY not in str(found)
    assert mistyped.is_error and "empty" in str(mistyped.content)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_over_stdin_and_stdout(service: Service, mode: str) -> None:
    check(service, session(process(service), mode))


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_over_http(service: Service, url: str, mode: str) -> None:
    assert url.endswith("/mcp")
    check(service, session(url, mode))


def test_nothing_but_the_protocol_is_printed(service: Service) -> None:
    """Two lines go in, a question that is refused among them; every line that comes out is JSON."""
    called = {
        "jsonrpc": "2.0",
        "id": 2,
        "method": "tools/call",
        "params": {"name": "ask", "arguments": {"question": ""}},
    }
    started = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    with subprocess.Popen(
        [*HUB, "mcp"],
        cwd=service.place,
        env=environment({"HUB_TYPO": "1"}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as running:
        assert running.stdin is not None and running.stdout is not None
        assert running.stderr is not None
        lines = []
        for messages in ([INITIALIZE], [started, called]):
            running.stdin.writelines(json.dumps(message) + "\n" for message in messages)
            running.stdin.flush()
            lines.append(running.stdout.readline())
        running.stdin.close()
        assert running.stdout.read() == ""
        assert running.stderr.read().startswith("hub: warning: HUB_TYPO")
        assert running.wait(60) == 0
    assert [json.loads(line)["id"] for line in lines] == [1, 2]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://localhost:3000"}, 200),
        ({"Host": "rebound.example"}, 421),
        ({"Origin": "https://rebound.example"}, 403),
        ({"Content-Type": "text/plain"}, 400),
    ],
)
def test_no_web_page_reaches_it_by_another_name(
    url: str, headers: dict[str, str], status: int
) -> None:
    response = httpx.post(url, json=INITIALIZE, headers=HEADERS | headers)
    assert response.status_code == status


def test_the_body_is_bounded(url: str) -> None:
    body = {**INITIALIZE, "more": "x" * 70_000}
    assert httpx.post(url, json=body, headers=HEADERS).status_code == 413


@pytest.mark.parametrize("options", [(), ("--http", "--port", "0")])
def test_without_an_index_it_does_not_start(service: Service, options: tuple[str, ...]) -> None:
    done = hub(service.place, "mcp", "--data", "nothing", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1 and "nothing" in done.stderr
