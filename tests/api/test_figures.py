"""Figures for people and programs: JSON, the chart, the table and its bars."""

import io
import json
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from rich.console import Console

from api.commands import figures as command
from api.figure_chart import svg_chart
from api.figure_text import amount, marked, written
from assistant.answer import Figure
from tests.api.conftest import Hub
from tests.api.scripted import QUOTE, ScriptedAssistant
from tests.fakes import figure

NEWEST, OTHER = ScriptedAssistant("public").figures("members")
SVG = "{http://www.w3.org/2000/svg}"


def test_the_json_is_the_contract_s(client: TestClient) -> None:
    first, second = client.get("/v1/figures", params={"q": "members"}).json()["figures"]
    contract = ("value", "qualifier", "unit", "as_of", "disagrees_with")
    assert [first[name] for name in contract] == [70, "more than", "members", "2025", [1]]
    assert isinstance(first["value"], int) and second["value"] == 64.5
    assert first["citation"]["quote"] == QUOTE and first["as_of_from"] == "stated"
    assert client.get("/v1/figures", params={"q": "nothing"}).json() == {"figures": []}


def test_the_chart_is_safe_and_can_be_read_aloud(client: TestClient) -> None:
    topic = "<script>alert(1)</script> & members\x00"
    response = client.get("/v1/figures.svg", params={"q": topic})
    assert response.headers["content-type"].startswith("image/svg+xml")
    assert "default-src 'none'" in response.headers["content-security-policy"]
    root = ET.fromstring(response.text)  # noqa: S314 - the chart is our own
    assert root.get("role") == "img" and root.get("aria-labelledby") == "title desc"
    assert {child.tag for child in root} == {
        f"{SVG}{name}" for name in ("title", "desc", "rect", "text")
    }
    assert root.findtext(f"{SVG}title") == topic.replace("\x00", "")
    told = root.findtext(f"{SVG}desc")
    assert told == (
        "2025: more than 70 members (documents disagree); 2025: 64.5 members (documents disagree)"
    )
    labels = [one.text for one in root.iter(f"{SVG}text")]
    assert "> 70 members ≠" in labels and "2025*" in labels


def test_nothing_to_draw_is_a_404(client: TestClient) -> None:
    response = client.get("/v1/figures.svg", params={"q": "nothing"})
    assert (response.status_code, response.json()["error"]["code"]) == (404, "no_figures")


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (figure(42_068e6, "EUR"), "42,068 million EUR"),
        (figure(327.6e6, "EUR"), "327.6 million EUR"),
        (figure(900, "USD"), "900 USD"),
        (figure(7.6, "%"), "7.6%"),
        (figure(1280, "m2"), "1,280 m²"),
        (figure(5, "rank"), "rank 5"),
        (figure(45, "members"), "45 members"),
    ],
)
def test_amounts_are_written_as_people_do(one: Figure, text: str) -> None:
    assert amount(one) == written(one) == marked(one) == text


@pytest.mark.parametrize(
    ("one", "spanish", "catalan"),
    [
        (figure(1.5e6, "EUR"), "1,5 millones de euros", "1,5 milions d'euros"),
        (figure(1e6, "EUR"), "1 millón de euros", "1 milió d'euros"),
        (figure(2e6, "USD"), "2 millones de dólares", "2 milions de dòlars"),
        (figure(1469, "EUR"), "1.469 euros", "1.469 euros"),
        (figure(7.6, "%", "about"), "unos 7,6 %", "uns 7,6 %"),
        (figure(5, "rank"), "puesto 5", "lloc 5"),
        (figure(70, "members", "more than"), "más de 70 members", "més de 70 members"),
    ],
)
def test_amounts_are_written_in_the_reader_s_language(
    one: Figure, spanish: str, catalan: str
) -> None:
    assert (written(one, "es"), written(one, "ca")) == (spanish, catalan)


def test_what_is_only_announced_or_planned_says_so_on_the_chart() -> None:
    to_come = replace(figure(9e6, "EUR", "more than"), status="announced")
    planned = replace(to_come, status="planned", disagrees_with=(0,))
    there = replace(to_come, status="achieved")
    assert marked(to_come) == "> 9 million EUR (announced)"
    assert marked(planned) == "> 9 million EUR (planned) ≠"
    assert marked(there) == "> 9 million EUR"
    chart = svg_chart("x", [to_come, planned], "ca")
    assert "&gt; 9 milions d&#x27;euros (anunciat)<" in chart
    assert "més de 9 milions d&#x27;euros (previst) (els documents no coincideixen)" in chart
    assert "million" not in chart and "disagree" not in chart
    out = Console(file=io.StringIO(), width=120)
    command.show_figures(out, [to_come, planned])
    assert "> 9 million EUR (announced)\n" in out.file.getvalue()  # type: ignore[attr-defined]


def test_qualifiers_are_words_or_signs() -> None:
    assert written(figure(50, "members", "more than")) == "more than 50 members"
    assert marked(figure(50, "members", "up to")) == "≤ 50 members"


def test_a_chart_of_zeros_is_drawn() -> None:
    ET.fromstring(svg_chart("nil", [figure(0, "members")]))  # noqa: S314 - the chart is our own


def test_the_table_marks_what_disagrees(hub: Hub) -> None:
    out = Console(file=io.StringIO(), width=120)
    command.show_figures(out, [NEWEST, OTHER])
    text = out.file.getvalue()  # type: ignore[attr-defined]
    assert "more than 70 members ≠ [2]" in text and "2025 (document)" in text
    assert "█" in text and "> 70 members ≠" in text and QUOTE in text
    command.show_figures(out, [])
    assert "No figures found" in out.file.getvalue()  # type: ignore[attr-defined]


def test_the_mcp_reply_is_the_same_json() -> None:
    from tests.api.test_mcp_server import call

    found = call(ScriptedAssistant("public"), "figures", topic="members").structured_content
    assert json.loads(json.dumps(found))["figures"][0]["value"] == 70
