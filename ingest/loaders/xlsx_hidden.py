"""The XML of a sheet in, which of its rows and columns are hidden (or without height or width) out.

Rows that a filter leaves out are hidden too. A cell in white letters counts as hidden where nothing in the
sheet can give it another ground.
"""

import re
from dataclasses import dataclass
from typing import Any

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_HIDDEN = re.compile(rb"""\b(?:hidden=["'](?:1|true)|(?:ht|width)=["']0(?:\.0*)?["'])""")
_NUMBER = re.compile(rb"""\b(r|min|max)=["'](\d+)["']""")
_GROUNDS = re.compile(rb"<(?:\w+:)?(?:conditionalFormatting|tablePart|picture)\b")
_WHITE = frozenset({"FFFFFFFF", "00FFFFFF"})


@dataclass(frozen=True, slots=True)
class Concealed:
    """Numbers of rows and columns, counted from 1; `on_paper` says that cells alone give their ground."""

    rows: frozenset[int]
    columns: tuple[range, ...]
    on_paper: bool

    @classmethod
    def of(cls, sheet: bytes) -> "Concealed":
        """What the XML of a sheet says."""
        spans = (_numbers(one) for one in _COLUMN.findall(sheet) if _HIDDEN.search(one))
        return cls(
            frozenset(_hidden_rows(sheet)),
            tuple(range(span.get(b"min", 1), span.get(b"max", 0) + 1) for span in spans),
            _GROUNDS.search(sheet) is None,
        )

    def hides(self, cell: Any) -> bool:
        """Whether a cell, not of a hidden row, cannot be seen."""
        if any(cell.column in span for span in self.columns) or cell.number_format == ";;;":
            return True
        return self.on_paper and _is_white(cell.font.color) and not cell.fill.fill_type


def _hidden_rows(sheet: bytes) -> list[int]:
    found: list[int] = []
    number = 0
    for attributes in _ROW.findall(sheet):
        number = _numbers(attributes).get(b"r", number + 1)
        if _HIDDEN.search(attributes):
            found.append(number)
    return found


def _numbers(attributes: bytes) -> dict[bytes, int]:
    return {name: int(number) for name, number in _NUMBER.findall(attributes)}


def _is_white(colour: Any) -> bool:
    if colour is None or colour.tint:
        return False
    return (colour.type == "theme" and colour.theme == 0) or (
        colour.type == "rgb" and colour.rgb in _WHITE
    )
