"""What the README says of other programs, done as it stands there."""

import asyncio
import json
import re

import pytest
from mcp import Client, StdioServerParameters

from tests.integration.conftest import Service
from tests.integration.installation import HUB, ROOT, environment

README = (ROOT / "README.md").read_text("utf-8")
ADDRESS = "http://127.0.0.1:8000"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.S)


@pytest.mark.parametrize(
    ("library", "prints"),
    [("openai", "135 million US dollars"), ("api.retriever", "viral vectors")],
)
def test_the_examples_in_python_work(
    service: Service,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    library: str,
    prints: str,
) -> None:
    (code,) = [block for block in blocks("python") if block.startswith(f"from {library} import")]
    monkeypatch.chdir(service.place)
    exec(code.replace(ADDRESS, service.url), {})  # noqa: S102 - the README's own code
    assert prints in capsys.readouterr().out


def test_the_settings_for_mcp_start_the_tools(service: Service) -> None:
    (settings,) = blocks("json")
    server = json.loads(settings)["mcpServers"]["atmp-hub"]
    assert server["command"].endswith("/hub")
    data = str(service.place / "data")
    arguments = [data if argument.endswith("/data") else argument for argument in server["args"]]
    process = StdioServerParameters(
        command=HUB[0], args=[*HUB[1:], *arguments], env=environment(), cwd=ROOT
    )

    async def tools() -> set[str]:
        async with Client(process) as client:
            return {tool.name for tool in (await client.list_tools()).tools}

    names = asyncio.run(tools())
    assert names and all(f"`{name}`" in README for name in names)
