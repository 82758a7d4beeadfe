"""The documentation, held to the program: settings, commands, links."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from api.cli import app
from api.settings import PREFIX, Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CODE = "\n".join(re.findall(r"```.*?```|`[^`]+`", README, re.S))
WRITTEN = (
    "README.md",
    "docs/**/*.md",
    "bench/README.md",
    "corpus/README.md",
    "models/**/README.md",
    "tests/**/README.md",
)
PAGES = sorted(page for pattern in WRITTEN for page in ROOT.glob(pattern))
COMMANDS = sorted(getattr(get_command(app), "commands", {}))
TARGETS = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_explained(name: str) -> None:
    assert re.search(rf"^\| `{PREFIX}{name.upper()}` \| .+", README, re.M)


def test_settings_in_the_readme_exist() -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    assert set(re.findall(rf"\b{PREFIX}[A-Z_]+\b", README)) == known


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_explained(command: str) -> None:
    assert re.search(rf"`hub {command}\b", README)


def test_commands_in_the_readme_exist() -> None:
    """Those of hub and those of make."""
    assert set(re.findall(r"(?<!the )\bhub ([a-z]+)\b", CODE)) == set(COMMANDS)
    made = set(re.findall(r"\bmake ([a-z]+)\b", CODE))
    assert {"run", "test"} <= made <= set(TARGETS)


def links(page: Path) -> list[str]:
    """Where a page's links and pictures point; code and comments left out."""
    text = re.sub(r"```.*?```|`[^`\n]*`|<!--.*?-->", "", page.read_text("utf-8"), flags=re.S)
    return re.findall(r"\]\(([^)\s]+)\)", text)


def anchors(page: Path) -> set[str]:
    """The names of a page's headings, as a link gives them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link
