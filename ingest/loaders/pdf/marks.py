"""What a page's drawing leaves behind: pieces of text, straight rules, painted areas.

Coordinates are points in the page as it is shown, y upwards; `Fragment.y` is a baseline.
A fragment never holds white space; `spaced` says that a space was written just before it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Fragment(NamedTuple):
    """A piece of one line. `angle` counts quarter turns.

    `hidden` is render mode 3 or paint that is fully transparent, as in the text layer of a scan; `gone`
    is text on a layer that is off, outside the clipping path, or squeezed to nothing.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    spaced: bool = False
    angle: int = 0
    hidden: bool = False
    white: bool = False
    pagination: bool = False
    gone: bool = False


class Box(NamedTuple):
    """A rectangle; a rule is a box that is thin in one direction."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Whether the point lies inside, or at most `slack` outside."""
        inside_x = self.x0 - slack <= x <= self.x1 + slack
        return inside_x and self.y0 - slack <= y <= self.y1 + slack

    def common(self, other: "Box") -> "Box":
        """What lies in both; upside down where nothing does, so that it holds no point."""
        x0, y0 = max(self.x0, other.x0), max(self.y0, other.y0)
        return Box(x0, y0, min(self.x1, other.x1), min(self.y1, other.y1))

    @property
    def horizontal(self) -> bool:
        """Wider than high."""
        return self.x1 - self.x0 >= self.y1 - self.y0


def around(points: Iterable[tuple[float, float]]) -> Box:
    """The smallest box around some points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def turned(x: float, y: float, angle: int) -> tuple[float, float]:
    """The point in axes in which text of this angle runs from left to right."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[angle]


def turned_box(box: Box, angle: int) -> Box:
    """The box in axes in which text of this angle runs from left to right."""
    return around((turned(box.x0, box.y0, angle), turned(box.x1, box.y1, angle)))


@dataclass(slots=True)
class Marks:
    """All marks of one page: `rules` are thin boxes, `areas` are painted, but not white."""

    page: Box
    fragments: list[Fragment] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    areas: list[Box] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
