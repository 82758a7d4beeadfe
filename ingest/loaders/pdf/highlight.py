"""Where a quote is drawn on its page, and a copy of the PDF in which it is highlighted.

In: a page, the quote, and what stands before it on that page. Out: its boxes, or the bytes of the copy;
None where the quote is not found on the page. The file itself is never changed.
"""

import io
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from pathlib import Path

from pypdf import PageObject, PdfWriter
from pypdf.annotations import Highlight
from pypdf.generic import ArrayObject, FloatObject

from ingest.documents import Span
from ingest.loaders.pdf.content import page_marks, shown
from ingest.loaders.pdf.fonts import FaceBook
from ingest.loaders.pdf.layout import Line, page_text
from ingest.loaders.pdf.lines import fragment_rows
from ingest.loaders.pdf.marks import Box, Fragment, Marks, around
from ingest.loaders.pdf.opening import opened, reading
from ingest.loaders.pdf.state import Matrix
from ingest.loaders.pdf.tables import Table
from ingest.loaders.pdf.visible import visible_fragments

_COLOUR = "ffe066"
_ASCENT, _DESCENT = 0.78, 0.24
_SLACK = 0.6
# Of the words of a table's row at most so many, for each that it has, may be missing or be others'; on
# at most so many lines.
_MISFIT = 0.5
_LONGEST_ROW = 12


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign of the page and where it is drawn: on which line, in which box.

    `char` is a letter or figure, folded; a mark such as a comma has none.
    """

    char: str
    line: int
    box: Box


@dataclass(frozen=True, slots=True)
class _Fit:
    """Lines of a table that may be a row, the words of that row, how many words only one of them has."""

    apart: int
    lines: Sequence[Sequence[Fragment]]
    wanted: Counter[str]


def highlighted(path: Path, page: int, quote: str, before: str = "") -> bytes | None:
    """The copy with one annotation over the quote."""
    with reading(path), path.open("rb") as file:
        reader = opened(file, path, None)
        shown_page = reader.pages[page - 1]
        boxes = _boxes(page_marks(shown_page, FaceBook()), quote, before)
        if not boxes:
            return None
        writer = PdfWriter(clone_from=reader)
        writer.add_annotation(page - 1, _annotation(shown_page, boxes))
        copy = io.BytesIO()
        writer.write(copy)
        return copy.getvalue()


def quote_boxes(page: PageObject, quote: str, before: str) -> list[Box]:
    """One box a line of the quote, in the page's own space: its crop and turn undone."""
    _, matrix = shown(page)
    return [
        around(_undone(point, matrix) for point in _corners(box))
        for box in _boxes(page_marks(page, FaceBook()), quote, before)
    ]


def _boxes(marks: Marks, quote: str, before: str) -> list[Box]:
    """One box a line of the quote, in the page as it is shown."""
    upright = [one for one in visible_fragments(marks) if one.angle == 0]
    items = page_text(1, marks, keep_pagination=True).items
    signs = list(_signs([one for one in items if isinstance(one, Line)], upright))
    found = _place(signs, quote, before)
    if found is None:
        return _row([one for one in items if isinstance(one, Table)], upright, quote)
    return [
        around((x, y) for sign in line for x, y in _corners(sign.box))
        for _, line in groupby(signs[found.start : found.end], lambda sign: sign.line)
    ]


def _signs(lines: Iterable[Line], fragments: Sequence[Fragment]) -> Iterator[_Sign]:
    """The page's signs in the order in which the loader reads its lines."""
    for number, line in enumerate(lines):
        if not line.upright:
            continue
        parts = [one for one in fragments if _is_in(one, line)]
        for part in sorted(parts, key=lambda one: one.x0):
            width = (part.x1 - part.x0) / len(part.text)
            for place, char in enumerate(part.text):
                left = part.x0 + place * width
                box = Box(left, part.y - _DESCENT * part.size, left + width, _top(part))
                yield from (_Sign(folded, number, box) for folded in _folded(char) or [""])


def _is_in(part: Fragment, line: Line) -> bool:
    inside = line.x0 - 0.5 <= part.x0 and part.x1 <= line.x1 + 0.5
    return inside and abs(part.y - line.y) <= _SLACK * line.size


