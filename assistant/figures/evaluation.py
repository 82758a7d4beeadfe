"""The stored figures of sections of documents against all figures that somebody found in them by hand.

In: expected sections (a line each of a question file: document, section, `figures`), what is stored, and the
documents' texts. Out: precision and recall of value, unit, date and qualifier, and what differs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.evaluation import Share
from ingest.figures.figure import Figure, Qualifier
from ingest.passages import SECTION_SEPARATOR
from ingest.terms.analyzer import fold

Field = Literal["value", "unit", "as_of", "qualifier"]
# A quote may end inside a number's unit: "12 million" of "12 million euros".
_OVER = 40
FIELDS: tuple[Field, ...] = ("value", "unit", "as_of", "qualifier")


@dataclass(frozen=True, slots=True)
class ExpectedFigure:
    """A figure found by hand: `quote` is text that its number stands in; one of `units` and of `dates`
    is right."""

    quote: str
    value: float
    units: tuple[str, ...]
    dates: tuple[str, ...]
    qualifier: Qualifier | None


@dataclass(frozen=True, slots=True)
class ExpectedSection:
    """All figures of a section of a document, told by the ends of its path and heading."""

    document: str
    section: str
    held_back: bool
    figures: tuple[ExpectedFigure, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """What was expected and what is stored for it; one of the two is None where the other is alone."""

    section: ExpectedSection
    expected: ExpectedFigure | None
    stored: Figure | None

    def is_right(self, field: Field) -> bool:
        """Whether both are there, are the same number, and agree on a field."""
        wanted, found = self.expected, self.stored
        if wanted is None or found is None or wanted.value != found.value:
            return False
        match field:
            case "unit":
                return fold(found.unit) in {fold(unit) for unit in wanted.units}
            case "as_of":
                return found.as_of in wanted.dates
            case "qualifier":
                return found.qualifier == wanted.qualifier
        return True


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Precision and recall of a field: of the figures stored, and of those expected."""

    precision: Share
    recall: Share


def pair(section: ExpectedSection, stored: Sequence[Figure], text: str) -> list[Pair]:
    """The figures of a section, each with what was expected of it, where anything was."""
    left = [one for one in stored if _is_in(one, section.section)]
    pairs = []
    for expected in section.figures:
        places = _places(expected.quote, text)
        fitting = [
            one
            for one in left
            if any(start <= one.at < one.past <= end + _OVER for start, end in places)
        ]
        best = min(fitting, key=lambda one: one.value != expected.value, default=None)
        if best is not None:
            left.remove(best)
        pairs.append(Pair(section, expected, best))
    return pairs + [Pair(section, None, one) for one in left]


def accuracy(pairs: Sequence[Pair]) -> dict[Field, Accuracy]:
    """Precision and recall of each field."""
    stored = sum(one.stored is not None for one in pairs)
    expected = sum(one.expected is not None for one in pairs)
    right = {field: sum(one.is_right(field) for one in pairs) for field in FIELDS}
    return {field: Accuracy(Share(n, stored), Share(n, expected)) for field, n in right.items()}


def _is_in(figure: Figure, section: str) -> bool:
    return not section or figure.section.rpartition(SECTION_SEPARATOR)[2] == section


def _places(quote: str, text: str) -> list[tuple[int, int]]:
    found = []
    start = text.find(quote)
    while start >= 0:
        found.append((start, start + len(quote)))
        start = text.find(quote, start + 1)
    return found
