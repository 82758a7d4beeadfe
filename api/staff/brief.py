"""A brief for a journalist: quotes as they stand in the documents, the staff's own sentences around them.

In: what was kept of it, and what is done to it. Out: the brief; and, over an index, its lines with
citations, of which a quote that no longer stands has none. Quotes are kept as places and never edited.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Self

from api.errors import Problem
from api.staff.age import is_old
from assistant.answer import Citation
from assistant.curated import Place, held_date, standing
from assistant.writing import cite
from ingest.documents import Language, Span
from ingest.index.reader import Index

MOST_ITEMS = 60
LONGEST_NOTE = 4_000
_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Note:
    """The staff's own words."""

    text: str


@dataclass(frozen=True, slots=True)
class Picked:
    """A quote; of a figure, `label` says its value and `as_of` when it holds."""

    place: Place
    label: str = ""
    as_of: str | None = None


Item = Note | Picked


@dataclass(frozen=True, slots=True)
class Line:
    """An item ready to be shown: with its citation, if it is a quote that still stands."""

    item: Item
    citation: Citation | None
    old: bool

    @property
    def is_note(self) -> bool:
        """Whether these are the staff's own words."""
        return isinstance(self.item, Note)


@dataclass(frozen=True, slots=True)
class Cited:
    """A quote with its citation, and what stands over it."""

    citation: Citation
    label: str


@dataclass(frozen=True, slots=True)
class Finished:
    """A brief ready to be taken away.

    `dated` says as of when it holds and when it was written, `old` marks what held long ago, `base` is
    the address of this site.
    """

    language: Language
    title: str
    dated: str
    lines: Sequence[Line]
    old: str
    base: str

    def parts(self) -> Iterator[Note | Cited]:
        """What is written, in order; quotes that are gone are left out."""
        for line in self.lines:
            if isinstance(line.item, Note):
                yield line.item
            elif line.citation is not None:
                marks = (line.item.label, self.old if line.old else "")
                yield Cited(line.citation, " · ".join(mark for mark in marks if mark))


@dataclass(frozen=True, slots=True)
class Brief:
    """A title and items in order."""

    title: str
    items: tuple[Item, ...]

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """From what `kept` made of it; an empty one from nothing."""
        return cls(kept.get("title", ""), tuple(map(_item, kept.get("items", ()))))

    def kept(self) -> dict[str, Any]:
        """As JSON."""
        return {"title": self.title, "items": [asdict(item) for item in self.items]}

    def with_item(self, item: Item) -> Self:
        """With one more at its end; a quote that is in it already is not doubled."""
        if item in self.items:
            return self
        if len(self.items) >= MOST_ITEMS:
            raise Problem(422, "brief_full", f"A brief holds {MOST_ITEMS} items: remove one first")
        return replace(self, items=(*self.items, item))

    def worded(self, title: str, notes: Sequence[str]) -> Self:
        """With another title and other words in its notes, in their order."""
        words = iter(notes)
        items = tuple(
            Note(_clean(next(words, item.text))) if isinstance(item, Note) else item
            for item in self.items
        )
        return replace(self, title=_clean(title)[:200], items=items)

    def moved(self, place: int, by: int) -> Self:
        """With an item further up (-1) or down (1), where there is room."""
        target = place + by
        if not (0 <= place < len(self.items) and 0 <= target < len(self.items)):
            return self
        items = list(self.items)
        items[place], items[target] = items[target], items[place]
        return replace(self, items=tuple(items))

    def without(self, place: int) -> Self:
        """Without an item."""
        return replace(self, items=self.items[:place] + self.items[place + 1 :])

    def lines(self, index: Index, today: date) -> list[Line]:
        """Its items with numbered citations."""
        return list(_lines(self.items, index, today))


def as_of(lines: Sequence[Line]) -> str | None:
    """The date of its newest source: a figure of 2025 may stand in a document of 2026."""
    dates = (line.citation.date for line in lines if line.citation is not None)
    return max((one for one in dates if one), default=None)


def _lines(items: Sequence[Item], index: Index, today: date) -> Iterator[Line]:
    number = 0
    for item in items:
        if isinstance(item, Note):
            yield Line(item, None, False)
            continue
        place = item.place
        found = index.at(place.document_id, place.start)
        if found is None or standing(index, place) == "gone":
            yield Line(item, None, False)
            continue
        number += 1
        citation = cite(number, found, Span(place.start, place.end), place.quote, 1.0)
        yield Line(item, citation, is_old(item.as_of or held_date(citation), today))


def _item(kept: Mapping[str, Any]) -> Item:
    if "text" in kept:
        return Note(kept["text"])
    return Picked(Place(**kept["place"]), kept["label"], kept["as_of"])


def _clean(text: str) -> str:
    """Without signs that no document format can hold."""
    return _UNWRITABLE.sub("", text).strip()[:LONGEST_NOTE]
