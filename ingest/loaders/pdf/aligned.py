"""Tables without rules: rows of short cells that stand under each other.

In: the rows of one flow. Out: the same rows, with runs of aligned ones replaced by a table.
"""

from collections.abc import Sequence

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


def with_aligned_tables(flow: Sequence[PartRow]) -> list[PartRow]:
    """The flow, with every aligned table as one part."""
    result: list[PartRow] = []
    run: list[Row] = []
    for row in flow:
        segments = [part for part in row if isinstance(part, Segment)]
        if len(segments) == len(row) and _continues(run, segments):
            run.append(segments)
            continue
        result += _closed(run)
        run = []
        if len(segments) == len(row) and _is_cells(segments):
            run = [segments]
        else:
            result.append(row)
    return result + _closed(run)


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
    if (
        not 0 < len(run) < _MAX_ROWS
        or (len(row) < 2 and not _wraps(run, row))
        or is_marker(row[0].text)
    ):
        return False
    if run[-1][0].y - row[0].y > _FAR * row[0].size:
        return False
    edges = aligned_edges([*run, row], 0.0, 0.0)
    before = aligned_edges(run, 0.0, 0.0)
    return len(edges) > 2 and len(edges) >= len(before) - 1 and (len(row) < 2 or _is_cells(row))


def _wraps(run: Sequence[Row], row: Row) -> bool:
    """Whether a lone text goes on with a cell other than the first of the row above."""
    above = run[-1]
    near = above[0].y - row[0].y <= 1.5 * row[0].size
    starts = [segment.x0 for line in run for segment in line[1:]]
    return near and any(abs(row[0].x0 - start) < row[0].size / 2 for start in starts)


def _closed(run: list[Row]) -> list[PartRow]:
    if len(run) >= _MIN_ROWS:
        segments = [segment for row in run for segment in row]
        x0, x1 = min(s.x0 for s in segments), max(s.x1 for s in segments)
        top = run[0][0].y + run[0][0].size
        box = Box(x0, run[-1][0].y, x1, top)
        table = make_table(run, Frame(box, tuple(aligned_edges(run, x0, x1))))
        if table is not None:
            return [[table]]
    return [list(row) for row in run]
