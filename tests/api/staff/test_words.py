"""The desk's words: every key in three languages, the same gaps to fill, none missing, none in vain."""

import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from fastapi import Request

from api import staff
from api.staff import words
from api.staff.curation import State
from assistant.answer import Status

FOLDER = Path(staff.__file__).parent
SHARED = FOLDER.parent / "templates"
SAID = re.compile(r"""say\(["']([^"']+)["']""")
WRONG = re.compile(r"""Wrong\("(\w+)""")


def gaps(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_key_is_said_in_every_language() -> None:
    for key, told in words.table().items():
        assert set(told) == {"en", "es", "ca"}, key
        assert all(told.values()), key
        assert len({frozenset(gaps(text)) for text in told.values()}) == 1, key


def test_what_pages_say_is_in_the_table() -> None:
    sources = [*FOLDER.glob("*.py"), *FOLDER.glob("templates/*.html"), *SHARED.glob("*")]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    said = {*SAID.findall(text), *WRONG.findall(text)}
    whole = {key for key in said if not key.endswith("_")}
    assert whole - set(words.table()) == set()
    assert {f"state_{state}" for state in get_args(State)} <= set(words.table())
    assert set(get_args(Status)) <= set(words.table())


def request(**parts: str) -> Request:
    headers = [
        (name.replace("_", "-").encode(), value.encode())
        for name, value in parts.items()
        if name != "query"
    ]
    scope = {"type": "http", "headers": headers, "query_string": parts.get("query", "").encode()}
    return Request(scope)


@pytest.mark.parametrize(
    ("parts", "language"),
    [
        ({}, "en"),
        ({"accept_language": "ca-ES,es;q=0.8"}, "ca"),
        ({"accept_language": "fr, es;q=0.5"}, "es"),
        ({"accept_language": "ca", "cookie": "hub_language=es"}, "es"),
        ({"cookie": "hub_language=es", "query": "lang=en"}, "en"),
        ({"query": "lang=xx", "accept_language": "ca"}, "ca"),
    ],
)
def test_the_readers_language(parts: dict[str, str], language: str) -> None:
    assert words.spoken(request(**parts)) == language
