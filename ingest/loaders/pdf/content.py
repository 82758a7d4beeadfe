"""A page's content streams to its `Marks`: text fragments, rules, painted areas, images.

In: a pypdf page. Out: `Marks` in the page as it is shown (crop box at the origin, /Rotate done).
Forms are followed once per invocation, never into themselves, and up to pypdf's own limit.
"""

import math
from collections.abc import Callable
from typing import Any

from pypdf import PageObject
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, NullObject, StreamObject

from ingest.loaders.pdf.drawing import Path
from ingest.loaders.pdf.fonts import FaceBook
from ingest.loaders.pdf.layers import Layers
from ingest.loaders.pdf.marks import Box, Marks, around
from ingest.loaders.pdf.state import IDENTITY, Matrix, State, applied, is_white, multiplied
from ingest.loaders.pdf.text import Pen

_MAX_FORMS = 5000
_MAX_DEPTH = 30
_MAX_SAVED = 512
_CLEAR = 0.01

Operands = list[Any]


def page_marks(page: PageObject, faces: FaceBook) -> Marks:
    """Everything that the page draws."""
    box, matrix = shown(page)
    marks = Marks(box)
    contents = page.get("/Contents", NullObject()).get_object()
    if not isinstance(contents, NullObject):
        resources = _dictionary(page.get_inherited("/Resources", DictionaryObject()))
        stream = ContentStream(contents, page.pdf, "bytes")
        Interpreter(marks, faces, matrix, page.pdf).run(stream, resources)
    return marks


class Interpreter:
    """Runs content streams. Operators with wrong operands are passed over, as viewers do."""

    def __init__(self, marks: Marks, faces: FaceBook, matrix: Matrix, pdf: Any) -> None:
        self._marks = marks
        self._faces = faces
        self._pdf = pdf
        self._state = State(matrix, faces.face(DictionaryObject(), ""))
        self._saved: list[State] = []
        self._fonts = self._resources = DictionaryObject()
        self._layers = Layers.of(pdf)
        self._marked: list[tuple[bool, bool]] = []
        self._forms: list[int] = []
        self._entered = 0
        self._pen = Pen(marks)
        self._path = Path(marks)
        self._handlers = self._table()

    def run(self, stream: ContentStream, resources: DictionaryObject) -> None:
        """Runs one stream with its resources."""
        outer = self._resources, self._fonts
        self._resources = resources
        self._fonts = _dictionary(resources.get("/Font"))
        for operands, operator in stream.operations:
            handler = self._handlers.get(operator)
            if handler is not None:
                try:
                    handler(operands)
                except (TypeError, ValueError, IndexError, AttributeError, OverflowError):
                    continue
        self._resources, self._fonts = outer

    def _table(self) -> dict[bytes, Callable[[Operands], None]]:
        path, pen, paint = self._path, self._pen, self._paint
        return {
            b"q": self._save,
            b"Q": self._restore,
            b"cm": self._transform,
            b"Do": self._invoke,
            b"INLINE IMAGE": lambda o: self._image(),
            b"BMC": self._mark,
            b"BDC": self._mark,
            b"EMC": self._unmark,
            b"g": self._colour,
            b"rg": self._colour,
            b"k": self._colour,
            b"sc": self._colour_of_space,
            b"scn": self._colour_of_space,
            b"cs": self._space,
            b"gs": self._graphics,
            b"W": lambda o: self._clip(path.bounds()),
            b"W*": lambda o: self._clip(path.bounds()),
            b"BT": lambda o: pen.begin(),
            b"Tf": self._font,
            b"Tc": self._parameter("char_space"),
            b"Tw": self._parameter("word_space"),
            b"Tz": self._parameter("scale", 0.01),
            b"TL": self._parameter("leading"),
            b"Ts": self._parameter("rise"),
            b"Tr": lambda o: setattr(self._state, "mode", int(o[0])),
            b"Td": lambda o: pen.move(_number(o[0]), _number(o[1])),
            b"TD": self._move_and_lead,
            b"Tm": lambda o: pen.place(_matrix(o)),
            b"T*": lambda o: self._next_line(),
            b"Tj": lambda o: pen.show(self._state, o[:1]),
            b"TJ": lambda o: pen.show(self._state, list(o[0])),
            b"'": self._next_and_show,
            b'"': self._spaced_and_show,
            b"m": lambda o: path.move(self._state.ctm, *_numbers(o, 2)),
            b"l": lambda o: path.line(self._state.ctm, *_numbers(o, 2)),
            b"c": lambda o: path.curve(self._state.ctm, *_numbers(o[4:], 2)),
            b"v": lambda o: path.curve(self._state.ctm, *_numbers(o[2:], 2)),
            b"y": lambda o: path.curve(self._state.ctm, *_numbers(o[2:], 2)),
            b"re": lambda o: path.rectangle(self._state.ctm, *_numbers(o, 4)),
            b"n": lambda o: path.clear(),
            **{op: paint(stroke=True, fill=False) for op in (b"S", b"s")},
            **{op: paint(stroke=False, fill=True) for op in (b"f", b"F", b"f*")},
            **{op: paint(stroke=True, fill=True) for op in (b"B", b"B*", b"b", b"b*")},
        }

    def _save(self, operands: Operands) -> None:
        if len(self._saved) < _MAX_SAVED:
            self._saved.append(self._state.copied())

    def _restore(self, operands: Operands) -> None:
        if self._saved:
            self._state = self._saved.pop()

    def _transform(self, operands: Operands) -> None:
        self._state.ctm = multiplied(_matrix(operands), self._state.ctm)

    def _colour(self, operands: Operands) -> None:
        self._state.white = is_white(operands)

    def _colour_of_space(self, operands: Operands) -> None:
        self._state.white = is_white(operands, self._state.space)

    def _space(self, operands: Operands) -> None:
        named = _dictionary(self._resources.get("/ColorSpace")).get(operands[0])
        space = operands[0] if named is None else named.get_object()
        self._state.space = str(space[0] if isinstance(space, ArrayObject) else space)
        self._state.white = False

    def _graphics(self, operands: Operands) -> None:
        named = _dictionary(self._resources.get("/ExtGState")).get(operands[0])
        alpha = _dictionary(named).get("/ca")
        if alpha is not None:
            self._state.clear = _number(alpha) < _CLEAR

    def _clip(self, box: Box | None) -> None:
        if box is not None:
            self._state.clip_to(box)

    def _font(self, operands: Operands) -> None:
        self._state.face = self._faces.face(self._fonts, operands[0])
        self._state.size = _number(operands[1])

    def _parameter(self, name: str, factor: float = 1.0) -> Callable[[Operands], None]:
        return lambda operands: setattr(self._state, name, _number(operands[0]) * factor)

    def _move_and_lead(self, operands: Operands) -> None:
        self._state.leading = -_number(operands[1])
        self._pen.move(_number(operands[0]), _number(operands[1]))

    def _next_line(self) -> None:
        self._pen.move(0.0, -self._state.leading)

    def _next_and_show(self, operands: Operands) -> None:
        self._next_line()
        self._pen.show(self._state, operands[:1])

    def _spaced_and_show(self, operands: Operands) -> None:
        self._state.word_space, self._state.char_space = _numbers(operands, 2)
        self._next_and_show(operands[2:3])

    def _mark(self, operands: Operands) -> None:
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, str):
            properties = _dictionary(self._resources.get("/Properties")).get(properties)
        kind = _dictionary(properties).get("/Type")
        is_running = operands[0] == "/Artifact" and kind == "/Pagination"
        self._marked.append((is_running, operands[0] == "/OC" and self._layers.hides(properties)))
        self._tell_marked()

    def _unmark(self, operands: Operands) -> None:
        if self._marked:
            self._marked.pop()
        self._tell_marked()

    def _tell_marked(self) -> None:
        self._pen.pagination = any(is_running for is_running, _ in self._marked)
        self._pen.layer_off = any(is_off for _, is_off in self._marked)

    def _paint(self, *, stroke: bool, fill: bool) -> Callable[[Operands], None]:
        return lambda operands: self._path.paint(stroke=stroke, fill=fill, white=self._state.white)

    def _image(self) -> None:
        ctm = self._state.ctm
        box = around(applied(ctm, x, y) for x in (0.0, 1.0) for y in (0.0, 1.0))
        self._marks.images.append(box)

    def _invoke(self, operands: Operands) -> None:
        objects = _dictionary(self._resources.get("/XObject"))
        form = objects.get(operands[0], NullObject()).get_object()
        if not isinstance(form, StreamObject) or self._layers.hides(form.get("/OC")):
            return
        if form.get("/Subtype") == "/Image":
            self._image()
        elif form.get("/Subtype") == "/Form":
            self._enter(form)

    def _enter(self, form: StreamObject) -> None:
        limit_reached = self._entered >= _MAX_FORMS or len(self._forms) >= _MAX_DEPTH
        if id(form) in self._forms or limit_reached:
            return
        self._entered += 1
        self._forms.append(id(form))
        outer, saved = self._state, self._saved
        self._state, self._saved = outer.copied(), []
        matrix = form.get("/Matrix", NullObject()).get_object()
        if isinstance(matrix, ArrayObject):
            self._transform(list(matrix))
        self._clip_to_form(form)
        own = _dictionary(form.get("/Resources"))
        self.run(ContentStream(form, self._pdf, "bytes"), own or self._resources)
        self._state, self._saved = outer, saved
        self._forms.pop()

    def _clip_to_form(self, form: StreamObject) -> None:
        box = form.get("/BBox", NullObject()).get_object()
        if isinstance(box, ArrayObject) and len(box) == 4:
            x0, y0, x1, y1 = _numbers(list(box), 4)
            corners = ((x, y) for x in (x0, x1) for y in (y0, y1))
            self._clip(around(applied(self._state.ctm, x, y) for x, y in corners))


