"""A table of a page: its rows of cells, and which of them are headings.

In: lines of text, the columns' edges, the rows' edges where they are ruled. Out: a `Table`. A cell
that spans columns or rows is repeated in each, so that every row can be read on its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.loaders.pdf.lines import Segment, fragment_rows
from ingest.loaders.pdf.marks import Box, Fragment

_NUMBER = re.compile(r"[^\w]*\d[\d.,\s’']*\s?(?:%|€|\$|£|M|k|bn|[mM]illions?)?[^\w]*")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?\W*")
_TIGHT = 1.35
_WORD_GAP = 0.4
_MAX_HEADINGS = 3


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a table. Lines of a cell are parted by "\\n"; `plain` counts different cells."""

    texts: tuple[str, ...]
    bold: bool
    plain: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table at its place on the page; `headings` is empty where the columns have none.

    `guessed` says that nothing but their words marks the headings as such.
    """

    x0: float
    x1: float
    y: float
    bottom: float
    edges: tuple[float, ...]
    headings: tuple[str, ...]
    rows: tuple[Cells, ...]
    head: tuple[Cells, ...]
    guessed: bool

    def under(self, headings: tuple[str, ...]) -> "Table":
        """The same table under other headings; what was guessed to be its own is a row."""
        return replace(self, headings=headings, rows=self.head + self.rows, head=())


Line = list[Segment]


def cell_lines(fragments: Sequence[Fragment], edges: Sequence[float]) -> list[Line]:
    """The text lines inside a table with ruled columns, each cut into segments at their edges.

    Words that go on without a gap across an edge are one cell that spans columns.
    """
    lines: list[Line] = []
    for row in fragment_rows(fragments):
        groups = [[row[0]]]
        for left, right in pairwise(row):
            same = _column(left, edges) == _column(right, edges)
            if same or right.x0 - left.x1 < _WORD_GAP * right.size:
                groups[-1].append(right)
            else:
                groups.append([right])
        lines.append([Segment(group) for group in groups])
    return lines


def make_table(
    lines: Sequence[Line], edges: Sequence[float], heights: Sequence[float], box: Box
) -> Table | None:
    """The table that these lines make; none if it has not two rows and two columns."""
    groups = _grouped(lines, heights)
    rows = [_cells(group, edges) for group in groups]
    first, guessed = _heading_rows(rows, _ruled_head(groups, heights))
    body = tuple(rows[first:])
    used = sum(any(row.texts[column] for row in rows) for column in range(len(edges) - 1))
    if not body or len(rows) < 2 or used < 2:
        return None
    head = tuple(rows[:first])
    headings = _merged_headings(head, len(edges) - 1)
    return Table(box.x0, box.x1, box.y1, box.y0, tuple(edges), headings, body, head, guessed)


def _column(part: Fragment | Segment, edges: Sequence[float]) -> int:
    middle = (part.x0 + part.x1) / 2
    inner = edges[1:-1]
    return sum(middle >= edge for edge in inner)


def _spanned(segment: Segment, edges: Sequence[float]) -> list[int]:
    """The columns that a segment lies over: those it overlaps by more than a brush."""
    slack = 0.5 * segment.size
    last = len(edges) - 2
    over = [
        column
        for column in range(last + 1)
        if segment.x0 < edges[column + 1] - slack and segment.x1 > edges[column] + slack
    ]
    return over or [_column(segment, edges)]


def _grouped(lines: Sequence[Line], heights: Sequence[float]) -> list[list[Line]]:
    """Lines by the row they belong to."""
    inner = sorted(heights, reverse=True)[1:-1]
    bands: dict[int, list[Line]] = {}
    for line in lines:
        middle = line[0].y + line[0].size / 4
        bands.setdefault(sum(middle < height for height in inner), []).append(line)
    fully_ruled = len(bands) >= 3 and max(map(len, bands.values())) <= len(lines) / 2
    groups: list[list[Line]] = []
    for key in sorted(bands):
        groups += [bands[key]] if fully_ruled else _split(bands[key])
    return groups


def _split(lines: list[Line]) -> list[list[Line]]:
    """Lines without rules between them: wrapped lines stand closer than rows, or lack a start."""
    pairs = list(pairwise(lines))
    gaps = [(above[0].y - below[0].y) / above[0].size for above, below in pairs]
    mixed = bool(gaps) and min(gaps) <= _TIGHT < max(gaps) and max(gaps) > 1.15 * min(gaps)
    left = min(line[0].x0 for line in lines)
    groups = [[lines[0]]]
    for (above, below), gap in zip(pairs, gaps, strict=True):
        indented = below[0].x0 > left + below[0].size and len(below) < max(2, len(groups[-1][0]))
        new = gap > _TIGHT if mixed else not (indented and len(above) > 0 and gap <= _TIGHT)
        if new:
            groups.append([below])
        else:
            groups[-1].append(below)
    return groups


def _cells(group: Sequence[Line], edges: Sequence[float]) -> Cells:
    texts = [""] * (len(edges) - 1)
    segments = [segment for line in group for segment in line]
    for segment in segments:
        for column in _spanned(segment, edges):
            texts[column] = f"{texts[column]}\n{segment.text}".strip()
    plain = len({text for text in texts if text})
    return Cells(tuple(texts), all(segment.bold for segment in segments), plain)


def _ruled_head(groups: Sequence[Sequence[Line]], heights: Sequence[float]) -> int:
    """How many rows stand above the first inner rule, where rules part only head and body."""
    inner = sorted(heights, reverse=True)[1:-1]
    if not inner or len(inner) + 1 >= len(groups):
        return 0
    return sum(1 for group in groups if group[-1][0].y > inner[0])


def _heading_rows(rows: Sequence[Cells], ruled: int) -> tuple[int, bool]:
    """How many of the first rows are headings, and whether that is a guess."""
    if 0 < ruled < len(rows) and ruled <= _MAX_HEADINGS:
        return ruled, False
    bold = 0
    while bold < len(rows) and rows[bold].bold:
        bold += 1
    if 0 < bold < len(rows) and bold <= _MAX_HEADINGS:
        return bold, False
    return int(len(rows) > 1 and _names_columns(rows[0], rows[1:])), True


def _names_columns(first: Cells, rest: Sequence[Cells]) -> bool:
    """Whether a row without typographic signs names the columns: words over values."""
    filled = [text for text in first.texts if text]
    if len(filled) < 2 or any(_is_value(text) for text in filled):
        return False
    over_numbers = any(
        text and all(_NUMBER.fullmatch(row.texts[column]) for row in rest if row.texts[column])
        for column, text in enumerate(first.texts)
        if any(row.texts[column] for row in rest)
    )
    return over_numbers or len(filled) > 2


def _is_value(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None and _YEAR.fullmatch(text) is None


def _merged_headings(rows: Sequence[Cells], columns: int) -> tuple[str, ...]:
    """One heading a column: "Funding" over "2023" is "Funding 2023"; a title over all goes."""
    named = [row for row in rows if row.plain > 1 or len(rows) == 1]
    headings = []
    for column in range(columns):
        texts = dict.fromkeys(row.texts[column] for row in named if row.texts[column])
        headings.append(" ".join(texts))
    return tuple(headings) if any(headings) else ()
