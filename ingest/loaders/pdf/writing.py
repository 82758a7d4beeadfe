"""The pages of a document to an extract: text repaired, tables row by row, one line a block.

In: pages in reading order. Out: blocks in a `Builder`, page by page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.loaders.builder import Builder, clean
from ingest.loaders.pdf.layout import Line, PageText
from ingest.loaders.pdf.marker import note_mark, without_bullet
from ingest.loaders.pdf.paragraphs import Piece, pieces
from ingest.loaders.pdf.repair import one_line, vocabulary_of
from ingest.loaders.pdf.style import Style
from ingest.loaders.pdf.tables import Table
from ingest.loaders.tables import write_row

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(_RAISED, "0123456789")
_REFERENCE = re.compile(rf"(?<=[^\s{_RAISED}])[{_RAISED}]+(?:[,⁻–-][{_RAISED}]+)*")
_UNIT = re.compile(r"\b(?:[kcmdµ]?m|10)$")
_SAME_EDGE = 6.0


class Writer:
    """Writes pages one after the other; remembers the last table, which the next may continue."""

    def __init__(self, builder: Builder, pages: Sequence[PageText]) -> None:
        self._builder = builder
        self._style = Style.of(pages)
        self._words = vocabulary_of(_all_lines(pages))
        self._open: Table | None = None

    def write(self, page: PageText) -> None:
        """The blocks of one page, whose number the builder already has."""
        found = pieces(page, self._style)
        notes = _note_marks(found)
        before = self._open
        for index, piece in enumerate(found):
            self._open = piece if isinstance(piece, Table) else None
            if isinstance(piece, Table):
                self._table(_continued(piece, before) if index == 0 else piece, notes)
            else:
                self._piece(piece, notes)

    def _piece(self, piece: Piece, notes: frozenset[str]) -> None:
        text = self._text(piece.lines, notes)
        if piece.kind == "heading":
            self._builder.heading(text, piece.level)
        elif piece.kind == "item":
            self._builder.item(without_bullet(text))
        else:
            self._builder.paragraph(text)

    def _table(self, table: Table, notes: frozenset[str]) -> None:
        self._open = table
        headings = self._cells(table.headings, notes)
        for row in table.rows:
            cells = self._cells(row.texts, notes)
            self._builder.row(_row(headings, cells, alone=row.plain == 1))

    def _cells(self, texts: Iterable[str], notes: frozenset[str]) -> tuple[str, ...]:
        return tuple(clean(self._text(text.split("\n"), notes)) for text in texts)

    def _text(self, lines: Sequence[str], notes: frozenset[str]) -> str:
        return _without_references(one_line(lines, self._words), notes)


def _row(headings: tuple[str, ...], cells: tuple[str, ...], *, alone: bool) -> str:
    """One row as text; `alone` says that one cell spans it."""
    filled = [cell for cell in cells if cell]
    if alone:
        return filled[0] if filled else ""
    if not headings and len(cells) == 2 and len(filled) == 2:
        return f"{cells[0].rstrip(':')}: {cells[1]}"
    return write_row(headings or None, cells)


def _all_lines(pages: Sequence[PageText]) -> Iterator[str]:
    for page in pages:
        for item in page.items:
            if isinstance(item, Line):
                yield item.text
            else:
                yield from (text for row in item.rows for text in row.texts)


def _continued(table: Table, before: Table | None) -> Table:
    """The table with the headings of the one it goes on with, from the page before."""
    if before is None or not before.headings or not table.guessed:
        return table
    pairs = zip(before.edges, table.edges, strict=False)
    if len(before.edges) != len(table.edges) or any(abs(a - b) > _SAME_EDGE for a, b in pairs):
        return table
    return table.under(before.headings)


def _note_marks(found: Sequence[Piece | Table]) -> frozenset[str]:
    """The numbers of the footnotes on a page."""
    marks = (note_mark(p.lines[0]) for p in found if isinstance(p, Piece) and p.is_note)
    return frozenset(mark.translate(_PLAIN) for mark in marks if mark)


def _without_references(text: str, notes: frozenset[str]) -> str:
    """The text without the raised numbers that point to the page's footnotes."""

    def kept(match: re.Match[str]) -> str:
        numbers = re.split(r"\D+", match[0].translate(_PLAIN))
        is_unit = _UNIT.search(text[: match.start()]) is not None
        return match[0] if is_unit or not notes.issuperset(numbers) else ""

    return _REFERENCE.sub(kept, text) if notes else text
