"""Tables that rules or shaded rows outline.

In: a page's fragments and rules. Out: the tables, and the fragments that are in none of them.
Rules belong together that touch, or that have the same ends with aligned cells between them.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.loaders.pdf.frame import Frame
from ingest.loaders.pdf.lines import CUT, Row, rows
from ingest.loaders.pdf.marks import Box, Fragment
from ingest.loaders.pdf.tables import Table, cell_lines, make_table

_TOUCH = 2.5
_SAME_ENDS = 4.0
_COVER = 0.4
_TEXT_ROWS = 8
_TEXT_LENGTH = 25
_MIN_FILLED = 0.4
_MIN_CELL = 20.0
_MAX_RULES = 600  # more than that is a drawing


def ruled_tables(
    fragments: Sequence[Fragment], rules: Sequence[Box]
) -> tuple[list[Table], list[Fragment]]:
    """The ruled tables of a page, and what is left of its text."""
    tables: list[Table] = []
    left = list(fragments)
    merged = _merged(rules)
    groups = _groups(merged, fragments) if len(merged) <= _MAX_RULES else []
    for group in groups:
        box = _with_open_row(_bounds(group), group, left)
        inside = [fragment for fragment in left if _stands_in(fragment, box)]
        table = _table(inside, group, box)
        if table is not None:
            tables.append(table)
            taken = set(map(id, inside))
            left = [fragment for fragment in left if id(fragment) not in taken]
    return tables, left


def gaps(lines: Iterable[Row], least: float) -> list[tuple[float, float]]:
    """The stretches of x, wider than `least`, that no segment of these lines lies over."""
    spans = sorted((segment.x0, segment.x1) for line in lines for segment in line)
    found: list[tuple[float, float]] = []
    reach = spans[0][1] if spans else 0.0
    for x0, x1 in spans:
        if x0 - reach >= least:
            found.append((reach, x0))
        reach = max(reach, x1)
    return found


def aligned_edges(lines: Sequence[Row], x0: float, x1: float) -> list[float]:
    """Column edges from the gaps that all lines share, without those that are one cell only."""
    several = [line for line in lines if len(line) > 1]
    if not several:
        return [x0, x1]
    size = max(segment.size for line in several for segment in line)
    return [x0, *((a + b) / 2 for a, b in gaps(several, CUT * size)), x1]


def _merged(rules: Iterable[Box]) -> list[Box]:
    """Rules with those that go on from each other made one."""
    flat = sorted((r for r in rules if r.horizontal), key=lambda r: (round(r.y0), r.x0))
    upright = sorted((r for r in rules if not r.horizontal), key=lambda r: (round(r.x0), r.y0))
    merged: list[Box] = []
    for kind in (flat, upright):
        start = len(merged)
        for rule in kind:
            last = merged[-1] if len(merged) > start else None
            if last is not None and _goes_on(last, rule):
                x1, y1 = max(last.x1, rule.x1), max(last.y1, rule.y1)
                flat_rule = rule.horizontal
                merged[-1] = last._replace(x1=x1) if flat_rule else last._replace(y1=y1)
            else:
                merged.append(rule)
    return merged


def _goes_on(last: Box, rule: Box) -> bool:
    if rule.horizontal:
        return abs(last.y0 - rule.y0) <= _TOUCH / 2 and rule.x0 <= last.x1 + _TOUCH
    return abs(last.x0 - rule.x0) <= _TOUCH / 2 and rule.y0 <= last.y1 + _TOUCH


def _groups(rules: Sequence[Box], fragments: Sequence[Fragment]) -> list[list[Box]]:
    """Rules that outline one table, the topmost group first."""
    owner = list(range(len(rules)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    for one, other in _linked(rules, fragments):
        owner[root(one)] = root(other)
    groups: dict[int, list[Box]] = {}
    for index, rule in enumerate(rules):
        groups.setdefault(root(index), []).append(rule)
    large = [group for group in groups.values() if len(group) >= 3]
    return sorted(large, key=lambda group: -_bounds(group).y1)


def _linked(rules: Sequence[Box], fragments: Sequence[Fragment]) -> Iterable[tuple[int, int]]:
    flat = [index for index, rule in enumerate(rules) if rule.horizontal]
    upright = [index for index, rule in enumerate(rules) if not rule.horizontal]
    for one in flat:
        for other in upright:
            if rules[one].holds(rules[other].x0, rules[one].y0, _TOUCH) and rules[other].holds(
                rules[other].x0, rules[one].y0, _TOUCH
            ):
                yield one, other
    ends: dict[tuple[int, int], list[int]] = {}
    for index in sorted(flat, key=lambda index: -rules[index].y0):
        near = (round(rules[index].x0 / _SAME_ENDS), round(rules[index].x1 / _SAME_ENDS))
        ends.setdefault(near, []).append(index)
    for same in ends.values():
        for above, below in pairwise(same):
            if _tabular(rules[above], rules[below], fragments):
                yield above, below


def _tabular(above: Box, below: Box, fragments: Sequence[Fragment]) -> bool:
    """Whether the text between two rules of the same ends stands in cells."""
    box = Box(above.x0, below.y0, above.x1, above.y0)
    between = rows([fragment for fragment in fragments if _stands_in(fragment, box)])
    if not any(len(row) > 1 for row in between) or len(aligned_edges(between, 0, 1)) < 3:
        return False
    lengths = [len(segment.text) for row in between for segment in row]
    return len(between) <= _TEXT_ROWS or sum(lengths) / len(lengths) < _TEXT_LENGTH


def _table(fragments: Sequence[Fragment], group: Sequence[Box], box: Box) -> Table | None:
    width, height = box.x1 - box.x0, box.y1 - box.y0
    heights = _positions(((r.y0, r.x1 - r.x0) for r in group if r.horizontal), _COVER * width)
    edges = _positions(((r.x0, r.y1 - r.y0) for r in group if not r.horizontal), _COVER * height)
    ruled = len(edges) >= 3
    if not ruled:
        edges = aligned_edges(rows(fragments), box.x0, box.x1)
    if len(edges) < 3 or not fragments:
        return None
    inner = [y for y in reversed(heights) if box.y0 + _TOUCH < y < box.y1 - _TOUCH]
    if not ruled and not inner:
        return None  # a frame around something, or a rule above and one below
    frame = Frame(box, tuple(edges), (box.y1, *inner, box.y0), group if ruled else ())
    lines = cell_lines(fragments, frame) if ruled else rows(fragments)
    table = make_table(lines, frame)
    return table if table is not None and _is_filled(table) else None


def _with_open_row(box: Box, group: Sequence[Box], fragments: Sequence[Fragment]) -> Box:
    """The box, longer by a row of cells right below it: in striped tables the last may be white."""
    heights = _positions(((r.y0, r.x1 - r.x0) for r in group if r.horizontal), _MIN_CELL)
    if len(heights) < 3:
        return box
    step = min(above - below for below, above in pairwise(heights))
    below = Box(box.x0, box.y0 - step, box.x1, box.y0)
    lines = rows([fragment for fragment in fragments if _stands_in(fragment, below)])
    cells = max(map(len, lines), default=0)
    return below._replace(y1=box.y1) if cells > 1 and len(lines) <= 2 else box


def _is_filled(table: Table) -> bool:
    """Whether there is text in enough cells: a chart has rules, too."""
    cells = [text for row in table.rows for text in row.texts]
    return sum(map(bool, cells)) >= _MIN_FILLED * len(cells)


def _positions(rules: Iterable[tuple[float, float]], least: float) -> list[float]:
    """Where rules lie whose length together is at least `least`."""
    places: list[tuple[float, float]] = []
    for at, length in sorted(rules):
        if places and at - places[-1][0] <= _TOUCH:
            places[-1] = (places[-1][0], places[-1][1] + length)
        else:
            places.append((at, length))
    return [at for at, length in places if length >= least]


def _bounds(group: Sequence[Box]) -> Box:
    return Box(
        min(rule.x0 for rule in group),
        min(rule.y0 for rule in group),
        max(rule.x1 for rule in group),
        max(rule.y1 for rule in group),
    )


def _stands_in(fragment: Fragment, box: Box) -> bool:
    return box.holds((fragment.x0 + fragment.x1) / 2, fragment.y + fragment.size / 4, 1.0)
