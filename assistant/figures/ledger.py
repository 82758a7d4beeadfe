"""The stored figures by where they stand. In: a place in a document. Out: its figure, and what that is
beside others.

A whole and its parts stand in one sentence for one date; a figure's rival is what another source is said
to count.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from assistant.figures.agreement import Value, rivals, value_of
from assistant.figures.known import Known, kind_of
from assistant.places import places_named
from ingest.documents import Span
from ingest.figures.figure import Figure
from ingest.figures.rows import is_row, without_source
from ingest.terms.analyzer import fold

_Dated = tuple[Value, str | None]
# Value, unit and date: what is stated alike in several places is one figure.
_Stated = tuple[float, str, str | None]


class Ledger:
    """Figures of one state of an index."""

    def __init__(self, figures: Sequence[Known] = ()) -> None:
        self._at = {(known.figure.document_id, known.figure.at): known.figure for known in figures}
        self._parts = _parts(known.figure for known in figures)
        self._places = _places(known.figure for known in figures)
        self._prose: dict[_Stated, list[Figure]] = defaultdict(list)
        self._in: dict[tuple[str, int], list[Figure]] = defaultdict(list)
        for known in figures:
            one = known.figure
            self._in[one.document_id, one.start].append(one)
            if not is_row(one.sentence) and one.as_of_from == "stated":
                self._prose[_stated(one)].append(one)
        self._rivals: dict[tuple[str, int], Figure] = {}
        for pair in rivals(figures):
            one, other = (figures[place].figure for place in sorted(pair))
            self._rivals[one.document_id, one.at] = other
            self._rivals[other.document_id, other.at] = one

    def at(self, document_id: str, place: int) -> Figure | None:
        """The figure whose number begins at a character of a document."""
        return self._at.get((document_id, place))

    def within(self, document_id: str, span: Span) -> list[Figure]:
        """The figures of the sentence or row that begins where a stretch of a document does."""
        return [one for one in self._in.get((document_id, span.start), ()) if one.end <= span.end]

    def places_of(self, figure: Figure) -> frozenset[str]:
        """Where a figure holds, by all sentences that state it: what one leaves out another says."""
        return self._places[_stated(figure)]

    def in_prose(self, figure: Figure) -> Sequence[Figure]:
        """The same value of the same things for the same date, as sentences and not rows state it."""
        return self._prose.get(_stated(figure), ())

    def rival_of(self, figure: Figure) -> Figure | None:
        """The figure that a text sets against this one, as another source's."""
        return self._rivals.get((figure.document_id, figure.at))

    def are_parts(self, one: Figure, other: Figure) -> bool:
        """Whether some sentence states both for one date, of different things."""
        return frozenset({_dated(one), _dated(other)}) in self._parts


def _stated(figure: Figure) -> _Stated:
    return figure.value, kind_of(figure) or fold(figure.unit), figure.as_of


def _places(figures: Iterable[Figure]) -> Mapping[_Stated, frozenset[str]]:
    found: dict[_Stated, frozenset[str]] = defaultdict(frozenset)
    for one in figures:
        said = fold(f"{without_source(one.sentence)} {one.subject}")
        found[_stated(one)] |= places_named(said)
    return found


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


NO_FIGURES = Ledger()
