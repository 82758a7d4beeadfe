from pathlib import Path

import pytest

from ingest.errors import UnreadableFile
from ingest.loaders import load
from tests.ingest.samples import blocks, texts, write


def test_structure(tmp_path: Path) -> None:
    text = """---
title: 'IBEC: profile'
aliases:
- Institut
date: 2025-06-01
---

# IBEC

IBEC is a **research** _institute_ in
[Barcelona](https://example.org "site"); it uses `FiCAT`.[^1]
![logo](logo.png)

## Work

* bioprinting
  with [inks](ink.md)
  1. first
  2. second

| Year | Partners |
|------|---------:|
| 2021 | **Leitat** |

> Quoted words.

```yaml
key: value
```
Setext
------
[^1]: A note.
"""
    extract = load(write(tmp_path / "a.md", text))
    assert extract.metadata["title"] == "IBEC: profile"
    assert extract.metadata["aliases"] == ["Institut"]
    assert blocks(extract) == [
        ("heading", 1, "IBEC"),
        ("paragraph", 0, "IBEC is a research institute in Barcelona; it uses FiCAT."),
        ("heading", 2, "Work"),
        ("item", 0, "bioprinting with inks"),
        ("item", 0, "first"),
        ("item", 0, "second"),
        ("row", 0, "Year: 2021; Partners: Leitat"),
        ("paragraph", 0, "Quoted words."),
        ("paragraph", 0, "key: value"),
        ("heading", 2, "Setext"),
        ("paragraph", 0, "A note."),
    ]


def test_inline_html_and_entities(tmp_path: Path) -> None:
    text = (
        "Vall d&#39;Hebron<br>has <b>TILs</b> \\*now\\* &amp; CAR<sub>2</sub>\n\n<!-- hidden -->\n"
    )
    text += "\n<div><p>Shown.</p><p hidden>Secret.</p></div>\n"
    assert texts(load(write(tmp_path / "a.md", text))) == [
        "Vall d'Hebron has TILs *now* & CAR2",
        "Shown.",
    ]


@pytest.mark.parametrize("opening", ["---\n", "\ufeff---\n", "\n---  \n"])
@pytest.mark.parametrize("closing", ["---\n", "...\n", "---"])
def test_front_matter_is_found(tmp_path: Path, opening: str, closing: str) -> None:
    extract = load(write(tmp_path / "a.md", f"{opening}Audience: staff\n{closing}\nText."))
    assert extract.metadata == {"audience": "staff"}


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("---\naudience: staff\n\n# Title\n", "not closed"),
        ("---\n# who\naudience: [staff\n---\n", "not valid YAML"),
        ("---\naudience staff\n---\n", "key: value"),
        ("---\naudience: staff\naudience: public\n---\n", "twice"),
        ("---\naudience: staff\nAudience: public\n---\n", "twice"),
        ("---\naudiance: staff\n---\n", "did you mean audience"),
        ("---\ndate: 2025-13-45\n---\n", "not valid YAML"),
        ("---\ntitle: !!python/object/apply:os.system ['true']\n---\n", "not valid YAML"),
        ("---\ntitle: " + "[" * 5000 + "\n---\n", "not valid YAML"),
    ],
)
def test_a_bad_head_is_an_error(tmp_path: Path, head: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        load(write(tmp_path / "a.md", head + "Text."))


def test_a_rule_is_no_head(tmp_path: Path) -> None:
    assert texts(load(write(tmp_path / "a.md", "---\n\nText.\n"))) == ["Text."]
