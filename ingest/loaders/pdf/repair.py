"""Text as the page shows it to text as it was written: ligatures, spaces, hyphens at line ends.

In: lines of a paragraph and the words of the whole document. Out: one line of text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_LIGATURES = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
    "ĳ": "ij",
    "ŀ": "l·",
    "Ŀ": "L·",
    "\u2010": "-",
    "\u2011": "-",
}
_CHARACTERS = str.maketrans(_LIGATURES)
_SOFT_HYPHEN = "\u00ad"
_SPACES = re.compile(r"\s+")
_SPACE_BEFORE = re.compile(r"(?<=\w) (?=[,;.](?:\s|$))")
_LEADER = re.compile(r"\s*(?:\.\s?){4,}\s*|\s*(?:·\s?){4,}\s*|_{4,}")
_WORD = re.compile(r"[^\W_]+(?:[-'’·][^\W_]+)*")
_LAST = re.compile(r"([^\W_]+(?:[-'’·][^\W_]+)*)-$")
_FIRST = re.compile(r"[^\W\d_]+(?:['’·][^\W\d_]+)*")
_TAILS = frozenset({"based", "driven", "led", "related", "funded", "specific", "wide", "free"})


class Vocabulary:
    """The words that a document writes in full, and the parts it writes after a hyphen."""

    def __init__(self) -> None:
        self._words: Counter[str] = Counter()
        self._tails: set[str] = set()

    def learn(self, line: str) -> None:
        """Counts the words of a line; one cut at its end teaches nothing."""
        words = [match[0].casefold() for match in _WORD.finditer(line)]
        if words and line.endswith(("-", _SOFT_HYPHEN)):
            words.pop()
        self._words.update(words)
        self._tails.update(word.rpartition("-")[2] for word in words if "-" in word)

    def keeps_hyphen(self, left: str, right: str) -> bool:
        """Whether `left-right`, cut at its hyphen by a line end, is written with the hyphen."""
        whole, hyphened = (left + right).casefold(), f"{left}-{right}".casefold()
        if self._words[whole] != self._words[hyphened]:
            return self._words[hyphened] > self._words[whole]
        if not right[:1].islower() or not _is_start(left.rpartition("-")[2]):
            return True
        return right.casefold() in self._tails or right.casefold() in _TAILS


def cleaned(text: str) -> str:
    """One line with its ligatures written out, its spaces single, its dot leaders gone."""
    text = _LEADER.sub(" … ", text.translate(_CHARACTERS))
    return _SPACE_BEFORE.sub("", _SPACES.sub(" ", text)).strip()


def one_line(lines: Sequence[str], vocabulary: Vocabulary) -> str:
    """The lines of a paragraph as one, words that a line end cut made whole."""
    text = ""
    for line in filter(None, map(cleaned, lines)):
        text = _appended(text, line, vocabulary) if text else line
    return text.replace(_SOFT_HYPHEN, "")


def vocabulary_of(lines: Iterable[str]) -> Vocabulary:
    """What the lines of a document teach about its words."""
    vocabulary = Vocabulary()
    for line in lines:
        vocabulary.learn(cleaned(line))
    return vocabulary


def _appended(text: str, line: str, vocabulary: Vocabulary) -> str:
    if text.endswith(_SOFT_HYPHEN):
        return text[:-1] + line
    last, first = _LAST.search(text), _FIRST.match(line)
    if last is None:
        return f"{text} {line}"
    if first is None or vocabulary.keeps_hyphen(last[1], first[0]):
        return text + line
    return text[:-1] + line


def _is_start(part: str) -> bool:
    """Whether a part may be the start of a cut word: not CAR-, not mRNA-, not 20-."""
    return part.isalpha() and part[1:] == part[1:].lower()
