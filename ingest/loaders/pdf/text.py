"""Text operators of a content stream to fragments: words, or parts of words, with their places.

In: the state and the shown strings. Out: `Fragment`s into `Marks`. An accent drawn as a glyph of
its own over a letter (TeX's old encoding) is composed with it here, where places are known.
"""

import math
import unicodedata

from ingest.loaders.pdf.fonts import UNKNOWN
from ingest.loaders.pdf.marks import Fragment, Marks, turned
from ingest.loaders.pdf.state import IDENTITY, Matrix, State, applied, multiplied

_COMBINING = {
    "´": "\u0301",
    "`": "\u0300",
    "¨": "\u0308",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "¸": "\u0327",
    "ˇ": "\u030c",
    "˘": "\u0306",
    "˙": "\u0307",
    "˚": "\u030a",
    "˝": "\u030b",
    "¯": "\u0304",
    "˛": "\u0328",
}
_DOTLESS = {"ı": "i", "ȷ": "j"}
_HIDDEN_MODE = 3
_STROKED_MODE = 2
_EDGE = 2.0
_OVERLAP = 0.35  # of both widths: more than a third of the accent lies over its letter
_THINNEST = 0.5
_SLANT = math.radians(8)


class Pen:
    """Writes shown strings into `marks`; holds the text matrices and an accent that waits."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self.matrix: Matrix = IDENTITY
        self.line: Matrix = IDENTITY
        self.pagination = False
        self.layer_off = False
        self._spaced = False
        self._parts: list[str] = []
        self._start = 0.0
        self._at = 0.0
        self._last = 0.0
        self._advance = 0.0
        self._accent = ""
        self._accent_at = (0.0, 0.0)
        self._accent_advance = 0.0

    def begin(self) -> None:
        """`BT`"""
        self.matrix = self.line = IDENTITY

    def place(self, matrix: Matrix) -> None:
        """`Tm`"""
        self.matrix = self.line = matrix

    def move(self, x: float, y: float) -> None:
        """`Td`"""
        self.place(multiplied((1.0, 0.0, 0.0, 1.0, x, y), self.line))

    def show(self, state: State, items: list[object]) -> None:
        """`TJ`: strings, and numbers that move the pen backwards in thousandths of an em."""
        size, scale = state.size, state.scale
        unit = size * scale / 1000
        self._at = 0.0
        device = multiplied(self.matrix, state.ctm)
        for item in items:
            if isinstance(item, bytes):
                self._string(state, device, item, unit)
            elif isinstance(item, str):
                self._string(state, device, item.encode("latin-1", "replace"), unit)
            elif isinstance(item, (int, float)):
                self._kern(state, device, float(item), unit)
        self._flush(state, device)
        self.matrix = multiplied((1.0, 0.0, 0.0, 1.0, self._at, 0.0), self.matrix)

    def _kern(self, state: State, device: Matrix, amount: float, unit: float) -> None:
        if -amount >= state.face.gap * 1000 or amount > 1000:
            self._flush(state, device)
        self._at -= amount * unit

    def _string(self, state: State, device: Matrix, data: bytes, unit: float) -> None:
        char_space = state.char_space * state.scale
        word_space = state.word_space * state.scale
        for text, width, is_word_space in state.face.glyphs(data):
            advance = width * unit + char_space
            if is_word_space:
                advance += word_space
            if text.isspace():
                self._drop_accent()
                self._flush(state, device)
                self._spaced = True
            elif text in _COMBINING:
                self._mark(state, device, text, advance)
            elif text:
                if self._accent:
                    text = self._composed(state, device, text, advance)
                if not self._parts:
                    self._start = self._at
                self._parts.append(text)
                self._last = self._at + advance / 2
                self._advance = advance
            self._at += advance

    def _mark(self, state: State, device: Matrix, text: str, advance: float) -> None:
        """An accent of its own: over the letter before it, or kept for the one that follows."""
        middle = self._at + advance / 2
        over = abs(middle - self._last) < _OVERLAP * abs(advance + self._advance)
        if self._parts and over and self._parts[-1].isalpha():
            self._parts[-1] = _joined(self._parts[-1], text)
            return
        self._drop_accent()
        self._accent = text
        self._accent_at = applied(device, middle, state.rise)
        self._accent_advance = advance
        if not self._parts:
            self._start = self._at

    def _composed(self, state: State, device: Matrix, text: str, advance: float) -> str:
        """The glyph with the waiting accent, if that stands over it."""
        accent, self._accent = self._accent, ""
        x, y = applied(device, self._at + advance / 2, state.rise)
        x, y = x - self._accent_at[0], y - self._accent_at[1]
        a, b, c, d, _, _ = device
        along = abs(x * a + y * b) / (a * a + b * b or 1.0)
        across = abs(x * c + y * d) / (c * c + d * d or 1.0)
        over = along < _OVERLAP * abs(advance + self._accent_advance)
        if text.isalpha() and over and across < abs(state.size):
            return _joined(text, accent)
        return accent + text

    def _drop_accent(self) -> None:
        if self._accent:
            self._parts.append(self._accent)
            self._accent = ""

    def _flush(self, state: State, device: Matrix) -> None:
        if not self._parts:
            return
        text = "".join(self._parts).replace(UNKNOWN, "")
        self._parts = []
        angle = _angle(device)
        if not text or angle is None:
            return
        em = state.size * state.face.em
        x0, y = turned(*applied(device, self._start, state.rise), angle)
        x1, _ = turned(*applied(device, self._at, state.rise), angle)
        width = abs(em * state.scale) * math.hypot(device[0], device[1])
        self._marks.fragments.append(
            Fragment(
                text,
                min(x0, x1),
                max(x0, x1),
                y,
                abs(em) * math.hypot(device[2], device[3]),
                state.face.bold or state.mode == _STROKED_MODE,
                self._spaced,
                angle,
                state.mode == _HIDDEN_MODE or (state.clear and state.mode == 0),
                state.white and state.mode == 0,
                self.pagination,
                self.layer_off or width < _THINNEST or self._is_clipped(state, device),
            )
        )
        self._spaced = False

    def _is_clipped(self, state: State, device: Matrix) -> bool:
        """Whether the middle of what is written lies outside the clipping path."""
        middle = applied(device, (self._start + self._at) / 2, state.rise + state.size / 3)
        return state.clip is not None and not state.clip.holds(*middle, _EDGE)


def _angle(device: Matrix) -> int | None:
    """Quarter turns of the writing direction; none for slanted text, such as a watermark."""
    turn = math.atan2(device[1], device[0])
    quarter = round(turn / (math.pi / 2))
    return quarter % 4 if abs(turn - quarter * math.pi / 2) <= _SLANT else None


def _joined(letter: str, accent: str) -> str:
    base = _DOTLESS.get(letter, letter)
    return unicodedata.normalize("NFC", base + _COMBINING[accent])
