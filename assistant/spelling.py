"""A question's misspelt words to the nearest ones that the documents have.

In: a question's text. Out: the words that are read as others. Only a word that neither the documents nor
everyday text nor the lexicon knows is taken for misspelt; the distance is optimal string alignment
(Damerau-Levenshtein without overlaps), and the first letter stands.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from assistant.lexicon import LANGUAGES, Lexicon
from ingest.index.entries import Alternative, Found
from ingest.index.reader import Index
from ingest.terms.analyzer import fold, function_words, stem

_SHORTEST = 5
# From here on two edits are still the same word.
_LONG = 9
# A misspelt ending is not cut as the right one is, so stems may differ more than words do.
_EDITS_OF_STEMS = (1, 2)
_LOOKED_AT = 8
# A question with more unknown words is in another language, or no question.
_MOST = 5
_WORD = re.compile(r"[^\W\d_]+")
_PAIR = re.compile(r"\b([^\W\d_]{3,}) (?=([^\W\d_]{3,})\b)")


@dataclass(frozen=True, slots=True)
class Correction:
    """A word as it was typed, and as it stands in a document."""

    typed: str
    meant: str


class Speller:
    """Corrects by the words of one index. Safe across threads."""

    def __init__(self, index: Index, lexicon: Lexicon) -> None:
        self._index = index
        self._lexicon = lexicon

    def corrections(self, text: str) -> tuple[Correction, ...]:
        """What in a text is to be read as another word, in order."""
        typed = dict.fromkeys(_WORD.findall(text))
        unknown = [word for word in typed if self._is_unknown(fold(word))]
        if len(unknown) > _MOST:
            return ()
        apart = self._written_apart(text)
        parts = {part for one in apart for part in one.typed.split()}
        near = ((word, self._nearest(fold(word))) for word in unknown if word not in parts)
        return (*apart, *(Correction(word, meant) for word, meant in near if meant))

    def _written_apart(self, text: str) -> tuple[Correction, ...]:
        """Words of members' names that are written as one: "Splice Bio"."""
        names = {
            fold(word)
            for member in self._index.members()
            for name in member.names
            for word in _WORD.findall(name)
        }
        pairs = (match.groups() for match in _PAIR.finditer(text))
        return tuple(
            Correction(f"{one} {other}", one + other)
            for one, other in pairs
            if fold(one + other) in names
        )

    def _is_unknown(self, word: str) -> bool:
        if len(word) < _SHORTEST or any(word in function_words(name) for name in LANGUAGES):
            return False
        if self._lexicon.rarity(word, LANGUAGES) < 1 or self._lexicon.knows(word):
            return False
        return not self._has(word)

    def _has(self, word: str) -> bool:
        """Whether a document has a word."""
        own = [Alternative(language, stem(word, language), 1.0) for language in LANGUAGES]
        (count,), _ = self._index.frequencies([own])
        return bool(count)

    def _nearest(self, word: str) -> str | None:
        """The nearest word that the documents have, as it is written there."""
        found = (self._nearest_by_stem(word, edits) for edits in _EDITS_OF_STEMS)
        return next((meant for meant in found if meant), None)

    def _nearest_by_stem(self, word: str, stem_edits: int) -> str | None:
        """The nearest word of the passages that have a term so near."""
        stems = {stem(word, language) for language in LANGUAGES}
        ways = [Alternative(language, one, 1.0) for language in LANGUAGES for one in stems]
        ids = [one.passage_id for one in self._index.similar(ways, stem_edits, _LOOKED_AT)]
        told = dict.fromkeys(_words_of(self._index.found(ids).values()))
        near = ((OSA.distance(word, fold(one)), one) for one in told if _may_be(word, fold(one)))
        distance, meant = min(near, default=(0, word))
        if not 0 < distance <= (2 if len(word) >= _LONG else 1):
            return None
        return meant.lower() if meant.lower() in told else meant


def corrected(text: str, found: Sequence[Correction]) -> str:
    """The text with each misspelt word replaced."""
    for one in found:
        if " " in one.typed:
            text = text.replace(one.typed, one.meant)
    meant = {one.typed: one.meant for one in found}
    return _WORD.sub(lambda match: meant.get(match[0], match[0]), text)


def _words_of(found: Iterable[Found]) -> Iterable[str]:
    for one in found:
        yield from _WORD.findall(f"{one.document.metadata.title} {one.passage.text}")


def _may_be(word: str, other: str) -> bool:
    return len(other) >= _SHORTEST and other[0] == word[0]
