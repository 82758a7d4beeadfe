"""The widget's script: one small file, whole in three languages, and its version that of its text."""

import base64
import gzip
import hashlib
import json
import re

import pytest
from fastapi.testclient import TestClient

from api.widget.script import FOLDER, PARTS, pinned, script, words
from api.words import LANGUAGES
from assistant.messages import MESSAGES
from assistant.openings import Opening

CODE = {name: (FOLDER / "parts" / f"{name}.js").read_text("utf-8") for name in PARTS}
SOURCE = "\n".join(CODE.values())
# Under 20 KB on the wire, with room for the questions that the documents of a large hub suggest.
LARGEST = 20_000
FORBIDDEN = (
    "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "DOMParser",
    "document.cookie", "setAttribute(\"style\"", "localStorage", "createElement(\"style\"", ".cssText",
)  # fmt: skip


def test_every_part_is_put_in() -> None:
    assert sorted(path.stem for path in (FOLDER / "parts").iterdir()) == sorted(PARTS)


def test_it_is_small() -> None:
    assert len(pinned().packed) < LARGEST
    assert gzip.decompress(pinned().packed) == pinned().body


@pytest.mark.parametrize("name", FORBIDDEN)
def test_nothing_makes_markup_or_style_or_keeps_what_it_should_not(name: str) -> None:
    assert name not in SOURCE


def test_every_text_that_is_said_is_there_in_each_language_and_no_other() -> None:
    plain = set(re.findall(r'say\([\w.]+, "(\w+)"', SOURCE))
    written = set(re.findall(r'"(\w+)"', SOURCE))
    assert plain <= set(words())
    # Keys that are put together: of kinds, qualifiers and what an exchange failed with.
    made = re.compile(r"kind_|qualifier_|status_")
    failures = {
        "refused",
        "too_long",
        "unreachable",
        "broken",
        "busy",
        "limited",
        "offline",
        "interrupted",
    }
    unused = set(words()) - plain - written - failures - {"viewer_page", "viewer_text"}
    assert [key for key in unused if not made.match(key)] == []
    for texts in words().values():
        assert set(texts) == set(LANGUAGES)
        fields = {language: set(re.findall(r"\{(\w+)\}", text)) for language, text in texts.items()}
        assert len({frozenset(found) for found in fields.values()}) == 1


def test_an_abstention_is_known_by_its_first_sentence() -> None:
    for messages in MESSAGES.values():
        assert json.dumps(messages.no_answer, ensure_ascii=False) in pinned().text


def test_texts_of_documents_cannot_leave_their_place() -> None:
    hostile = "</script><script>alert(1)</script>\u2028${x}`\\"
    text = script({"en": [Opening(hostile, "press")]}).text
    assert "<" not in text.split("const STARTERS=")[1].split("\n")[0]
    literal = text.split("const STARTERS=")[1].split(";\n")[0]
    assert json.loads(literal)["en"][0]["question"] == hostile


def test_another_text_is_another_version() -> None:
    other = script({"en": [Opening("How many?", "press")]})
    assert other.version != pinned().version and other.integrity != pinned().integrity
    digest = base64.b64encode(hashlib.sha384(other.body).digest()).decode()
    assert other.integrity == f"sha384-{digest}"


def test_it_is_sent_packed_and_only_when_it_changed(client: TestClient) -> None:
    sent = client.get("/widget.js", headers={"Accept-Encoding": "gzip"})
    assert sent.headers["content-encoding"] == "gzip"
    assert sent.headers["content-type"].startswith("text/javascript")
    assert sent.headers["access-control-allow-origin"] == "*"
    assert sent.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "max-age=300" in sent.headers["cache-control"]
    plain = client.get("/widget.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers and plain.text == sent.text
    assert plain.headers["etag"] != sent.headers["etag"]
    refused = client.get("/widget.js", headers={"Accept-Encoding": "br, gzip;q=0"})
    assert "content-encoding" not in refused.headers
    weighed = client.get("/widget.js", headers={"Accept-Encoding": "gzip;q=0.5, br"})
    assert weighed.headers["content-encoding"] == "gzip"
    again = client.get(
        "/widget.js",
        headers={"If-None-Match": plain.headers["etag"], "Accept-Encoding": "identity"},
    )
    assert again.status_code == 304 and again.content == b""


def test_a_pinned_version_stays_for_ever_and_an_old_one_says_what_to_do(client: TestClient) -> None:
    sent = client.get(f"/widget-{pinned().version}.js", headers={"Accept-Encoding": "identity"})
    assert sent.content == pinned().body and "immutable" in sent.headers["cache-control"]
    gone = client.get("/widget-000000000000.js")
    assert gone.status_code == 404
    assert "/widget/playground" in gone.json()["error"]["hint"]
