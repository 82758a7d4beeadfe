"""What all sentences that state one figure say of it together: where it holds, whether it has come true,
whose it is, and its words.

In: the stored figures. Out: of one of them, what one sentence leaves out and another says. Value, unit and
date make a figure the same.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.places import places_named
from ingest.documents import Language
from ingest.figures.figure import MEASURES, Figure, FigureStatus
from ingest.figures.rows import without_source
from ingest.index.entries import QueryWord
from ingest.passages import SECTION_SEPARATOR
from ingest.terms.analyzer import analyze, fold, stem, words

Stated = tuple[float, str, str | None]
_SMALL = 12
# Of what a share is told, its sentence's other figures are not: "60 studies, 70% of those in Spain".
_MORE = re.compile(r" (?:and|in|of|for|by|with)\b")
_SHARE = re.compile(r"\d(?:[.,]\d+)? ?(?:%|per cent\b|percent\b|por ciento\b)[^,.;:]*")


def stated(figure: Figure) -> Stated:
    """What is stated alike in several places is one figure: "60 active studies" and "60 estudios" too.

    A small number counts several things of one date, and only its noun tells them apart.
    """
    if figure.unit in MEASURES:
        return figure.value, figure.unit, figure.as_of
    noun = "" if figure.value > _SMALL else _head(figure.unit, figure.language)
    return figure.value, noun, figure.as_of


def _head(noun: str, language: Language) -> str:
    """The stem of the word that a counted noun is of: its first, in English that before "of" and the like."""
    told = words(_MORE.split(noun)[0]) or [noun]
    return stem(told[-1 if language == "en" else 0], language)


def without_shares(folded: str) -> str:
    """A folded sentence without the shares that it tells, and of what."""
    return _SHARE.sub(" ", folded)


def where(figure: Figure) -> str:
    """The folded text that may say where a figure holds."""
    said = fold(f"{without_source(figure.sentence)} {figure.subject} {figure.caption}")
    return said if figure.unit == "%" else without_shares(said)


def with_status(figures: Sequence[Figure]) -> list[Figure]:
    """The figures, announced or planned where a sentence that states the same, or the figure beside it, says
    so, and none that it has come true."""
    said: dict[Stated, set[FigureStatus]] = defaultdict(set)
    for one in figures:
        if one.status:
            said[stated(one)].add(one.status)
    beside: dict[tuple[str, int], set[FigureStatus]] = defaultdict(set)
    for one in figures:
        beside[one.document_id, one.start] |= said[stated(one)]
    return [
        replace(
            one, status=one.status or _open(said[stated(one)] or beside[one.document_id, one.start])
        )
        for one in figures
    ]


def _open(said: Iterable[FigureStatus]) -> FigureStatus | None:
    known = set(said)
    if "achieved" in known:
        return None
    return next((one for one in ("announced", "planned") if one in known), None)


def places_of(figures: Iterable[Figure]) -> Mapping[Stated, frozenset[str]]:
    """Where each figure holds, by all sentences that state it."""
    found: dict[Stated, frozenset[str]] = defaultdict(frozenset)
    for one in figures:
        found[stated(one)] |= places_named(where(one))
    return found


class Statements:
    """All that is said of each figure; `owned` are the places of those that are told of one organisation."""

    def __init__(self, figures: Sequence[Figure] = (), owned: Sequence[bool] = ()) -> None:
        self._places = places_of(figures)
        self._terms: dict[Stated, dict[Language, set[str]]] = {}
        self._of_all: set[Stated] = set()
        for one, is_owned in zip(figures, owned, strict=True):
            key = stated(one)
            self._terms.setdefault(key, {}).setdefault(one.language, set()).update(_terms(one))
            if not is_owned:
                self._of_all.add(key)

    def places_of(self, figure: Figure) -> frozenset[str]:
        """Where a figure holds."""
        return self._places.get(stated(figure), frozenset())

    def saying(self, figure: Figure, word: QueryWord) -> set[str]:
        """The terms by which the sentences that state a figure say a word of a question."""
        terms = self._terms.get(stated(figure), {})
        return {way.term for way in word.alternatives if way.term in terms.get(way.language, ())}

    def is_of_one(self, figure: Figure) -> bool:
        """Whether all sentences that state a figure tell it of one organisation."""
        return stated(figure) in self._terms and stated(figure) not in self._of_all


def _terms(figure: Figure) -> list[str]:
    """What a sentence, and the heading right over it, say: no title does, of one figure."""
    heading = figure.section.rpartition(SECTION_SEPARATOR)[2]
    said = (without_source(figure.sentence), figure.subject, figure.what, figure.caption, heading)
    return analyze(" ".join(said), figure.language)
