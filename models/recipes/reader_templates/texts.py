"""The same words in three languages, and the spelling that depends on the next word.

In: lines "English | Spanish | Catalan" with other words for the same after " / ". Out: texts by language.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from ingest.documents import Language

LANGUAGES: tuple[Language, ...] = ("en", "es", "ca")
FOLDER = Path(__file__).parent

# Ways to say one thing, by language.
Texts = Mapping[Language, tuple[str, ...]]

_CONTRACTED: dict[Language, tuple[tuple[re.Pattern[str], str], ...]] = {
    "en": (),
    "es": (
        (re.compile(r"\b([Dd]e|[Aa]) (\[?)el (?=\S)"), r"\1l \2"),
        (re.compile(r"\by (?=\[?h?i[^aeo])"), "e "),
    ),
    "ca": (
        (re.compile(r"\b([Dd]e|[Aa]|[Pp]e)r? (\[?)el (?=\S)"), r"\1l \2"),
        (re.compile(r"\b([Dd])e (\[?)(?=h?[aeiouàèéíòóúAEIOUÀÈÉÍÒÓÚ])(?!hub)"), r"\1'\2"),
        (re.compile(r"\bel (\[?)(?=h?[aeiouàèéíòóú])(?!hub)"), r"l'\1"),
        (re.compile(r"\b(de|a)l (\[?)(?=h?[aeiouàèéíòóú])(?!hub)"), r"\1 l'\2"),
    ),
}


def read(name: str) -> dict[str, Any]:
    """A data file of this folder."""
    data: dict[str, Any] = yaml.safe_load((FOLDER / name).read_text("utf-8"))
    return data


def parse(line: str) -> Texts:
    """The texts of a line; one without bars is the same in all languages."""
    cells = line.split(" | ")
    columns = cells if len(cells) == len(LANGUAGES) else cells * len(LANGUAGES)
    return {
        language: tuple(cell.strip().split(" / "))
        for language, cell in zip(LANGUAGES, columns, strict=True)
    }


def contract(text: str, language: Language) -> str:
    """The text as it is spelt: "de el" is "del", and "d'" stands before a vowel in Catalan."""
    for pattern, spelt in _CONTRACTED[language]:
        text = pattern.sub(spelt, text)
    return text


def capitalise(text: str) -> str:
    """The text with its first letter a capital one."""
    return re.sub(r"^(\W*)(\w)", lambda found: found[1] + found[2].upper(), text, count=1)
