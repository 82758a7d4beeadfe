"""Paths of a content stream to rules and painted areas.

In: the path operators, with the current matrix. Out: thin boxes (rules) and areas into `Marks`.
A page full of drawing (a map, a plot) keeps the first few thousand only: it holds no tables.
"""

from ingest.loaders.pdf.marks import Box, Marks, around
from ingest.loaders.pdf.state import Matrix, applied

MAX_BOXES = 4000
_THIN = 3.0
_MIN_LENGTH = 8.0

Point = tuple[float, float]


class Path:
    """The path under construction, in page coordinates."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._lines: list[tuple[Point, Point]] = []
        self._rectangles: list[Box] = []
        self._points: list[Point] = []
        self._at: Point = (0.0, 0.0)
        self._curved = False

    def move(self, ctm: Matrix, x: float, y: float) -> None:
        """`m`: starts a subpath."""
        self._at = applied(ctm, x, y)

    def line(self, ctm: Matrix, x: float, y: float) -> None:
        """`l`: a straight line."""
        start, self._at = self._at, applied(ctm, x, y)
        self._lines.append((start, self._at))
        self._points += (start, self._at)

    def curve(self, ctm: Matrix, x: float, y: float) -> None:
        """`c`, `v`, `y`: only where it ends matters here."""
        self._points += (self._at, applied(ctm, x, y))
        self._at = self._points[-1]
        self._curved = True

    def rectangle(self, ctm: Matrix, x: float, y: float, width: float, height: float) -> None:
        """`re`: a rectangle, also one that a matrix turns by a right angle."""
        self._rectangles.append(around((applied(ctm, x, y), applied(ctm, x + width, y + height))))

    def paint(self, *, stroke: bool, fill: bool, white: bool) -> None:
        """Ends the path and keeps what can be seen of it."""
        if len(self._marks.rules) < MAX_BOXES:
            if stroke:
                self._stroke()
            elif fill:
                self._rules_of_filled()
            if fill and not white:
                self._areas()
        self.clear()

    def bounds(self) -> Box | None:
        """A box around the path; none where curves may leave the box of their ends."""
        corners = [(x, y) for box in self._rectangles for x in box[::2] for y in box[1::2]]
        points = [*self._points, *corners]
        return around(points) if points and not self._curved else None

    def clear(self) -> None:
        """`n`, or the end of a painted path."""
        self._lines, self._rectangles, self._points = [], [], []
        self._curved = False

    def _stroke(self) -> None:
        for start, end in self._lines:
            self._rule(around((start, end)))
        for box in self._rectangles:
            self._edges(box)

    def _rules_of_filled(self) -> None:
        """Word draws rules as thin filled rectangles; shaded rows, white ones too, part rows."""
        for box in self._rectangles:
            if min(box.x1 - box.x0, box.y1 - box.y0) <= _THIN:
                self._rule(box)
            else:
                self._edges(box)

    def _edges(self, box: Box) -> None:
        x0, y0, x1, y1 = box
        for edge in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
            self._rule(Box(*edge))

    def _rule(self, box: Box) -> None:
        width, height = box.x1 - box.x0, box.y1 - box.y0
        if max(width, height) < _MIN_LENGTH or min(width, height) > _THIN:
            return
        if box.horizontal:
            middle = (box.y0 + box.y1) / 2
            self._marks.rules.append(Box(box.x0, middle, box.x1, middle))
        else:
            middle = (box.x0 + box.x1) / 2
            self._marks.rules.append(Box(middle, box.y0, middle, box.y1))

    def _areas(self) -> None:
        self._marks.areas += self._rectangles
        if self._points:
            self._marks.areas.append(around(self._points))
