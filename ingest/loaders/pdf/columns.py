"""Rows of a page to flows in reading order: the columns of a text, and what runs across them.

In: rows of parts (text segments, tables). Out: flows, each read from top to bottom. A gutter is
where many long lines end on the left and begin on the right; what crosses it parts the columns.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.loaders.pdf.lines import Segment
from ingest.loaders.pdf.tables import Table

Part = Segment | Table
PartRow = list[Part]

_MIN_LINES = 4
_MIN_CHARACTERS = 18
_MIN_FILL = 0.3
_LEFTMOST = 0.15
_NEAR = 3.0
_MAX_DEPTH = 4
_GAP = 1.6
_MAX_CANDIDATES = 40


@dataclass(frozen=True, slots=True)
class Side:
    """The lines on one side of a gutter within a band."""

    segments: tuple[Segment, ...]
    tables: int

    def is_column(self, least_lines: int) -> bool:
        """Whether this is running text, rather than the cells of a table."""
        if not self.segments and least_lines == 1:
            return self.tables > 0
        if len(self.segments) < least_lines:
            return False
        width = max(s.x1 for s in self.segments) - min(s.x0 for s in self.segments)
        filled = sum(s.x1 - s.x0 for s in self.segments) / len(self.segments)
        characters = sum(len(s.text) for s in self.segments) / len(self.segments)
        return characters >= _MIN_CHARACTERS and filled >= _MIN_FILL * width


def flows(rows: Sequence[PartRow], depth: int = 0) -> list[list[PartRow]]:
    """The rows, parted into columns where there are any, in reading order."""
    gutter = _gutter(rows) if depth < _MAX_DEPTH else None
    if gutter is None:
        return [list(rows)] if rows else []
    ordered: list[list[PartRow]] = []
    whole: list[PartRow] = []
    for band, crosses in _trimmed(_bands(rows, gutter), gutter):
        left, right = _sides(band, gutter)
        if crosses or not (_side(left).is_column(1) and _side(right).is_column(1)):
            whole += band
            continue
        ordered += [whole] if whole else []
        whole = []
        ordered += flows(left, depth + 1) + flows(right, depth + 1)
    return ordered + ([whole] if whole else [])


def _gutter(rows: Sequence[PartRow]) -> float | None:
    """The x just left of the column whose gutter parts most text; none in a single column."""
    scores = {x: _score(rows, x) for x in _candidates(rows)}
    best = max(scores, key=lambda x: scores[x], default=None)
    return best if best is not None and scores[best] > 0 else None


def _candidates(rows: Sequence[PartRow]) -> list[float]:
    """Where at least a few lines begin, away from the left edge."""
    starts = sorted(part.x0 for row in rows for part in row if isinstance(part, Segment))
    if not starts:
        return []
    right = max(part.x1 for row in rows for part in row)
    least = starts[0] + _LEFTMOST * (right - starts[0])
    clusters: list[list[float]] = []
    for start in starts:
        if start < least:
            continue
        if clusters and start - clusters[-1][-1] <= _NEAR:
            clusters[-1].append(start)
        else:
            clusters.append([start])
    largest = sorted(clusters, key=len, reverse=True)[:_MAX_CANDIDATES]
    return [cluster[0] - 1 for cluster in largest if len(cluster) >= _MIN_LINES]


def _score(rows: Sequence[PartRow], gutter: float) -> int:
    """How many characters the gutter parts: those of the smaller side of each true band."""
    total = 0
    for band, crosses in _bands(rows, gutter):
        left, right = (_side(side) for side in _sides(band, gutter))
        if not crosses and left.is_column(_MIN_LINES) and right.is_column(_MIN_LINES):
            total += min(sum(len(s.text) for s in side.segments) for side in (left, right))
    return total


def _bands(rows: Sequence[PartRow], gutter: float) -> Iterator[tuple[list[PartRow], bool]]:
    """Runs of rows that all cross the gutter, or that all keep to its sides."""
    band: list[PartRow] = []
    crossing = False
    for row in rows:
        crosses = any(part.x0 < gutter - _NEAR and part.x1 > gutter + 1 for part in row)
        if band and crosses != crossing:
            yield band, crossing
            band = []
        crossing = crosses
        band.append(row)
    if band:
        yield band, crossing


def _trimmed(
    bands: Iterator[tuple[list[PartRow], bool]], gutter: float
) -> Iterator[tuple[list[PartRow], bool]]:
    """The bands, without what follows below both columns and keeps to the left by chance."""
    for band, crosses in bands:
        end = len(band) if crosses else _end_of_columns(band, gutter)
        yield band[:end], crosses
        if end < len(band):
            yield band[end:], True


def _end_of_columns(band: Sequence[PartRow], gutter: float) -> int:
    """Where, after the right column, a gap parts the columns from what is no running text."""
    last = max((i for i, row in enumerate(band) if row[-1].x0 >= gutter - _NEAR), default=-1)
    for index in range(last + 1, len(band)):
        above, row = band[index - 1], band[index]
        if isinstance(row[0], Table):
            return index
        far = above[0].y - row[0].y > _GAP * row[0].size
        if far and last >= 0 and not _side(band[index:]).is_column(1):
            return index
    return len(band)


def _sides(band: Sequence[PartRow], gutter: float) -> tuple[list[PartRow], list[PartRow]]:
    left = [[part for part in row if part.x0 < gutter - _NEAR] for row in band]
    right = [[part for part in row if part.x0 >= gutter - _NEAR] for row in band]
    return [row for row in left if row], [row for row in right if row]


def _side(rows: Sequence[PartRow]) -> Side:
    parts = [part for row in rows for part in row]
    segments = tuple(part for part in parts if isinstance(part, Segment))
    return Side(segments, len(parts) - len(segments))
