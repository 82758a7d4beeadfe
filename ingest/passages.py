"""A document's blocks to passages: retrievable stretches of whole sentences.

In: the document, its blocks, and how to count an embedder's tokens. Out: passages in order. A passage
stays on one page, under one heading, among blocks of one sort (prose, or the rows of a table), and
fits the embedder's window together with its context (title and section).
"""

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.documents import Block, Document, Passage, Span
from ingest.language import detect_with_default
from ingest.sentences import sentences

# Raised, too, when loaders read other text from the same files: indexes are then made again.
VERSION = "structure-4"
LONGEST = 160
MOST_CHARACTERS = 2_000
SECTION_SEPARATOR = " › "
_SPECIAL_TOKENS = 3
_NEAREST = 2

CountTokens = Callable[[Sequence[str]], list[int]]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence or a table row, with what must be the same throughout a passage."""

    span: Span
    page: int | None
    section: str
    is_row: bool


def context_of(document: Document, section: str) -> str:
    """What is read before a passage's text when it is embedded or searched.

    The title and the nearest two headings; a heading that says the title again is left out.
    """
    title = document.metadata.title
    headings = [heading for heading in section.split(SECTION_SEPARATOR) if heading != title]
    return SECTION_SEPARATOR.join(part for part in (title, *headings[-_NEAREST:]) if part)


def split(
    document: Document, blocks: Sequence[Block], count_tokens: CountTokens, window: int
) -> list[Passage]:
    """The passages of a document, at most `window` tokens each with their context."""
    units = list(_units(document, blocks))
    found: list[Passage] = []
    for _, group in groupby(units, key=lambda unit: (unit.page, unit.section, unit.is_row)):
        members = list(group)
        context = count_tokens([context_of(document, members[0].section)])[0]
        room = max(min(LONGEST, window - context - _SPECIAL_TOKENS), window // 4)
        for pack in _packs(document.text, members, count_tokens, room):
            found.append(_passage(document, pack, len(found)))
    return found


def _units(document: Document, blocks: Sequence[Block]) -> Iterator[_Unit]:
    """Sentences and rows under their headings; a heading with nothing under it stands for itself."""
    path: list[tuple[int, str]] = []
    for index, block in enumerate(blocks):
        if block.kind == "heading":
            path = [entry for entry in path if entry[0] < block.level]
            if _is_bare(blocks, index):
                yield _unit(document, Span(block.start, block.end), path, is_row=False)
            path.append((block.level, document.text[block.start : block.end]))
        elif block.kind == "row":
            yield _unit(document, Span(block.start, block.end), path, is_row=True)
        else:
            for span in sentences(document.text, block.start, block.end):
                yield _unit(document, span, path, is_row=False)


def _is_bare(blocks: Sequence[Block], index: int) -> bool:
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if following is None:
        return True
    return following.kind == "heading" and following.level <= blocks[index].level


def _unit(
    document: Document, span: Span, path: Sequence[tuple[int, str]], *, is_row: bool
) -> _Unit:
    pages = document.pages
    index = bisect_right(pages, span.start, key=lambda page: page.start) - 1
    page = pages[index].number if index >= 0 else None
    section = SECTION_SEPARATOR.join(title for _, title in path)
    return _Unit(span, page, section, is_row)


def _packs(
    text: str, units: Sequence[_Unit], count_tokens: CountTokens, room: int
) -> Iterator[list[_Unit]]:
    """Units in packs of at most `room` tokens, filled evenly so that no short rest is left over."""
    pieces = [piece for unit in units for piece in _pieces(text, unit, count_tokens, room)]
    sizes = count_tokens([text[piece.span.start : piece.span.end] for piece in pieces])
    packs_needed = -(-sum(sizes) // room)
    target = sum(sizes) / packs_needed if packs_needed else room
    pack: list[_Unit] = []
    filled = 0
    for piece, size in zip(pieces, sizes, strict=True):
        if pack and (filled + size > room or filled + size / 2 > target):
            yield pack
            pack, filled = [], 0
        pack.append(piece)
        filled += size
    if pack:
        yield pack


def _pieces(text: str, unit: _Unit, count_tokens: CountTokens, room: int) -> list[_Unit]:
    """The unit itself, or halves of halves where one sentence alone is longer than the window."""
    start, end = unit.span.start, unit.span.end
    fits = end - start <= MOST_CHARACTERS and count_tokens([text[start:end]])[0] <= room
    if end - start <= room or fits:
        return [unit]
    middle = _cut_near_middle(text, start, end)
    halves = (Span(start, middle), Span(_skip_spaces(text, middle, end), end))
    return [
        piece
        for half in halves
        if half.start < half.end
        for piece in _pieces(
            text, _Unit(half, unit.page, unit.section, unit.is_row), count_tokens, room
        )
    ]


def _cut_near_middle(text: str, start: int, end: int) -> int:
    """A cut at the last clause mark, else space, before the middle; else the middle."""
    middle = (start + end) // 2
    for mark in ("; ", ": ", ", ", " "):
        place = text.rfind(mark, start + 1, middle)
        if place > start + (end - start) // 4:
            return place + len(mark.rstrip())
    return middle


def _skip_spaces(text: str, place: int, end: int) -> int:
    while place < end and text[place].isspace():
        place += 1
    return place


def _passage(document: Document, pack: Sequence[_Unit], ordinal: int) -> Passage:
    start, end = pack[0].span.start, pack[-1].span.end
    text = document.text[start:end]
    section = pack[0].section
    language = document.metadata.language
    key = "\0".join((document.id, str(start), context_of(document, section), text))
    return Passage(
        id=hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:24],
        document_id=document.id,
        ordinal=ordinal,
        start=start,
        end=end,
        page=pack[0].page,
        section=section,
        # A table's cells are names and figures, which mislead about the language around them.
        language=language if pack[0].is_row else detect_with_default(text, language),
        text=text,
        sentences=tuple(unit.span for unit in pack),
    )
