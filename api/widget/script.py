"""The widget's script, put together from its parts: one file, as its visitors' pages load it.

In: the parts of this folder, the table of words, the style, and questions to start with. Out: the text of
`widget.js`, its version, and what a page writes to have it checked (subresource integrity).
"""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from api.words import LANGUAGES, Table, read_table
from assistant.messages import MESSAGES
from assistant.openings import Opening, typical
from ingest.documents import Language

FOLDER = Path(__file__).parent
# In the order in which they use each other.
PARTS = (
    "words", "build", "events", "service", "memory", "colours", "options", "answer", "cards", "chart",
    "exchange", "viewer", "panel", "conversation", "thread", "element", "start",
)  # fmt: skip
Starters = Mapping[Language, Sequence[Opening]]


@dataclass(frozen=True)
class Script:
    """A script ready to be sent."""

    text: str

    @cached_property
    def body(self) -> bytes:
        """Its bytes."""
        return self.text.encode()

    @cached_property
    def packed(self) -> bytes:
        """Its bytes, gzip."""
        return gzip.compress(self.body, 9, mtime=0)

    @cached_property
    def version(self) -> str:
        """Another one for every other text."""
        return hashlib.sha256(self.body).hexdigest()[:12]

    @cached_property
    def integrity(self) -> str:
        """The value of a script element's `integrity`."""
        return "sha384-" + base64.b64encode(hashlib.sha384(self.body).digest()).decode()


def script(starters: Starters) -> Script:
    """The script, with questions to start with in each language."""
    given = {
        "WORDS": words(),
        "STYLE": _squeezed_style((FOLDER / "widget.css").read_text("utf-8")),
        "NOT_ANSWERED": {language: MESSAGES[language].no_answer for language in LANGUAGES},
        "STARTERS": {
            language: [{"question": one.question, "for": one.asker} for one in found]
            for language, found in starters.items()
        },
    }
    constants = "".join(f"const {name}={_literal(value)};\n" for name, value in given.items())
    return Script(f'"use strict";(()=>{{\n{constants}{_code()}}})();\n')


@cache
def pinned() -> Script:
    """The script that stays the same whatever is read: it brings the typical questions of such a hub."""
    return script({language: typical(language) for language in LANGUAGES})


@cache
def words() -> Table:
    """The interface's texts: a key, and a text in each language."""
    return read_table(FOLDER / "words.json")


@cache
def _code() -> str:
    return "".join(
        _squeezed((FOLDER / "parts" / f"{name}.js").read_text("utf-8")) for name in PARTS
    )


def _squeezed(text: str) -> str:
    """Without indentation and lines of comment. No text in the parts goes over the end of a line."""
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def _squeezed_style(text: str) -> str:
    """Without what a browser does not need between signs. The style has no comment and no text but ""."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" ?([{};,>]) ?", r"\1", text)
    return re.sub(r"([\w-]): ", r"\1:", text).replace(";}", "}")


def _literal(value: object) -> str:
    """A JavaScript value; `<` is spelt out so that it may stand in a page, too."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
