"""Running heads and page numbers: lines that stand at the same place on several pages.

In: the pages of a document. Out: the same pages without them. One page alone keeps everything;
tables, and lines in the type of headings, are never taken for furniture.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.loaders.pdf.layout import Line, PageText

_MARGIN = 0.2
_PLACE = 3.0
_LARGE = 1.15
_YEARS = range(1900, 2101)
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W*(?:p(?:age|àgina|ágina|àg|ág)?\.?\s*)?(\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:of|de|/|\|)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)

Place = tuple[int, int]


def without_furniture(pages: Sequence[PageText], body_size: float) -> list[PageText]:
    """The pages without their running heads and page numbers."""
    if len(pages) < 2:
        return list(pages)
    dropped = _repeated(pages, body_size)
    places = _settled(dropped, len(pages))
    result = []
    for page in pages:
        margins = set(map(id, _margin_lines(page, body_size)))
        items = [
            item
            for item in page.items
            if id(item) not in dropped
            and not (id(item) in margins and isinstance(item, Line) and _place(item) in places)
        ]
        result.append(replace(page, items=tuple(items)))
    return result


def _margin_lines(page: PageText, body_size: float) -> list[Line]:
    """The lines that may be furniture: upright, in the head or foot of the page, not large."""
    low, high = _MARGIN * page.height, (1 - _MARGIN) * page.height
    lines = (item for item in page.items if isinstance(item, Line))
    return [
        line
        for line in lines
        if line.upright and not low < line.y < high and line.size < _LARGE * body_size
    ]


def _repeated(pages: Sequence[PageText], body_size: float) -> dict[int, Line]:
    """By identity: lines whose text comes again at their place, and numbers that count pages."""
    found: dict[tuple[Place, str], list[tuple[int, Line]]] = defaultdict(list)
    for page in pages:
        for line in _margin_lines(page, body_size):
            for key in _keys(line, page.number):
                found[(_place(line), key)].append((page.number, line))
    return {
        id(line): line
        for seen in found.values()
        if len({number for number, _ in seen}) > 1
        for _, line in seen
    }


def _keys(line: Line, page: int) -> Iterable[str]:
    """The texts under which a line repeats: as it is, and with its page number masked.

    A number is a page number if it keeps its distance from the count of pages: the distance is
    part of the key. Years are none.
    """
    yield line.text.casefold()
    for match in _NUMBER.finditer(line.text):
        number = int(match[0][:6])
        if number not in _YEARS:
            masked = f"{line.text[: match.start()]}#{line.text[match.end() :]}"
            yield f"{number - page} {masked.casefold()}"
    if _PAGE_NUMBER.fullmatch(line.text) and not line.text.strip().isdigit():
        yield "page number"


def _settled(dropped: dict[int, Line], pages: int) -> set[Place]:
    """Places that hold furniture on at least half of the pages: a chapter's name may change."""
    counts: dict[Place, int] = defaultdict(int)
    for line in dropped.values():
        counts[_place(line)] += 1
    return {place for place, count in counts.items() if count >= max(3, pages / 2)}


def _place(line: Line) -> Place:
    return round(line.y / _PLACE), round(line.size)
