"""The desk's own words in English, Spanish and Catalan. In: a key and what fills it. Out: text."""

import json
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path

from fastapi import Request

from assistant.messages import MESSAGES
from ingest.documents import Language

LANGUAGES: tuple[Language, ...] = ("en", "es", "ca")
NAMES: dict[Language, str] = {"en": "English", "es": "Español", "ca": "Català"}
COOKIE = "hub_language"
Say = Callable[..., str]


@cache
def table() -> Mapping[str, Mapping[Language, str]]:
    """Every key with its text in each language."""
    found: dict[str, dict[Language, str]] = json.loads(
        Path(__file__).with_suffix(".json").read_text("utf-8")
    )
    return found


def speaking(language: Language) -> Say:
    """A function that says a key in a language."""
    return partial(_say, language)


def date_in(language: Language, date: str | None) -> str:
    """A date as people write it."""
    return MESSAGES[language].date(date) if date else MESSAGES[language].undated


def spoken(request: Request) -> Language:
    """The language of a reader: as chosen now, as chosen before, as the browser asks for."""
    chosen = (request.query_params.get("lang"), request.cookies.get(COOKIE))
    accepted = (
        part.partition(";")[0].strip().partition("-")[0].lower()
        for part in request.headers.get("accept-language", "").split(",")
    )
    for name in (*chosen, *accepted):
        for language in LANGUAGES:
            if name == language:
                return language
    return "en"


def _say(language: Language, key: str, /, **values: object) -> str:
    return table()[key][language].format(**values)
