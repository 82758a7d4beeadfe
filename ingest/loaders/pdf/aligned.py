"""Tables without rules: rows of short cells that stand under each other.

In: the rows of one flow. Out: the same rows, with runs of aligned ones replaced by a table.
"""

from collections.abc import Sequence
from itertools import pairwise

from ingest.loaders.pdf.columns import PartRow
from ingest.loaders.pdf.frame import Frame
from ingest.loaders.pdf.lines import Row, Segment
from ingest.loaders.pdf.marker import is_marker
from ingest.loaders.pdf.marks import Box
from ingest.loaders.pdf.ruled import aligned_edges
from ingest.loaders.pdf.tables import make_table

_MIN_ROWS = 3
_MAX_ROWS = 300
_CELL_LENGTH = 40
_FAR = 3.0
_STANDS_OUT = 1.3


def with_aligned_tables(flow: Sequence[PartRow]) -> list[PartRow]:
    """The flow, with every aligned table as one part."""
    result: list[PartRow] = []
    run: list[Row] = []
    for row in flow:
        segments = [part for part in row if isinstance(part, Segment)]
        if len(segments) == len(row) and _continues(run, segments):
            run.append(segments)
            continue
        _close(run, result)
        run = []
        if len(segments) == len(row) and _is_cells(segments):
            run = [segments]
        else:
            result.append(row)
    _close(run, result)
    return result


def _is_cells(row: Row) -> bool:
    """Whether a row may be one of a table: several short texts, the first no list marker."""
    if len(row) < 2 or is_marker(row[0].text) or _is_leader(row):
        return False
    return sum(len(segment.text) for segment in row) / len(row) <= _CELL_LENGTH


def _is_leader(row: Row) -> bool:
    """Whether dots lead to a page number, as in a table of contents."""
    return any("...." in s.text or ". . ." in s.text for s in row)


def _continues(run: Sequence[Row], row: Row) -> bool:
    """Whether the row keeps the columns of the run: each gap of the run stays open."""
    if not 0 < len(run) < _MAX_ROWS or is_marker(row[0].text):
        return False
    if not (_is_cells(row) if len(row) > 1 else _wraps(run, row)):
        return False
    if run[-1][0].y - row[0].y > _FAR * row[0].size:
        return False
    edges = aligned_edges([*run, row], 0.0, 0.0)
    before = aligned_edges(run, 0.0, 0.0)
    return len(edges) > 2 and len(edges) >= len(before) - 1


def _wraps(run: Sequence[Row], row: Row) -> bool:
    """Whether a lone text goes on with a cell other than the first of the row above."""
    above = run[-1]
    near = above[0].y - row[0].y <= 1.5 * row[0].size
    starts = [segment.x0 for line in run for segment in line[1:]]
    return near and any(abs(row[0].x0 - start) < row[0].size / 2 for start in starts)


def _close(run: list[Row], result: list[PartRow]) -> None:
    """Adds the run, as a table if it is one; a line just above may turn out to be its headings."""
    if len(run) >= _MIN_ROWS:
        segments = [segment for row in run for segment in row]
        x0, x1 = min(s.x0 for s in segments), max(s.x1 for s in segments)
        edges = tuple(aligned_edges(run, x0, x1))
        headings = _headings_above(result, run[0], edges)
        rows = [*headings, *run]
        box = Box(x0, run[-1][0].y, x1, rows[0][0].y + rows[0][0].size)
        table = make_table(rows, Frame(box, edges))
        if table is not None:
            del result[len(result) - len(headings) :]
            result.append([table])
            return
    result += [list(row) for row in run]


def _headings_above(result: list[PartRow], first: Row, edges: tuple[float, ...]) -> list[Row]:
    """A bold line right above a table, whose words stand over its columns without wide gaps."""
    above = result[-1] if result else []
    line = above[0] if len(above) == 1 else None
    if not isinstance(line, Segment) or not line.bold or first[0].bold:
        return []
    if line.y - first[0].y > _FAR * line.size or line.x0 < edges[0] - line.size:
        return []
    return [parts] if (parts := _cut_at_widest(line, len(edges) - 2)) else []


def _cut_at_widest(line: Segment, cuts: int) -> Row:
    """The line cut at its widest gaps, if these stand out from its spaces."""
    gaps = [(b.x0 - a.x1, index) for index, (a, b) in enumerate(pairwise(line.fragments), start=1)]
    widest, others = sorted(gaps, reverse=True)[:cuts], sorted(gaps, reverse=True)[cuts:]
    if len(widest) < cuts or (others and widest[-1][0] < _STANDS_OUT * others[0][0]):
        return []
    places = [0, *sorted(index for _, index in widest), len(line.fragments)]
    return [Segment(line.fragments[start:end]) for start, end in pairwise(places)]
