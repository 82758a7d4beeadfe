"""The desk's own words in English, Spanish and Catalan. In: a key and what fills it. Out: text."""

from functools import cache
from pathlib import Path

from fastapi import Request

from api import words
from api.words import Say, Table, read_table
from assistant.messages import MESSAGES
from ingest.documents import Language

COOKIE = "hub_language"


@cache
def table() -> Table:
    """Every key with its text in each language."""
    return read_table(Path(__file__).with_suffix(".json"))


def speaking(language: Language) -> Say:
    """A function that says a key in a language."""
    return words.speaking(table(), language)


def date_in(language: Language, date: str | None) -> str:
    """A date as people write it."""
    return MESSAGES[language].date(date) if date else MESSAGES[language].undated


def spoken(request: Request) -> Language:
    """The language of a reader: as chosen now, as chosen before, as the browser asks for."""
    return words.spoken(request, request.query_params.get("lang"), request.cookies.get(COOKIE))
