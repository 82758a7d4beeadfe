"""Where the columns and rows of a table are parted.

In: the edges of columns, the heights of rules, the rules themselves where columns are ruled.
Out: for a piece of text, the columns and the band between two rules that it belongs to.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.loaders.pdf.lines import Segment
from ingest.loaders.pdf.marks import Box, Fragment

_NEAR = 2.5


@dataclass(frozen=True, slots=True)
class Frame:
    """`edges` go from left to right, `heights` from the top; both with the outermost ones.

    `rules` are given where upright rules part the columns: a cell then reaches to the next rule.
    Else a segment lies in every column that it overlaps by more than a brush.
    """

    box: Box
    edges: tuple[float, ...]
    heights: tuple[float, ...] = ()
    rules: Sequence[Box] = ()

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.edges) - 1

    def column(self, part: Fragment | Segment) -> int:
        """The column in which the middle of a text lies."""
        middle = (part.x0 + part.x1) / 2
        return sum(middle >= edge for edge in self.edges[1:-1])

    def columns_of(self, segment: Segment) -> Sequence[int]:
        """All columns of the cell that this text stands in."""
        height = segment.y + segment.size / 4
        if any(self._is_ruled(edge, height, horizontal=False) for edge in self.edges[1:-1]):
            return self._between_rules(segment)
        slack = 0.5 * segment.size
        over = [
            column
            for column in range(self.columns)
            if segment.x0 < self.edges[column + 1] - slack
            and segment.x1 > self.edges[column] + slack
        ]
        return over or [self.column(segment)]

    def band(self, segment: Segment) -> int:
        """How many inner rules are above the text."""
        middle = segment.y + segment.size / 4
        return sum(middle < height for height in self.heights[1:-1])

    def is_open(self, band: int, column: int) -> bool:
        """Whether a cell goes on below this band: ruled columns, but no rule under the cell."""
        if not self.rules or band + 1 >= len(self.heights) - 1:
            return False
        x = (self.edges[column] + self.edges[column + 1]) / 2
        return not self._is_ruled(x, self.heights[band + 1], horizontal=True)

    def _between_rules(self, segment: Segment) -> range:
        first = last = self.column(segment)
        y = segment.y + segment.size / 4
        while first > 0 and not self._is_ruled(self.edges[first], y, horizontal=False):
            first -= 1
        while last < self.columns - 1 and not self._is_ruled(
            self.edges[last + 1], y, horizontal=False
        ):
            last += 1
        return range(first, last + 1)

    def _is_ruled(self, x: float, y: float, *, horizontal: bool) -> bool:
        return any(r.horizontal == horizontal and r.holds(x, y, _NEAR) for r in self.rules)
