"""How commands print: JSON on one line for programs, rich text for people.

Text of documents is printed as it is, less the control characters that could steer a terminal.
"""

import json
import unicodedata

from pydantic import BaseModel
from rich.console import Console
from rich.text import Text

STATUS_COLOURS = {"answered": "green", "abstained": "yellow", "conflict": "magenta"}


def print_json(body: BaseModel | dict[str, object]) -> None:
    """One JSON object on one line."""
    data = body.model_dump(mode="json") if isinstance(body, BaseModel) else body
    print(json.dumps(data, ensure_ascii=False), flush=True)


def console() -> Console:
    """A console that wraps for a terminal only and never reads markup in a document's text."""
    return Console(markup=False, highlight=False, emoji=False)


def show(out: Console, *parts: str | tuple[str, str]) -> None:
    """Print one line of plain and styled parts."""
    cleaned = [printable(p) if isinstance(p, str) else (printable(p[0]), p[1]) for p in parts]
    out.print(Text.assemble(*cleaned), soft_wrap=not out.is_terminal)


def printable(text: str) -> str:
    """The text without control characters other than line ends and tabs."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")