def shown(page: PageObject) -> tuple[Box, Matrix]:
    """The size of the page as it is shown, and the matrix that takes it there."""
    crop = page.cropbox
    left, bottom = float(crop.left), float(crop.bottom)
    width, height = float(crop.width), float(crop.height)
    origin: Matrix = (1.0, 0.0, 0.0, 1.0, -left, -bottom)
    turns: dict[int, Matrix] = {
        0: IDENTITY,
        90: (0.0, -1.0, 1.0, 0.0, 0.0, width),
        180: (-1.0, 0.0, 0.0, -1.0, width, height),
        270: (0.0, 1.0, -1.0, 0.0, height, 0.0),
    }
    rotation = page.rotation % 360
    if rotation in (90, 270):
        width, height = height, width
    return Box(0.0, 0.0, width, height), multiplied(origin, turns.get(rotation, IDENTITY))


def _dictionary(value: Any) -> DictionaryObject:
    resolved = value.get_object() if hasattr(value, "get_object") else value
    return resolved if isinstance(resolved, DictionaryObject) else DictionaryObject()


def _number(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number) or abs(number) > 1e7:
        raise ValueError("a number that no page can hold")
    return number


def _numbers(operands: Operands, count: int) -> list[float]:
    if len(operands) < count:
        raise IndexError("operands are missing")
    return [_number(operand) for operand in operands[:count]]


def _matrix(operands: Operands) -> Matrix:
    a, b, c, d, e, f = _numbers(operands[-6:], 6)
    return a, b, c, d, e, f
