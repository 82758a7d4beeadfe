"""Builds an Extract block by block: raw strings go in, an Extract with right offsets comes out.

The document text is one line per block; blocks are separated by an empty line, and the rows of
one table by a single newline. Every string is cleaned on its way in, so no loader has to do it.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import replace

from ingest.documents import Block, BlockKind, Extract, Page
from ingest.errors import UnreadableFile

MAX_CHARACTERS = 50_000_000
MAX_LEVEL = 9

_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def clean(text: str) -> str:
    """One line of NFC text: every run of white space is one space, and what cannot be seen is gone.

    Control and zero-width characters, soft hyphens, lone surrogates and private-use characters
    (the bullets of Office) are dropped.
    """
    text = " ".join(text.split())
    if text.isascii() and text.isprintable():
        return text
    unseen = [ord(c) for c in set(text) if unicodedata.category(c) in _DROPPED_CATEGORIES]
    if unseen:
        text = " ".join(text.translate(dict.fromkeys(unseen)).split())
    return unicodedata.normalize("NFC", text)


class Builder:
    """Collects blocks in reading order. A block whose text is empty once cleaned is left out.

    Call `start_page` before the blocks of a page; without it the extract has no pages. Heading
    levels may start anywhere: `finish` shifts them so that the highest one present is 1.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._pages: list[Page] = []
        self._page_is_empty = False
        self._warnings: list[str] = []

    def heading(self, text: str, level: int) -> None:
        self._add("heading", text, min(max(level, 1), MAX_LEVEL))

    def paragraph(self, text: str) -> None:
        self._add("paragraph", text)

    def item(self, text: str) -> None:
        self._add("item", text)

    def row(self, text: str) -> None:
        self._add("row", text)

    def warn(self, message: str) -> None:
        self._warnings.append(clean(message))

    def start_page(self, number: int) -> None:
        """Opens page `number` (1-based, ascending); a page without blocks stays, empty."""
        self._pages.append(Page(number, self._length, self._length))
        self._page_is_empty = True

    @property
    def page_is_empty(self) -> bool:
        """Whether nothing has been added since the last `start_page`."""
        return self._page_is_empty

    def first_heading(self) -> str | None:
        """The text of the first heading so far."""
        block = next((block for block in self._blocks if block.kind == "heading"), None)
        return None if block is None else "".join(self._parts)[block.start : block.end]

    def finish(self, metadata: Mapping[str, object] | None = None) -> Extract:
        levels = [block.level for block in self._blocks if block.level]
        shift = min(levels) - 1 if levels else 0
        blocks = (replace(b, level=b.level - shift) if b.level else b for b in self._blocks)
        return Extract(
            "".join(self._parts),
            tuple(blocks),
            tuple(self._pages),
            dict(metadata or {}),
            tuple(self._warnings),
        )

    def _add(self, kind: BlockKind, text: str, level: int = 0) -> None:
        text = clean(text)
        if not text:
            return
        self._append(self._separator(kind))
        start = self._length
        self._append(text)
        self._blocks.append(Block(kind, start, self._length, level))
        if self._pages:
            page = self._pages[-1]
            first = start if self._page_is_empty else page.start
            self._pages[-1] = Page(page.number, first, self._length)
        self._page_is_empty = False

    def _append(self, text: str) -> None:
        self._length += len(text)
        if self._length > MAX_CHARACTERS:
            limit = MAX_CHARACTERS // 1_000_000
            raise UnreadableFile(
                f"the file holds more than {limit} million characters; split the file"
            )
        self._parts.append(text)

    def _separator(self, kind: BlockKind) -> str:
        if not self._blocks:
            return ""
        joins_table = kind == "row" and self._blocks[-1].kind == "row" and not self._page_is_empty
        return "\n" if joins_table else "\n\n"
