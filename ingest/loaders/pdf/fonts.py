"""Bytes of a content stream to characters with their widths, through pypdf's private `Font`.

This is the only module that touches pypdf's private names; a test pins what it relies on.
In: a page's font resources. Out: a `Face` for a font name, made once per font of the file.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple

from pypdf.generic import DictionaryObject, IndirectObject
from pypdf.generic._font import Font

UNKNOWN = "\ufffd"
_BOLD = re.compile(r"bold|black|heavy|demi|semibd|CMBX|SFBX|SFSX|CMSSBX|,b\b|-bd\b", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
# Codes that WinAnsiEncoding leaves unused show a bullet; reportlab and others write 0x7f for it.
_UNUSED = frozenset({0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D})
_BOLD_WEIGHT = 600


class Glyph(NamedTuple):
    """One character code: its text, its advance in thousandths of an em, whether Tw applies."""

    text: str
    width: float
    word_space: bool


class Face:
    """A font: decodes strings, and knows its weight and how large its em is."""

    def __init__(
        self, font: Font, matrix: float = 0.001, em: float = 1.0, unicode_codes: bool = False
    ) -> None:
        self._font = font
        self._unicode_codes = unicode_codes
        self._glyphs: dict[int | str, Glyph] = {}
        self._width_scale = matrix * 1000
        self.em = em
        self.bold = _is_bold(font)
        self.gap = min(0.2, max(0.1, font.space_width * self._width_scale / 2000))

    @classmethod
    def from_resource(cls, resource: DictionaryObject) -> "Face":
        """The face of one font dictionary; a Type 3 font measures in its own matrix."""
        font = Font.from_font_resource(resource)
        if font.sub_type != "Type3":
            named = str(resource.get("/Encoding"))
            unicode_codes = "-UTF16-" in named or "-UCS2-" in named or font.encoding != "utf-16-be"
            return cls(font, unicode_codes=unicode_codes)
        matrix = [float(number) for number in resource.get("/FontMatrix", [0.001, 0, 0, 0.001])]
        _, bottom, _, top = font.font_descriptor.bbox
        em = abs((top - bottom) * matrix[3]) or 1.0
        return cls(font, abs(matrix[0]), em)

    @classmethod
    def unknown(cls) -> "Face":
        """What stands in for a font that is missing: nothing can be read with it."""
        return cls(Font("Unknown", encoding={}, interpretable=False))

    def glyphs(self, data: bytes) -> list[Glyph]:
        """The glyphs of one shown string, in its order."""
        encoding = self._font.encoding
        known = self._glyphs
        if isinstance(encoding, str):
            decoded = _decoded(data, encoding)
            return [known.get(char) or self._composite(char) for char in decoded]
        return [known.get(code) or self._simple(code, encoding) for code in data]

    def _simple(self, code: int, encoding: Mapping[int, str]) -> Glyph:
        character = encoding.get(code, chr(code))
        text = self._font.character_map.get(character, character)
        if code in _UNUSED and text == chr(code):
            text = "•"
        glyph = self._glyph(chr(code), text, code)
        self._glyphs[code] = glyph
        return glyph

    def _composite(self, character: str) -> Glyph:
        text = self._font.character_map.get(character)
        if text is None:  # without a map to Unicode, a two-byte code says nothing
            text = character if self._unicode_codes else UNKNOWN
        glyph = self._glyph(character, text, -1)
        self._glyphs[character] = glyph
        return glyph

    def _glyph(self, raw: str, text: str, code: int) -> Glyph:
        widths = self._font.character_widths
        is_space = raw == self._font.space_char
        default = self._font.space_width if is_space else widths["default"]
        width = float(widths.get(raw) or default) if is_space else float(widths.get(raw, default))
        readable = self._font.interpretable and not _is_control(text)
        return Glyph(text if readable else UNKNOWN, width * self._width_scale, code == 0x20)


class FaceBook:
    """The faces of one file, each made at its first use."""

    def __init__(self) -> None:
        self._faces: dict[tuple[int, int], Face] = {}
        self._unknown = Face.unknown()

    def face(self, fonts: DictionaryObject, name: str) -> Face:
        """The face that these font resources call `name`."""
        reference = fonts.raw_get(name) if name in fonts else None
        if not isinstance(reference, IndirectObject):
            return self._made(reference)
        key = (reference.idnum, reference.generation)
        if key not in self._faces:
            self._faces[key] = self._made(reference.get_object())
        return self._faces[key]

    def _made(self, resource: Any) -> Face:
        if not isinstance(resource, DictionaryObject):
            return self._unknown
        try:
            return Face.from_resource(resource)
        except (AttributeError, TypeError, ValueError, KeyError, IndexError):
            return self._unknown


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return data.decode(encoding, "replace")


def _is_control(text: str) -> bool:
    unseen = (unicodedata.category(char) in ("Cc", "Cs") and char not in "\t\n\r" for char in text)
    return bool(text) and all(unseen)


def _is_bold(font: Font) -> bool:
    descriptor = font.font_descriptor
    if _BOLD.search(font.name):
        return True
    try:
        weight = int(descriptor.weight)
        forced = int(descriptor.flags) & _FORCE_BOLD
    except (TypeError, ValueError):
        return False
    return weight >= _BOLD_WEIGHT or bool(forced)
