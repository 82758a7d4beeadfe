"""A shape of a slide in, whether nobody sees it out: marked as hidden, or wholly beside the slide.

Lengths are in the file's own units (EMU). A shape in a group has the group's coordinates.
"""

import math
from typing import TYPE_CHECKING, Any

from pptx.oxml.ns import qn

if TYPE_CHECKING:
    from pptx.shapes.base import BaseShape

_GROUP = qn("p:grpSp")


def is_hidden(shape: "BaseShape", size: tuple[float, float]) -> bool:
    """Whether a shape cannot be seen on a slide of this width and height."""
    element: Any = shape._element
    groups = list(element.iterancestors(_GROUP))
    if any(_is_marked(one) for one in (element, *groups)):
        return True
    if None in (shape.left, shape.top, shape.width, shape.height):
        return False
    middle = shape.left + shape.width / 2, shape.top + shape.height / 2
    reach = shape.width / 2, shape.height / 2
    if getattr(shape, "rotation", 0) or any(_turns(group) for group in groups):
        reach = (math.hypot(*reach),) * 2
    for group in groups:
        middle, reach = _outwards(group, middle, reach)
    return any(
        at + far < 0 or at - far > end for at, far, end in zip(middle, reach, size, strict=True)
    )


def _is_marked(element: Any) -> bool:
    properties = element.find(f"./*/{qn('p:cNvPr')}")
    return properties is not None and properties.get("hidden") in ("1", "true")


def _turns(group: Any) -> bool:
    place = group.find(f"{qn('p:grpSpPr')}/{qn('a:xfrm')}")
    return place is not None and place.get("rot", "0") != "0"


def _outwards(
    group: Any, middle: tuple[float, float], reach: tuple[float, float]
) -> tuple[tuple[float, float], tuple[float, float]]:
    """A place in a group's own coordinates, in those around the group."""
    place = group.find(f"{qn('p:grpSpPr')}/{qn('a:xfrm')}")
    if place is None:
        return middle, reach
    start, end = (_pair(place, name, "x", "y") for name in ("a:chOff", "a:off"))
    inner, outer = (_pair(place, name, "cx", "cy") for name in ("a:chExt", "a:ext"))
    scale = [after / before if before else 1.0 for before, after in zip(inner, outer, strict=True)]
    moved = [b + (at - a) * s for at, a, b, s in zip(middle, start, end, scale, strict=True)]
    return (moved[0], moved[1]), (reach[0] * scale[0], reach[1] * scale[1])


def _pair(place: Any, name: str, first: str, second: str) -> tuple[int, int]:
    found = place.find(qn(name))
    return (0, 0) if found is None else (int(found.get(first)), int(found.get(second)))
