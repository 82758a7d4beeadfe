"""The interface's own words in English, Spanish and Catalan. In: a table of a page, a key. Out: text."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from fastapi import Request

from ingest.documents import Language

LANGUAGES: tuple[Language, ...] = ("en", "es", "ca")
NAMES: dict[Language, str] = {"en": "English", "es": "Español", "ca": "Català"}
Table = Mapping[str, Mapping[Language, str]]
Say = Callable[..., str]


def read_table(path: Path) -> Table:
    """Every key with its text in each language."""
    found: dict[str, dict[Language, str]] = json.loads(path.read_text("utf-8"))
    return found


def speaking(table: Table, language: Language) -> Say:
    """A function that says a key in a language."""
    return partial(_say, table, language)


def spoken(request: Request, *chosen: str | None) -> Language:
    """The language of a reader: as chosen, else as the browser asks for."""
    accepted = (
        part.partition(";")[0].strip().partition("-")[0].lower()
        for part in request.headers.get("accept-language", "").split(",")
    )
    for name in (*chosen, *accepted):
        for language in LANGUAGES:
            if name == language:
                return language
    return "en"


def _say(table: Table, language: Language, key: str, /, **values: object) -> str:
    return table[key][language].format(**values)
