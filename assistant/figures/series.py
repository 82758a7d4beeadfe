"""The series that a chart shows: one thing of one subject in one unit.

In: figures of a topic, newest and surest first. Out: those of them that can stand beside each other, oldest
first. Ranks and lengths of time are no bars, and neither are the parts of a total.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from assistant.answer import Figure
from assistant.figures.agreement import is_of_the_first
from assistant.places import places_named
from ingest.figures.figure import MEASURES, RANK
from ingest.figures.naming import is_time
from ingest.terms.analyzer import analyze, fold

# What is counted are projects, not phases: "projects and products in clinical phases".
_OF_WHAT = re.compile(r" (?:in|of|for|by|en|para|per a)\b")
_NAME = re.compile(r"[A-ZÀ-Ý][^\W_]+")
_INNER = re.compile(r"[^\W_]+[A-ZÀ-Ý][^\W_]*")
_HUB = re.compile(r"\b(?:hub|network|xarxa|red)\b", re.I)
# BioRegion, BioRegió and BioRegión are one name.
_ENOUGH = 6


def series(figures: Sequence[Figure]) -> list[Figure]:
    """The longest series of a topic's figures; the newest of those that are as long."""
    found: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for one in figures:
        if one.as_of and one.unit != RANK and not is_time(one.unit):
            for name in _names(one) or {""}:
                found[_kind(one), name].append(one)
    one_a_date = (_by_date(_alike(group, figures)) for group in found.values())
    longest = max(one_a_date, key=len, default=[])
    return sorted(longest, key=lambda one: one.as_of or "")


def _alike(group: Sequence[Figure], figures: Sequence[Figure]) -> list[Figure]:
    """The figures that count what the first does, and those that contradict it, the most alike first."""
    first, against = group[0], [figures[place] for place in group[0].disagrees_with]
    alike = [one for one in group if one in against or are_of_one_thing(first, one)]
    return sorted(alike, key=lambda one: -_words_shared(first, one))


def are_of_one_thing(one: Figure, other: Figure) -> bool:
    """Whether two figures are in one measure, and a counted noun is said of both; nouns of two languages are
    not compared. The first six of eighteen are no figure beside them."""
    if _kind(one) != _kind(other) or _is_first_part(one) != _is_first_part(other):
        return False
    language = one.citation.language
    if _kind(one) or language != other.citation.language:
        return True
    first, second = (set(analyze(_counted(each), language)) for each in (one, other))
    return bool(
        first & {*second, *analyze(_OF_WHAT.split(other.what)[0], language)}
        or second & set(analyze(_OF_WHAT.split(one.what)[0], language))
    )


def _counted(figure: Figure) -> str:
    return _OF_WHAT.split(figure.unit)[0]


def _is_first_part(figure: Figure) -> bool:
    return is_of_the_first(f"{figure.unit} {figure.what}", figure.citation.quote, figure.value)


def _words_shared(one: Figure, other: Figure) -> int:
    """How much of what a figure is of another is too: public money goes on with public money."""
    language = other.citation.language
    if one.citation.language != language:
        return 0
    return len({*analyze(one.what, language)} & {*analyze(other.what, language)})


def _by_date(figures: Sequence[Figure]) -> list[Figure]:
    """The first figure of each date, for a part of a total comes after it, and what documents disagree on."""
    dates: set[str | None] = set()
    kept = []
    for one in figures:
        if one.as_of not in dates or one.disagrees_with:
            kept.append(one)
        dates.add(one.as_of)
    return kept


def _names(figure: Figure) -> set[str]:
    """Whom a figure is of: the names in its subject and in what it is of, places left out."""
    text = f"{figure.subject} {figure.what}"
    names = {*_NAME.findall(figure.subject), *_INNER.findall(text)}
    folded = {fold(name)[:_ENOUGH] for name in names if not places_named(fold(name))}
    return folded | ({"hub"} if _HUB.search(text) else set())


def _kind(figure: Figure) -> str:
    """Things counted in three languages are one series."""
    return figure.unit if figure.unit in MEASURES else ""
