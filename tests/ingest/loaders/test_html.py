from pathlib import Path

import pytest

from ingest.errors import UnreadableFile
from ingest.loaders import load
from tests.ingest.samples import blocks, texts, write

PAGE = """<!DOCTYPE html>
<html lang="ca-ES"><head>
<title>Guia | Lloc</title>
<meta name="Audience" content="members">
<meta name="sources" content="EMA"><meta name="sources" content="AEMPS">
<meta name="viewport" content="width=device-width">
<meta property="og:title" content="Guia de regulació">
<meta property="article:published_time" content="2025-06-03T10:00:00Z">
<script>var x = "script";</script><style>p {color: red}</style></head>
<body>
<header><a href="/">Logo</a></header><nav><ul><li>Inici</li></ul></nav>
<div id="cookie-banner">Galetes</div>
%s
<aside>Anunci</aside><footer>Peu</footer>
</body></html>"""


def read(tmp_path: Path, body: str) -> list[tuple[str, int, str]]:
    return blocks(load(write(tmp_path / "a.html", PAGE % body)))


def test_head(tmp_path: Path) -> None:
    extract = load(write(tmp_path / "a.htm", PAGE % "<h1>Guia</h1>"))
    assert extract.metadata == {
        "audience": "members",
        "sources": ["EMA", "AEMPS"],
        "title": "Guia de regulació",
        "date": "2025-06-03",
        "language": "ca",
    }


def test_title_element_serves_where_there_is_no_heading(tmp_path: Path) -> None:
    page = "<html lang='fr'><title> Le\nguide </title><p>Text</p></html>"
    assert load(write(tmp_path / "a.html", page)).metadata == {"title": "Le guide"}
    page = "<html><title>Site</title><h2>Guide</h2></html>"
    assert load(write(tmp_path / "a.html", page)).metadata == {}


def test_structure(tmp_path: Path) -> None:
    body = """
    <h1>Teràpies <em>avançades</em></h1>
    Text solt<p>Un <a href="#">enllaç</a> i<br>una línia<sup><a href="#n1">1</a></sup> de 10<sup>6</sup>.</p>
    <ul><li>Hospital<ul><li>Clínic</li></ul></li><li><p>IBEC</p><p>Recerca</p></li></ul>
    <dl><dt>ATMP:</dt><dd>medicament</dd></dl>
    <div>Fora <span>dins</span><div>Sota</div></div><pre>a
    b</pre><!-- comentari -->"""
    assert read(tmp_path, body) == [
        ("heading", 1, "Teràpies avançades"),
        ("paragraph", 0, "Text solt"),
        ("paragraph", 0, "Un enllaç i una línia de 106."),
        ("item", 0, "Hospital"),
        ("item", 0, "Clínic"),
        ("item", 0, "IBEC"),
        ("paragraph", 0, "Recerca"),
        ("item", 0, "ATMP: medicament"),
        ("paragraph", 0, "Fora dins"),
        ("paragraph", 0, "Sota"),
        ("paragraph", 0, "a b"),
    ]


def test_tables(tmp_path: Path) -> None:
    body = """<table><caption>Assajos</caption>
    <thead><tr><th>Any<th>Fase<th>Nombre</tr></thead>
    <tr><td rowspan="2">2024<td>I<td>12</tr><tr><td>II<td>7</tr>
    <tr><td colspan="3">Font: AEMPS</tr></table>
    <table role="presentation"><tr><td><p>Un paràgraf</p></td><td>Un altre</td></tr></table>"""
    assert read(tmp_path, body) == [
        ("paragraph", 0, "Assajos"),
        ("row", 0, "Any: 2024; Fase: I; Nombre: 12"),
        ("row", 0, "Any: 2024; Fase: II; Nombre: 7"),
        ("paragraph", 0, "Font: AEMPS"),
        ("paragraph", 0, "Un paràgraf"),
        ("paragraph", 0, "Un altre"),
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>no</p>",
        "<p style='display : none'>no</p>",
        "<p style='VISIBILITY:hidden'>no</p>",
        "<div aria-hidden='true'><p>no</p></div>",
        "<div role='navigation'>no</div>",
        "<noscript>no</noscript><template><p>no</p></template>",
        "<button>no</button><select><option>no</select><svg><text>no</text></svg>",
        "<span class='visually-hidden'>no</span>",
        "<!-- no --><![CDATA[no]]>",
    ],
)
def test_what_is_not_shown_is_not_read(tmp_path: Path, hidden: str) -> None:
    assert read(tmp_path, f"<form><p>Sí</p>{hidden}</form>") == [("paragraph", 0, "Sí")]


@pytest.mark.parametrize("tag", ["main", "article", "div role=main"])
def test_main_content(tmp_path: Path, tag: str) -> None:
    words = "El hub té més de 70 membres. " * 10
    body = f"<p>Menú</p><{tag}><header><h1>El hub</h1></header><p>{words}</p></{tag.split()[0]}>"
    assert read(tmp_path, body) == [("heading", 1, "El hub"), ("paragraph", 0, words.strip())]


@pytest.mark.parametrize(
    ("encoding", "meta"),
    [
        ("utf-8", ""),
        ("cp1252", ""),
        ("iso-8859-15", "<meta charset='iso-8859-15'>"),
        ("utf-16", ""),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, meta: str) -> None:
    page = f"<html>{meta}<p>Teràpia gènica a Catalunya: 2,6 M€</p></html>"
    path = write(tmp_path / "a.html", page.encode(encoding))
    assert texts(load(path)) == ["Teràpia gènica a Catalunya: 2,6 M€"]


def test_deep_nesting_ends(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="nested too deeply"):
        load(write(tmp_path / "a.html", "<html>" + "<div>" * 20_000 + "x"))
