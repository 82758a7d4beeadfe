"""Raw HTML among Markdown, piece by piece: does an element that is still open hide what comes next?

In: pieces of HTML in reading order. Out: the opening tag of the hiding element, empty where there is none.
"""

import re

from ingest.loaders.hidden import hides

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^<>]*?(/?)>", re.I)
# Elements without content, and those that the next block closes.
_SHORT = frozenset(
    "area br col embed hr img input link meta p li dt dd td th tr source wbr".split()
)


class Veil:
    """`opening` is the tag behind which everything is hidden just now."""

    def __init__(self) -> None:
        self.opening = ""
        self._name = ""
        self._depth = 0

    def read(self, markup: str) -> None:
        """Takes note of the tags of one more piece."""
        for tag in _TAG.finditer(markup):
            name = tag[2].lower()
            if self.opening:
                self._count(name, closes=bool(tag[1]))
            elif not tag[1] and not tag[3] and name not in _SHORT and hides(tag[0]):
                self.opening, self._name, self._depth = tag[0], name, 1

    def _count(self, name: str, *, closes: bool) -> None:
        if name == self._name:
            self._depth += -1 if closes else 1
        if not self._depth:
            self.opening = ""
