"""What can be said and asked: attributes with their wordings in three languages.

In: the files of `wordings/`. There an attribute has the kinds of subject it suits, its slots (name and
kind of value, the answer's first), the attributes that may answer the same question, and by language
lines to ask, lines to say and a table's row. {x} is the subject; the answer stands in [brackets].
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from ingest.documents import Language
from models.recipes.reader_templates.texts import FOLDER, LANGUAGES

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Wordings:
    """How an attribute is asked for and told in one language."""

    ask: tuple[str, ...]
    say: tuple[str, ...]
    row: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that can be told of subjects of some kinds."""

    name: str
    kinds: tuple[str, ...]
    slots: Mapping[str, str]
    overlaps: frozenset[str]
    wordings: Mapping[Language, Wordings]

    @property
    def answer_kind(self) -> str:
        """The kind of value that answers."""
        return next(iter(self.slots.values()), "").split(" ")[0]


def slots_of(line: str) -> set[str]:
    """The slots that a wording has."""
    return set(_SLOT.findall(line))


@cache
def attributes() -> Mapping[str, Attribute]:
    """All attributes by name; what overlaps does so both ways."""
    entries: dict[str, dict[str, Any]] = {}
    for path in sorted((FOLDER / "wordings").glob("*.yaml")):
        entries |= yaml.safe_load(path.read_text("utf-8"))
    return {name: _attribute(name, entries) for name in entries}


def _attribute(name: str, entries: Mapping[str, dict[str, Any]]) -> Attribute:
    entry = entries[name]
    both_ways = {other for other in entries if name in entries[other].get("overlaps", ())}
    return Attribute(
        name,
        tuple(entry["kinds"]),
        entry["slots"],
        frozenset(entry.get("overlaps", ())) | both_ways,
        {language: _wordings(entry[language]) for language in LANGUAGES},
    )


def _wordings(entry: Mapping[str, str]) -> Wordings:
    return Wordings(
        tuple(entry["ask"].splitlines()), tuple(entry["say"].splitlines()), entry["row"]
    )
