"""A page's marks to its lines and tables in reading order.

In: `Marks`. Out: a `PageText`, which holds plain values only, so that a page's drawing can be
forgotten once it is read. Text turned by a quarter is set upright and follows the main text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.loaders.pdf.aligned import with_aligned_tables
from ingest.loaders.pdf.columns import Part, PartRow, flows
from ingest.loaders.pdf.lines import Segment, joined, rows
from ingest.loaders.pdf.marks import Box, Fragment, Marks, turned_box
from ingest.loaders.pdf.ruled import ruled_tables
from ingest.loaders.pdf.tables import Table
from ingest.loaders.pdf.visible import visible_fragments

# In characters: a file name beside the crop marks is not.
_WORTH_TELLING = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, and the ends of the column (`flow`) that it stands in."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    upright: bool
    flow: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class PageText:
    """What is written on one page (1-based) of some height, in reading order.

    `hides_text` says that more is written there than a reader can see.
    """

    number: int
    height: float
    items: tuple[Line | Table, ...]
    has_images: bool
    hides_text: bool = False


def page_text(number: int, marks: Marks, *, keep_pagination: bool) -> PageText:
    """The page's text; what the file itself marks as running heads goes unless asked for."""
    visible = visible_fragments(marks)
    shown = [f for f in visible if keep_pagination or not f.pagination]
    items: list[Line | Table] = []
    for angle in _angles(shown):
        turned = [fragment for fragment in shown if fragment.angle == angle]
        rules = [turned_box(rule, angle) for rule in marks.rules]
        items += _items(turned, rules, upright=angle == 0, flow=len(items))
    return PageText(
        number,
        marks.page.y1,
        tuple(items),
        bool(marks.images),
        _length(marks.fragments) - _length(visible) >= _WORTH_TELLING,
    )


def _length(fragments: Sequence[Fragment]) -> int:
    return sum(len(fragment.text) for fragment in fragments)


def _angles(fragments: Sequence[Fragment]) -> list[int]:
    """The writing directions on a page, that of most text first."""
    lengths: dict[int, int] = {}
    for fragment in fragments:
        lengths[fragment.angle] = lengths.get(fragment.angle, 0) + len(fragment.text)
    return sorted(lengths, key=lambda angle: -lengths[angle])


def _items(
    fragments: Sequence[Fragment], rules: Sequence[Box], *, upright: bool, flow: int
) -> list[Line | Table]:
    tables, left = ruled_tables(fragments, rules)
    items: list[Line | Table] = []
    for column in flows(_placed(rows(left), tables)):
        column = with_aligned_tables(column)
        ends = min(p.x0 for row in column for p in row), max(p.x1 for row in column for p in row)
        flow += 1
        for row in column:
            items += _lines(row, upright=upright, flow=flow, ends=ends)
    return items


def _placed(lines: list[list[Segment]], tables: Sequence[Table]) -> list[PartRow]:
    """Rows of text and tables from top to bottom."""
    placed: list[PartRow] = [list(line) for line in lines]
    placed += [[table] for table in tables]
    return sorted(placed, key=lambda row: -row[0].y)


def _lines(
    row: Sequence[Part], *, upright: bool, flow: int, ends: tuple[float, float]
) -> list[Line | Table]:
    items: list[Line | Table] = [part for part in row if isinstance(part, Table)]
    segments = [part for part in row if isinstance(part, Segment)]
    if segments:
        whole = joined(segments)
        place = (whole.x0, whole.x1, whole.y, whole.size, whole.bold)
        items.insert(0, Line(whole.text, *place, upright, flow, *ends))
    return items
