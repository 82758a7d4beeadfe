"""Fragments to rows of segments: what stands on one baseline, cut at wide gaps.

In: fragments of one writing direction. Out: rows from top to bottom, each a list of `Segment`s
from left to right. Spaces that the file leaves out are put in where the gap shows them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.loaders.pdf.marks import Fragment

CUT = 0.7
_SPACE = 0.15
_SMALL = 0.87
_RAISED = 0.2
_ASCENT, _DESCENT = 0.7, 0.2
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_OPEN_ROWS = 4
_OVERLAP = 0.4  # a footnote's mark stands half an em above its text


@dataclass(slots=True)
class Segment:
    """Text on one baseline without a wide gap. `size` and `bold` are those of most of it."""

    fragments: Sequence[Fragment]
    text: str = field(init=False)
    x0: float = field(init=False)
    x1: float = field(init=False)
    y: float = field(init=False)
    size: float = field(init=False)
    bold: bool = field(init=False)

    def __post_init__(self) -> None:
        main = max(self.fragments, key=lambda fragment: fragment.size)
        self.size, self.y = main.size, main.y
        self.x0 = self.fragments[0].x0
        self.x1 = max(fragment.x1 for fragment in self.fragments)
        length = sum(len(fragment.text) for fragment in self.fragments)
        self.bold = 2 * sum(len(f.text) for f in self.fragments if f.bold) > length
        self.text = _written(self.fragments, self.size, self.y)


Row = list[Segment]


def rows(fragments: Sequence[Fragment]) -> list[Row]:
    """Rows from top to bottom."""
    return [_segments(row) for row in fragment_rows(fragments)]


def fragment_rows(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """Fragments by the line they stand on, each line from left to right."""
    lines: list[_Line] = []
    for fragment in sorted(fragments, key=lambda fragment: -fragment.y):
        line = next((line for line in lines[: -_OPEN_ROWS - 1 : -1] if line.takes(fragment)), None)
        if line is None:
            line = _Line(fragment)
            lines.append(line)
        else:
            line.add(fragment)
    lines.sort(key=lambda line: -line.main.y)
    return [_in_order(line.fragments) for line in lines]


def joined(segments: Sequence[Segment]) -> Segment:
    """One segment of several on a line."""
    if len(segments) == 1:
        return segments[0]
    return Segment([fragment for segment in segments for fragment in segment.fragments])


class _Line:
    """Fragments that overlap vertically with the largest of them."""

    def __init__(self, fragment: Fragment) -> None:
        self.main = fragment
        self.fragments = [fragment]

    def takes(self, fragment: Fragment) -> bool:
        main = self.main
        if main.y == fragment.y:
            return True
        top = min(main.y + _ASCENT * main.size, fragment.y + _ASCENT * fragment.size)
        bottom = max(main.y - _DESCENT * main.size, fragment.y - _DESCENT * fragment.size)
        height = (_ASCENT + _DESCENT) * min(main.size, fragment.size)
        return top - bottom >= _OVERLAP * height

    def add(self, fragment: Fragment) -> None:
        self.fragments.append(fragment)
        if fragment.size > self.main.size:
            self.main = fragment


def _in_order(fragments: list[Fragment]) -> list[Fragment]:
    """From left to right, without copies drawn over each other to look bold or shadowed."""
    ordered: list[Fragment] = []
    for fragment in sorted(fragments, key=lambda fragment: fragment.x0):
        near = (f for f in ordered[-3:] if abs(f.x0 - fragment.x0) < 0.2 * fragment.size)
        if not any(f.text == fragment.text and abs(f.y - fragment.y) < f.size / 4 for f in near):
            ordered.append(fragment)
    return ordered


def _segments(fragments: list[Fragment]) -> Row:
    cuts = [0]
    reach = fragments[0].x1
    for index, (left, right) in enumerate(pairwise(fragments), start=1):
        if right.x0 - reach > CUT * max(left.size, right.size):
            cuts.append(index)
        reach = max(reach, right.x1)
    ends = [*cuts[1:], len(fragments)]
    return [Segment(fragments[start:end]) for start, end in zip(cuts, ends, strict=True)]


def _written(fragments: Sequence[Fragment], size: float, y: float) -> str:
    parts: list[str] = []
    before: Fragment | None = None
    for fragment in fragments:
        if before is not None and _parted(before, fragment):
            parts.append(" ")
        raised = fragment.size <= _SMALL * size and fragment.y >= y + _RAISED * size
        parts.append(fragment.text.translate(_SUPERSCRIPTS) if raised else fragment.text)
        before = fragment
    return "".join(parts)


def _parted(left: Fragment, right: Fragment) -> bool:
    gap = right.x0 - left.x1
    limit = _SPACE * min(left.size, right.size)
    return right.spaced or gap > limit or gap < -max(left.size, right.size)