def _place(signs: Sequence[_Sign], quote: str, before: str) -> Span | None:
    """The quote's signs: of several places, the one that has most of the right text before it."""
    letters = [at for at, sign in enumerate(signs) if sign.char]
    whole, wanted = "".join(signs[at].char for at in letters), _folded(quote)
    if not wanted:
        return None
    places = [at for at in range(len(whole)) if whole.startswith(wanted, at)]
    expected = len(_folded(before))
    best = min(places, key=lambda at: abs(at - expected), default=None)
    if best is None:
        return None
    first, last = letters[best], letters[best + len(wanted) - 1]
    ahead = _marks(signs[first::-1], quote)
    return Span(first - ahead, last + 1 + _marks(signs[last:], reversed(quote)))


def _marks(signs: Sequence[_Sign], quote: Iterable[str]) -> int:
    """How many marks of a quote, beyond its outermost letter, stand on that letter's line too."""
    wanted = takewhile(lambda char: not _folded(char), quote)
    count = sum(not char.isspace() for char in wanted)
    line = signs[0].line
    return sum(1 for _ in takewhile(lambda s: not s.char and s.line == line, signs[1 : count + 1]))


def _row(tables: Iterable[Table], fragments: Sequence[Fragment], quote: str) -> list[Box]:
    """A row of a table, which the loader writes out with its headings: the lines that fit it best."""
    fits = [fit for table in tables for fit in _fits(table, fragments, quote)]
    best = min(fits, key=lambda fit: fit.apart, default=None)
    if best is None:
        return []
    return [box for line in best.lines for box in _line_boxes(line, best.wanted)]


def _fits(table: Table, fragments: Sequence[Fragment], quote: str) -> Iterator[_Fit]:
    """Lines that have the row's first word: others with a few of its words are another row."""
    area = Box(table.x0, table.bottom, table.x1, table.y)
    lines = fragment_rows([one for one in fragments if area.holds(one.x0, one.y, one.size)])
    words = _cell_words(quote, {_folded(heading) for heading in table.headings})
    wanted = Counter(words)
    for first in range(len(lines)):
        for past in range(first + 1, min(first + _LONGEST_ROW, len(lines)) + 1):
            run = lines[first:past]
            there = Counter(word for line in run for part in line if (word := _folded(part.text)))
            apart = (there - wanted).total() + (wanted - there).total()
            if words and there[words[0]] and apart <= _MISFIT * wanted.total():
                yield _Fit(apart, run, wanted)


def _cell_words(quote: str, headings: Container[str]) -> list[str]:
    """The words of the cells; of a table that goes on, the headings are on another page."""
    parts = quote.split("; ")
    cells = []
    for part in parts:
        heading, colon, cell = part.partition(": ")
        is_named = _folded(heading) in headings if headings else len(parts) > 1
        cells.append(cell if colon and is_named else part)
    return [folded for cell in cells for word in cell.split() if (folded := _folded(word))]


def _line_boxes(line: Sequence[Fragment], wanted: Counter[str]) -> list[Box]:
    """The words of a line that are wanted, neighbours in one box; they are wanted no more."""
    boxes: list[Box] = []
    for part in line:
        if wanted[_folded(part.text)] <= 0:
            continue
        wanted[_folded(part.text)] -= 1
        box = Box(part.x0, part.y - _DESCENT * part.size, part.x1, _top(part))
        if boxes and box.x0 - boxes[-1].x1 < _SLACK * part.size:
            box = around([*_corners(boxes.pop()), *_corners(box)])
        boxes.append(box)
    return boxes


def _annotation(page: PageObject, boxes: Sequence[Box]) -> Highlight:
    """The annotation in the page's own space, its crop and turn undone."""
    _, matrix = shown(page)
    corners = [[_undone(point, matrix) for point in _corners(box)] for box in boxes]
    quads = [value for four in corners for point in four for value in point]
    whole = around(point for four in corners for point in four)
    return Highlight(
        rect=whole,
        quad_points=ArrayObject([FloatObject(value) for value in quads]),
        highlight_color=_COLOUR,
        printing=True,
    )


def _corners(box: Box) -> list[tuple[float, float]]:
    """Upper left, upper right, lower left, lower right, as viewers expect them."""
    return [(box.x0, box.y1), (box.x1, box.y1), (box.x0, box.y0), (box.x1, box.y0)]


def _undone(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    """The point before a matrix that turns and moves, and changes no length."""
    a, b, c, d, e, f = matrix
    x, y = point[0] - e, point[1] - f
    return a * x + b * y, c * x + d * y


def _top(part: Fragment) -> float:
    return part.y + _ASCENT * part.size


def _folded(text: str) -> str:
    """Letters and figures alone, without case, accents or forms: hyphens at line ends do not matter."""
    plain: Iterable[str] = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if char.isalnum())
