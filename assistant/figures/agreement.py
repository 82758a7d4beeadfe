"""Figures beside each other: the same one, two that agree, two that disagree.

In: figures of one topic. Out: those that say the same as one; and which of them contradict each other. A
whole
and its part do not: values that one sentence or table states together are no disagreement, unless the
text sets
them against each other as two sources'.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from assistant.figures.known import Known, kind_of
from assistant.figures.matching import A_TOPIC, Match
from ingest.documents import Language
from ingest.figures.figure import Figure
from ingest.figures.rows import is_row
from ingest.figures.spelled import SPELLED
from ingest.terms.analyzer import fold, words

_ABOUT = 0.05
_YEAR = 4
_FIRST = re.compile(r"\b(?:first|primer\w*)\b", re.I)
_FIRST_SO_MANY = re.compile(r"\bfirst (\w+)|\b(\w+) primer[oae]s\b|\bprimer[oae]s (\w+)")

Value = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Same:
    """One figure as several sentences state it, the best to quote first."""

    matches: tuple[Match, ...]

    @property
    def score(self) -> float:
        return max(match.score for match in self.matches)

    @property
    def figure(self) -> Figure:
        """The one to quote, with the date, qualifier and naming that tell most."""
        figures = [match.known.figure for match in self.matches]
        surest = max(self.matches, key=lambda match: (len(match.own), match.score)).known.figure
        stated = [one for one in figures if one.as_of_from == "stated" and one.as_of]
        qualifiers = Counter(one.qualifier for one in figures)
        return replace(
            figures[0],
            what=surest.what,
            as_of=max((one.as_of or "" for one in stated), key=len, default=figures[0].as_of),
            qualifier=max(qualifiers, key=lambda one: (qualifiers[one], one is not None)),
        )


def value_of(figure: Figure) -> Value:
    return figure.value, kind_of(figure)


def grouped(found: Sequence[Match], language: Language) -> list[Same]:
    """Matches that state the same figure for the same date, as one; the asker's language is quoted first.

    A document's date stands in for one that the text states elsewhere.
    """
    groups: list[list[Match]] = []
    for match in sorted(found, key=lambda match: _worth(match, language)):
        group = next(
            (one for one in groups if _is_same(one[0].known.figure, match.known.figure)), None
        )
        if group is None:
            groups.append([match])
        else:
            group.append(match)
    return [Same(tuple(group)) for group in groups]


def rivals(figures: Iterable[Known]) -> set[frozenset[int]]:
    """Pairs of figures, by their places, that a text sets against each other: "another source counts 44"."""
    pairs = set()
    first: dict[tuple[str, str, str], int] = {}
    start = -1
    for place, known in enumerate(figures):
        one = known.figure
        key = (one.document_id, one.section, kind_of(one))
        if one.counter and key in first and not kind_of(one):
            pairs.add(frozenset({first[key], place}))
        elif not one.counter and one.start != start:
            first[key] = place
        start = one.start
    return pairs


def begins(figure: Figure) -> bool:
    """Whether a figure counts only the first of something: the first six of eighteen projects."""
    return is_of_the_first(f"{figure.unit} {figure.what}", figure.sentence, figure.value)


def is_of_the_first(named: str, sentence: str, value: float) -> bool:
    """Whether what a figure is named, or its sentence at its number, says that it is about the first."""
    told = (match[1] or match[2] or match[3] for match in _FIRST_SO_MANY.finditer(fold(sentence)))
    return says_first(named) or any(_number(one) == value for one in told)


def says_first(text: str) -> bool:
    """Whether a text speaks of the first of something."""
    return _FIRST.search(text) is not None


def _number(told: str) -> float | None:
    spelled = (one.get(told) for one in SPELLED.values())
    return float(told) if told.isdigit() else next((float(n) for n in spelled if n), None)


class Agreement:
    """What the documents say of pairs of values."""

    def __init__(self, figures: Sequence[Known]) -> None:
        self._together = _together(figures)
        self._rivals = {
            frozenset(value_of(figures[place].figure) for place in pair) for pair in rivals(figures)
        }

    def disagree(self, one: Same, other: Same) -> bool:
        """Whether two figures of one topic contradict each other."""
        first, second = one.figure, other.figure
        if kind_of(first) != kind_of(second) or _is_compatible(first, second):
            return False
        if begins(first) != begins(second):
            return False
        pair = frozenset({value_of(first), value_of(second)})
        if pair in self._rivals:
            return (first.as_of or "")[:_YEAR] == (second.as_of or "")[:_YEAR]
        return (
            _is_same_date(first.as_of, second.as_of)
            and pair not in self._together
            and _are_near(first.value, second.value)
            and are_of_the_same(one.matches[0], other.matches[0])
        )


def _together(figures: Sequence[Known]) -> set[frozenset[Value]]:
    """Pairs of values that a sentence, or a table in different rows, states of different things."""
    by_place: dict[tuple[str, object], list[Figure]] = {}
    for known in figures:
        one = known.figure
        by_place.setdefault((one.document_id, one.start), []).append(one)
        if one.caption:
            by_place.setdefault((one.document_id, (one.section, one.caption)), []).append(one)
    return {
        frozenset({value_of(one), value_of(other)})
        for group in by_place.values()
        for one, other in combinations(group, 2)
        if one.start == other.start or one.what != other.what
    }


def _are_near(one: float, other: float) -> bool:
    """Counts of one thing rarely differ more than twofold; a number far off counts something narrower."""
    low, high = sorted((abs(one), abs(other)))
    return 2 * low >= high


def are_of_the_same(one: Match, other: Match) -> bool:
    """Whether two figures say the same words of the topic, and neither says more of what it is of."""
    if one.own != other.own:
        return False
    first, second = one.known, other.known
    if len(one.own) < A_TOPIC and not are_for_the_same(first.figure, second.figure):
        return False
    if first.figure.language != second.figure.language:
        return True
    return first.own <= second.own or second.own <= first.own


def are_for_the_same(one: Figure, other: Figure) -> bool:
    """Whether two figures share a word of whom they are about."""
    return not set(words(one.subject)).isdisjoint(words(other.subject))


def _worth(match: Match, language: Language) -> tuple[bool, bool, bool, float, int]:
    """What is to be quoted first: stated dates, the asker's language, prose before rows, the surest
    match, the
    more exact date."""
    figure = match.known.figure
    return (
        figure.as_of_from != "stated",
        figure.language != language,
        is_row(figure.sentence),
        -round(match.score, 2),
        -len(figure.as_of or ""),
    )


def _is_same(one: Figure, other: Figure) -> bool:
    qualifiers = {one.qualifier, other.qualifier} - {None}
    if value_of(one) != value_of(other) or len(qualifiers) > 1:
        return False
    return _is_same_date(one.as_of, other.as_of) or other.as_of_from == "document"


def _is_same_date(one: str | None, other: str | None) -> bool:
    """Whether one date is, or lies within, the other."""
    first, second = one or "", other or ""
    return first.startswith(second) or second.startswith(first)


def _is_compatible(one: Figure, other: Figure) -> bool:
    """Whether both may be true: "more than 50" and 53, "about 100" and 102."""
    if one.value == other.value:
        return True
    low, high = sorted((one, other), key=lambda figure: figure.value)
    if low.qualifier in ("more than", "at least") or high.qualifier in (
        "up to",
        "less than",
        "almost",
    ):
        return True
    if "about" in (one.qualifier, other.qualifier):
        return high.value - low.value <= _ABOUT * abs(high.value)
    return False
