"""Where a quote is drawn on its page, and a copy of the PDF in which it is highlighted.

In: a page, the quote, and what stands before it on that page. Out: its boxes, or the bytes of the copy;
None where the quote is not found on the page. The file itself is never changed.
"""

import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
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
from ingest.loaders.pdf.visible import visible_fragments

_COLOUR = "ffe066"
_ASCENT, _DESCENT = 0.78, 0.24
_SLACK = 0.6
# So many of the words in a table's row stand on one line; those of high cells stand on others.
_ENOUGH = 0.4


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign of the page and where it is drawn: on which line, in which box.

    `char` is a letter or figure, folded; a mark such as a comma has none.
    """

    char: str
    line: int
    box: Box


def highlighted(
    path: Path, page: int, quote: str, before: str = "", *, password: str | None = None
) -> bytes | None:
    """The copy with one annotation over the quote."""
    with reading(path), path.open("rb") as file:
        reader = opened(file, path, password)
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
    signs = list(_signs(marks, upright))
    found = _place(signs, quote, before)
    if found is None:
        return _row(upright, quote)
    return [
        around((x, y) for sign in line for x, y in _corners(sign.box))
        for _, line in groupby(signs[found.start : found.end], lambda sign: sign.line)
    ]


def _signs(marks: Marks, fragments: Sequence[Fragment]) -> Iterator[_Sign]:
    """The page's signs in the order in which the loader reads its lines."""
    for number, line in enumerate(page_text(1, marks, keep_pagination=True).items):
        if not isinstance(line, Line) or not line.upright:
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


def _row(fragments: Sequence[Fragment], quote: str) -> list[Box]:
    """A row of a table, which the loader writes out with its headings: the line that has most of it.

    The line must begin as the row does: another one with a few of its words is another row.
    """
    cells = [cell.partition(": ")[2] for cell in quote.split("; ") if ": " in cell]
    words = [_folded(word) for cell in cells for word in cell.split()]
    wanted = {word for word in words if word}
    rows = [
        [part for part in row if _folded(part.text) in wanted]
        for row in fragment_rows(fragments)
        if words and words[0] in [_folded(part.text) for part in row]
    ]
    best = max(rows, key=lambda row: len({_folded(part.text) for part in row}), default=[])
    if len({_folded(part.text) for part in best}) < _ENOUGH * len(wanted):
        return []
    return [Box(part.x0, part.y - _DESCENT * part.size, part.x1, _top(part)) for part in best]


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
