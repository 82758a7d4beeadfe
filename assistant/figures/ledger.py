"""The stored figures by where they stand. In: a place in a document. Out: its figure, and what that is
beside others.

A whole and its parts stand in one sentence for one date; a figure's rival is what another source is said
to count.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise, product

from assistant.figures.agreement import Value, rivals, value_of
from assistant.figures.known import Known
from assistant.figures.statements import Stated, Statements, stated
from ingest.documents import Span
from ingest.figures.figure import Figure, FigureStatus
from ingest.figures.rows import is_row
from ingest.figures.status import status_of
from ingest.terms.analyzer import fold

# A sentence that divides the sum of the one before: "Of this sum 3 million were public".
_OF_THE_SUM = re.compile(
    r"^(?:of (?:this|that|these|those|it|them)|de (?:ell[oae]s?|est[ae]s? \w+)|d['’]aquest\w* \w+)\b|"
    r"\b(?:euros|dollars|dolares|dolars|%) (?:of it|de ello)\b"
)
_Dated = tuple[Value, str | None]


class Ledger:
    """Figures of one state of an index."""

    def __init__(self, figures: Sequence[Known] = ()) -> None:
        self._at = {(known.figure.document_id, known.figure.at): known.figure for known in figures}
        self._parts = _parts(known.figure for known in figures)
        self.statements = Statements(
            [known.figure for known in figures], [known.of_one for known in figures]
        )
        self._prose: dict[Stated, list[Figure]] = defaultdict(list)
        self._in: dict[tuple[str, int], list[Figure]] = defaultdict(list)
        for known in figures:
            one = known.figure
            self._in[one.document_id, one.start].append(one)
            if not is_row(one.sentence) and one.as_of_from == "stated":
                self._prose[stated(one)].append(one)
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

    def promised_in(self, document_id: str, spans: Iterable[Span]) -> FigureStatus | None:
        """Whether the figures of sentences are announced or planned, as other sentences say of them."""
        told = (one for span in spans for one in self.within(document_id, span))
        statuses = (one.status for one in told if status_of(one.sentence) != one.status)
        return next((one for one in statuses if one in ("announced", "planned")), None)

    def in_prose(self, figure: Figure) -> Sequence[Figure]:
        """The same value of the same things for the same date, as sentences and not rows state it."""
        return self._prose.get(stated(figure), ())

    def rival_of(self, figure: Figure) -> Figure | None:
        """The figure that a text sets against this one, as another source's."""
        return self._rivals.get((figure.document_id, figure.at))

    def are_parts(self, one: Figure, other: Figure) -> bool:
        """Whether some sentence states both for one date, of different things."""
        return frozenset({_dated(one), _dated(other)}) in self._parts


def _dated(figure: Figure) -> _Dated:
    return value_of(figure), figure.as_of


def _parts(figures: Iterable[Figure]) -> set[frozenset[_Dated]]:
    """Pairs that one sentence states for one date, or that a sentence divides the one before into."""
    by_sentence: dict[tuple[str, int], list[Figure]] = {}
    for figure in figures:
        by_sentence.setdefault((figure.document_id, figure.start), []).append(figure)
    groups = [by_sentence[place] for place in sorted(by_sentence)]
    pairs = [pair for group in groups for pair in combinations(group, 2)]
    for before, group in pairwise(groups):
        if before[0].section == group[0].section and _OF_THE_SUM.search(fold(group[0].sentence)):
            pairs += product(before, group)
    return {
        frozenset({_dated(one), _dated(other)})
        for one, other in pairs
        if one.as_of == other.as_of and not (one.counter or other.counter)
    }


NO_FIGURES = Ledger()
