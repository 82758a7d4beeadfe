"""Reads the markup of a content file's body and gives its blocks, in order.

`# heading`, `## heading`, `- item`, `Table [30,70]: caption` with `| cell | cell |` lines under it
(the first is the header), `@ S B2` for the sources of what precedes; the rest is paragraphs. A
paragraph may end with one footnote, `[^text]`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .errors import ContentError

_CAPTION = re.compile(r"(?:Table|Taula|Tabla) \[([\d,]+)\]: (.+)")
_FOOTNOTE = re.compile(r"\[\^(.+)\]$")


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    footnote: str | None = None


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`shares` are the columns' parts of the width; `rows` do not hold the header."""

    caption: str
    shares: tuple[int, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Cited:
    codes: tuple[str, ...]


Block = Heading | Paragraph | Bullets | Table | Cited


def parse(body: str) -> tuple[Block, ...]:
    """All blocks of a body."""
    return tuple(_block(lines) for lines in _groups(body))


def _groups(body: str) -> Iterator[list[str]]:
    """Lines that make one block: a blank line, a heading or a sources line ends the one before."""
    group: list[str] = []
    for line in [*body.splitlines(), ""]:
        alone = line.startswith(("#", "@"))
        if (alone or not line.strip()) and group:
            yield group
            group = []
        if alone:
            yield [line]
        elif line.strip():
            group.append(line.strip())


def _block(lines: list[str]) -> Block:
    first = lines[0]
    if first.startswith("#"):
        marks, _, text = first.partition(" ")
        return Heading(len(marks), text)
    if first.startswith("@"):
        return Cited(tuple(first[1:].split()))
    if first.startswith("- "):
        return Bullets(tuple(line.removeprefix("- ") for line in lines))
    if caption := _CAPTION.fullmatch(first):
        return _table(caption, lines[1:])
    return _paragraph(" ".join(lines))


def _paragraph(text: str) -> Paragraph:
    found = _FOOTNOTE.search(text)
    if found is None:
        return Paragraph(text)
    return Paragraph(text[: found.start()], found.group(1))


def _table(caption: re.Match[str], lines: list[str]) -> Table:
    shares = tuple(int(share) for share in caption.group(1).split(","))
    header, *rows = (_cells(line) for line in lines)
    for row in (header, *rows):
        if len(row) != len(shares):
            raise ContentError(f"{caption.group(2)}: not {len(shares)} cells: {row}")
    return Table(caption.group(2), shares, header, tuple(rows))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))
