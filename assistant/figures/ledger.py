"""The stored figures by where they stand. In: a place in a document. Out: its figure, and what that is
beside others.

A whole and its parts stand in one sentence for one date; a figure's rival is what another source is said
to count.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations

from assistant.figures.agreement import Value, rivals, value_of
from assistant.figures.known import Known
from ingest.figures.figure import Figure

_Dated = tuple[Value, str | None]


class Ledger:
    """Figures of one state of an index."""

    def __init__(self, figures: Sequence[Known] = ()) -> None:
        self._at = {(known.figure.document_id, known.figure.at): known.figure for known in figures}
        self._parts = _parts(known.figure for known in figures)
        self._rivals: dict[tuple[str, int], Figure] = {}
        for pair in rivals(figures):
            one, other = (figures[place].figure for place in sorted(pair))
            self._rivals[one.document_id, one.at] = other
            self._rivals[other.document_id, other.at] = one

    def at(self, document_id: str, place: int) -> Figure | None:
        """The figure whose number begins at a character of a document."""
        return self._at.get((document_id, place))

    def rival_of(self, figure: Figure) -> Figure | None:
        """The figure that a text sets against this one, as another source's."""
        return self._rivals.get((figure.document_id, figure.at))

    def are_parts(self, one: Figure, other: Figure) -> bool:
        """Whether some sentence states both for one date, of different things."""
        return frozenset({_dated(one), _dated(other)}) in self._parts


def _dated(figure: Figure) -> _Dated:
    return value_of(figure), figure.as_of


def _parts(figures: Iterable[Figure]) -> set[frozenset[_Dated]]:
    by_sentence: dict[tuple[str, int], list[Figure]] = {}
    for figure in figures:
        by_sentence.setdefault((figure.document_id, figure.start), []).append(figure)
    return {
        frozenset({_dated(one), _dated(other)})
        for group in by_sentence.values()
        for one, other in combinations(group, 2)
        if one.as_of == other.as_of and not (one.counter or other.counter)
    }
