"""Lines of a page to its pieces: headings, paragraphs, list items, tables, footnotes last.

In: a page's lines and tables in reading order, the document's style. Out: `Piece`s, whose lines
are still apart. A new piece begins where type, distance, indent or a short line show it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.loaders.pdf.layout import Line, PageText
from ingest.loaders.pdf.marker import is_item, is_marker, note_mark
from ingest.loaders.pdf.style import Style
from ingest.loaders.pdf.tables import Table

_WIDER = 1.22
_RAISED = 1.5  # a raised mark can push the next line of a sentence down
_RESIZED = 0.08
_INDENT = 0.8
_CHARACTER = 0.5
_ENDS = (".", ":", "!", "?", "…", ".”", ".»", '."', ".)")
_CONTENTS = re.compile(r"(?:…|\.{4,}|(?:\. ){3,}\.?)\s*\d+$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines that make one block; `level` is 0 for what is not a heading."""

    kind: Literal["heading", "paragraph", "item"]
    lines: tuple[str, ...]
    level: int = 0
    is_note: bool = False


def pieces(page: PageText, style: Style) -> list[Piece | Table]:
    """The pieces of a page in reading order, its footnotes at the end."""
    body, notes = _parted(page, style)
    found: list[Piece | Table] = []
    group: list[Line] = []
    for item in body:
        if isinstance(item, Line) and group and _goes_on(group, item, style):
            group.append(item)
            continue
        found += [_piece(group, style)] if group else []
        group = [item] if isinstance(item, Line) else []
        found += [item] if isinstance(item, Table) else []
    found += [_piece(group, style)] if group else []
    return found + [Piece("paragraph", note, is_note=True) for note in _notes(notes)]


def _parted(page: PageText, style: Style) -> tuple[list[Line | Table], list[Line]]:
    """What is body, and what are footnotes: small lines at the foot of a column, after a mark."""
    notes: list[Line] = []
    for flow in dict.fromkeys(item.flow for item in page.items if isinstance(item, Line)):
        lines = [i for i in page.items if isinstance(i, Line) and i.flow == flow]
        start = len(lines)
        while start and style.is_small(lines[start - 1]):
            start -= 1
        while start < len(lines) and note_mark(lines[start].text) is None:
            start += 1
        if start < len(lines) and lines[start].y < page.height / 2:
            notes += lines[start:]
    taken = set(map(id, notes))
    return [item for item in page.items if id(item) not in taken], notes


def _notes(lines: Sequence[Line]) -> list[tuple[str, ...]]:
    """One footnote each: a mark begins it."""
    notes: list[list[str]] = []
    for line in lines:
        if note_mark(line.text) is not None or not notes:
            notes.append([])
        notes[-1].append(line.text)
    return [tuple(note) for note in notes]


def _piece(group: Sequence[Line], style: Style) -> Piece:
    texts = tuple(line.text for line in group)
    level = style.heading_level(group)
    if level:
        return Piece("heading", texts, level)
    is_listed = is_item(texts[0]) or _CONTENTS.search(texts[-1])
    return Piece("item" if is_listed else "paragraph", texts)


def _goes_on(group: Sequence[Line], line: Line, style: Style) -> bool:
    """Whether a line belongs to the piece that these lines begin."""
    above = group[-1]
    if is_item(line.text) or _CONTENTS.search(above.text):
        return is_marker(above.text)
    if abs(above.size - line.size) > _RESIZED * above.size:
        return False
    if above.flow != line.flow or line.upright != above.upright:
        return _carries_over(above, line, style)
    step = (above.y - line.y) / max(above.size, line.size)
    runs_on = not above.text.endswith(_ENDS) and line.text[:1].islower()
    if not 0 <= step <= (_RAISED if runs_on else _WIDER) * style.leading:
        return False
    if style.stands_out(above) != style.stands_out(line):
        return not _is_ended(above, line)
    return not (_is_ended(above, line) and not style.stands_out(line)) and not _is_new(group, line)


def _carries_over(above: Line, line: Line, style: Style) -> bool:
    """Whether a sentence goes on at the head of the next column."""
    if style.stands_out(above) or style.stands_out(line) or above.upright != line.upright:
        return False
    return not above.text.endswith(_ENDS) and (line.text[:1].islower() or above.text[-1] == "-")


def _is_ended(above: Line, line: Line) -> bool:
    """Whether the line above was ended on purpose: the next word would have had room."""
    word = line.text.split(" ", 1)[0]
    needed = (len(word) + 1) * _CHARACTER * line.size + line.size
    if above.x1 + needed > above.right:
        return False
    return above.text.endswith(_ENDS) or not line.text[:1].islower()


def _is_new(group: Sequence[Line], line: Line) -> bool:
    """Whether an indent, or the end of a list's indent, begins a new piece."""
    above, first = group[-1], group[0]
    indent = _INDENT * line.size
    if is_item(first.text):
        hangs = len(group) > 1 and above.x0 > first.x0 + indent
        return line.x0 < first.x0 - indent or (hangs and line.x0 < above.x0 - indent)
    indented = line.x0 > line.left + indent and above.x0 < line.x0 - indent
    return indented and above.text.endswith(_ENDS)
