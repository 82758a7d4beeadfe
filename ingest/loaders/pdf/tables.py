"""A table of a page: its rows of cells, and which of them are headings.

In: lines of text, and the frame that parts columns and rows. Out: a `Table`. A cell that spans
columns or rows is repeated in each, so that every row can be read on its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.loaders.pdf.frame import Frame
from ingest.loaders.pdf.lines import Segment, fragment_rows
from ingest.loaders.pdf.marks import Fragment

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


def cell_lines(fragments: Sequence[Fragment], frame: Frame) -> list[Line]:
    """The text lines inside a table with ruled columns, each cut into segments at their edges.

    Words that go on without a gap across an edge are one cell that spans columns.
    """
    lines: list[Line] = []
    for row in fragment_rows(fragments):
        groups = [[row[0]]]
        for left, right in pairwise(row):
            same = frame.column(left) == frame.column(right)
            if same or right.x0 - left.x1 < _WORD_GAP * right.size:
                groups[-1].append(right)
            else:
                groups.append([right])
        lines.append([Segment(group) for group in groups])
    return lines


def make_table(lines: Sequence[Line], frame: Frame) -> Table | None:
    """The table that these lines make; none if it has not two rows and two columns."""
    bands = _bands(lines, frame)
    fully_ruled = len(bands) >= 3 and max(map(len, bands.values())) <= len(lines) / 2
    groups = list(bands.values())
    if not fully_ruled:
        groups = [group for band in groups for group in _split(band)]
    rows = [_cells(group, frame) for group in groups]
    if fully_ruled:
        rows = _with_spans(rows, list(bands), frame)
    first, guessed = _heading_rows(rows, _ruled_head(groups, frame))
    body, head = tuple(rows[first:]), tuple(rows[:first])
    used = sum(any(row.texts[column] for row in rows) for column in range(frame.columns))
    if not body or len(rows) < 2 or used < 2:
        return None
    headings = _merged_headings(head, frame.columns)
    box = frame.box
    return Table(box.x0, box.x1, box.y1, box.y0, frame.edges, headings, body, head, guessed)


def _bands(lines: Sequence[Line], frame: Frame) -> dict[int, list[Line]]:
    """Lines by the ruled band they stand in, from the top."""
    bands: dict[int, list[Line]] = {}
    for line in lines:
        bands.setdefault(frame.band(line[0]), []).append(line)
    return dict(sorted(bands.items()))


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


def _cells(group: Sequence[Line], frame: Frame) -> Cells:
    texts = [""] * frame.columns
    segments = [segment for line in group for segment in line]
    for line in group:
        in_order = len(line) == frame.columns
        for index, segment in enumerate(line):
            for column in [index] if in_order else frame.columns_of(segment):
                texts[column] = f"{texts[column]}\n{segment.text}".strip()
    bold = all(segment.bold for segment in segments)
    return Cells(tuple(texts), bold, _different(texts))


def _with_spans(rows: Sequence[Cells], bands: Sequence[int], frame: Frame) -> list[Cells]:
    """The rows, with a cell that spans several of them repeated in each."""
    texts = [list(row.texts) for row in rows]
    for column in range(frame.columns):
        start = 0
        for end in range(1, len(rows) + 1):
            if end < len(rows) and frame.is_open(bands[end - 1], column):
                continue
            whole = "\n".join(row[column] for row in texts[start:end] if row[column])
            for row in texts[start:end]:
                row[column] = whole
            start = end
    pairs = zip(rows, texts, strict=True)
    return [replace(row, texts=tuple(cells), plain=_different(cells)) for row, cells in pairs]


def _different(texts: Sequence[str]) -> int:
    return len({text for text in texts if text})


def _ruled_head(groups: Sequence[Sequence[Line]], frame: Frame) -> int:
    """How many rows stand above the first inner rule, where rules part only head and body."""
    inner = frame.heights[1:-1]
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
    if len(filled) < 2 or any(_is_value(text) or text.endswith(":") for text in filled):
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
