"""The graphics state of a content stream: matrices, text parameters, whether painting is seen.

Matrices are tuples (a, b, c, d, e, f) as in the PDF specification.
"""

import copy
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.loaders.pdf.fonts import Face
from ingest.loaders.pdf.marks import Box

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_NEARLY_WHITE = 0.98
_INKS = frozenset({"/Separation", "/DeviceN"})
# Their numbers alone do not say what is white.
_OTHERS = frozenset({"/Indexed", "/Lab", "/Pattern"})


def multiplied(m: Matrix, n: Matrix) -> Matrix:
    """First `m`, then `n`."""
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def applied(m: Matrix, x: float, y: float) -> tuple[float, float]:
    """The point where `m` takes (x, y)."""
    return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]


@dataclass(slots=True)
class State:
    """What `q` saves and `Q` restores."""

    ctm: Matrix
    face: Face
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    white: bool = False
    space: str = ""
    clear: bool = False
    clip: Box | None = None

    def clip_to(self, box: Box) -> None:
        """Narrows what can be seen to a box on the page."""
        self.clip = box if self.clip is None else self.clip.common(box)

    def copied(self) -> "State":
        """An independent copy: every field is immutable or shared on purpose."""
        return copy.copy(self)


def is_white(components: Sequence[object], space: str = "") -> bool:
    """Whether a grey, RGB, CMYK or spot colour is white; a pattern or unknown colour is not."""
    values = [float(value) for value in components if isinstance(value, (int, float))]
    if space in _OTHERS:
        return False
    if space in _INKS or len(values) == 4:
        return bool(values) and all(value <= 1 - _NEARLY_WHITE for value in values)
    return len(values) in (1, 3) and all(value >= _NEARLY_WHITE for value in values)
