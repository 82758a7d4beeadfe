"""What an HTML or Markdown file's reader cannot see is not read, and what can be seen is."""

from pathlib import Path

import pytest

from ingest.loaders import load
from tests.ingest.samples import texts, write


def read(tmp_path: Path, body: str, head: str = "") -> list[str]:
    page = f"<html><head>{head}</head><body><p>Seen.</p>{body}</body></html>"
    return texts(load(write(tmp_path / "a.html", page)))


@pytest.mark.parametrize(
    "body",
    [
        "<p hidden>Not</p>",
        "<p aria-hidden=true>Not</p>",
        "<template><p>Not</p></template>",
        "<noscript><p>Not</p></noscript>",
        "<!-- Not -->",
        "<p style='display:none'>Not</p>",
        "<p style='VISIBILITY: hidden'>Not</p>",
        "<p style='opacity: 0.0'>Not</p>",
        "<p style='font-size:0'>Not</p>",
        "<p style='font-size:1px'>Not</p>",
        "<div style='font-size:0'><p style='font-size:2em'>Not</p></div>",
        "<p style='position:absolute; left:-9999px'>Not</p>",
        "<p style='position:fixed; top:-100em'>Not</p>",
        "<p style='text-indent:-999px'>Not</p>",
        "<p style='transform:translateX(-9999px)'>Not</p>",
        "<p style='transform:scale(0)'>Not</p>",
        "<p style='position:absolute;clip:rect(0,0,0,0)'>Not</p>",
        "<p style='clip-path:inset(100%)'>Not</p>",
        "<div style='height:0;overflow:hidden'><p>Not</p></div>",
        "<p style='color:#fff'>Not</p>",
        "<p><font color=white>Not</font></p>",
        "<p style='color:transparent'>Not</p>",
        "<p style='color:rgb(255, 255, 255);background:none'>Not</p>",
        "<div style='background:#003366'><p style='color:#036'>Not</p></div>",
    ],
)
def test_hidden_text_goes(tmp_path: Path, body: str) -> None:
    assert read(tmp_path, body) == ["Seen."]


@pytest.mark.parametrize(
    "body",
    [
        "<p style='opacity:.4'>Too</p>",
        "<p style='font-size:.8em'>Too</p>",
        "<div style='font-size:0'><p style='font-size:12px'>Too</p></div>",
        "<p style='position:absolute;left:-5px'>Too</p>",
        "<p style='text-indent:-2em'>Too</p>",
        "<div style='overflow:hidden;height:90px'>Too</div>",
        "<div style='overflow:hidden'>Too</div>",
        "<div style='height:0'>Too</div>",
        "<div style='visibility:visible'>Too</div>",
        "<p style='color:white;background:navy'>Too</p>",
        "<table><tr bgcolor='#000080'><td style='color:#fff'>Too</td></tr></table>",
        "<div style='background:url(sky.jpg)'><p style='color:white'>Too</p></div>",
        "<div style='position:relative'><img src=a.jpg><p style='color:#fff'>Too</p></div>",
        "<div style='color:#fff'><a href='#'>Too</a></div>",
        "<details><summary>Too</summary></details>",
    ],
)
def test_visible_text_stays(tmp_path: Path, body: str) -> None:
    assert read(tmp_path, body) == ["Seen.", "Too"]


@pytest.mark.parametrize(
    "sheet",
    [
        ".x{display:none}",
        "/* c */ body p.x { opacity: 0 }",
        "p{color:#333} .x{color:#fff}",
        "p, #y .x{font-size:0} p{font-size:12px !important} .x{font-size:0!important}",
        "@media screen { .x{display:none} }",
    ],
)
def test_a_style_sheet_hides(tmp_path: Path, sheet: str) -> None:
    assert read(tmp_path, "<p class=x>Not</p>", f"<style>{sheet}</style>") == ["Seen."]


@pytest.mark.parametrize(
    "head",
    [
        "<style>.x{display:none} p.x{display:block}</style>",
        "<style>.x{display:none!important} .x{display:block!important}</style>",
        "<style>@media print{.x{display:none}}</style>",
        "<style media=print>.x{display:none}</style>",
        "<noscript><style>.x{display:none}</style></noscript>",
        "<style>.x{display:none} @media (min-width:9em){.x{display:block}}</style>",
        "<style>.x:hover{display:none} .x::before{opacity:0} .x>{opacity:0}</style>",
        "<link rel=stylesheet href=a.css><style>.x{display:none}</style>",
        "<style>@import 'a.css'; .x{display:none}</style>",
        "<link rel=stylesheet href=a.css><style>body{color:#fff}</style>",
        "<style>body{opacity:0;visibility:hidden}</style>",
        "<style>.x{display:none</style>",
    ],
)
def test_a_style_sheet_that_may_not_hide(tmp_path: Path, head: str) -> None:
    assert read(tmp_path, "<p class=x>Too</p>", head) == ["Seen.", "Too"]


def test_an_unknown_style_sheet_may_colour_what_it_knows_by_name(tmp_path: Path) -> None:
    link = "<link rel=stylesheet href=a.css>"
    body = "<div style='background:#000;font-size:0' class=x><p class=y>Too</p></div>"
    assert read(tmp_path, body, link) == ["Seen.", "Too"]
    assert read(tmp_path, "<p style='color:white'>Too</p>", link) == ["Seen.", "Too"]
    assert read(tmp_path, "<p style='color:red;background:red'>Not</p>", link) == ["Seen."]


def test_much_hidden_text_is_reported(tmp_path: Path) -> None:
    def warnings(text: str) -> tuple[str, ...]:
        page = f"<p>Seen.</p><p style='opacity:0'>{text}</p>"
        return load(write(tmp_path / "a.html", page)).warnings

    assert warnings("Not " * 20) == ("hidden text was left out",)
    assert warnings("Skip") == ()


def test_a_large_page_with_many_rules_is_read_in_time(tmp_path: Path) -> None:
    rules = "".join(f".c{i} p{{color:#fff}} " for i in range(3_000))
    body = "".join(f"<div class=c{i}>Text</div>" for i in range(3_000))
    assert len(read(tmp_path, body, f"<style>{rules}</style>")) == 3_001


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seen <span style='display:none'>not</span> too.", ["Seen too."]),
        ("Seen <b><i hidden>not <i>not</i> not</i></b> too.", ["Seen too."]),
        ("Seen <b>this</b> <br hidden> too.", ["Seen this too."]),
        (
            "<div hidden>\n\nNot\n\n- not\n\n| a | b |\n|---|---|\n| not | not |\n\n</div>\n\nToo",
            ["Too"],
        ),
        ("<div hidden>\n\nNot\n\n</div><p>Seen</p>\n\nToo", ["Seen", "Too"]),
        ("<aside>\n\nSeen\n\n</aside>", ["Seen"]),
        ("<p hidden>not\n\nSeen", ["Seen"]),
        ("Seen\n\n[//]: # (not)", ["Seen"]),
    ],
)
def test_html_in_markdown_hides_what_it_holds(
    tmp_path: Path, text: str, expected: list[str]
) -> None:
    assert texts(load(write(tmp_path / "a.md", text))) == expected
