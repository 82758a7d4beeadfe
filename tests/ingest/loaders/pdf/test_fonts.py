from collections.abc import Sequence
from pathlib import Path

import reportlab
from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
)
from pypdf.generic._font import Font
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ingest.loaders.pdf import load_pdf
from ingest.loaders.pdf.fonts import UNKNOWN, Face, FaceBook
from tests.ingest.loaders.pdf.drawn import draw, helvetica, stream_pdf, texts


def read(face: Face, data: bytes) -> str:
    return "".join(glyph.text for glyph in face.glyphs(data))


def numbers(values: Sequence[float]) -> ArrayObject:
    return ArrayObject([FloatObject(value) for value in values])


def test_what_is_used_of_the_private_font_class() -> None:
    font = Font.from_font_resource(helvetica())
    assert isinstance(font.encoding, dict) and font.encoding[0xE0] == "à"
    assert (font.character_widths["A"], font.space_width, font.space_char) == (667, 278, " ")
    assert font.character_map == {} and font.interpretable and font.sub_type == "Type1"
    assert font.font_descriptor.weight and font.font_descriptor.flags >= 0


def test_a_standard_font() -> None:
    face = Face.from_resource(helvetica())
    glyphs = face.glyphs("A à".encode("cp1252"))
    assert [(g.text, g.width, g.word_space) for g in glyphs] == [
        ("A", 667, False),
        (" ", 278, True),
        ("à", 556, False),
    ]
    assert not face.bold


def test_bold_by_name() -> None:
    resource = helvetica()
    resource[NameObject("/BaseFont")] = NameObject("/Helvetica-Bold")
    assert Face.from_resource(resource).bold


def test_an_embedded_font_maps_to_unicode(tmp_path: Path) -> None:
    vera = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    pdfmetrics.registerFont(TTFont("Vera", str(vera)))

    def page(canvas: Canvas) -> None:
        canvas.setFont("Vera", 12)
        canvas.drawString(50, 700, "cèl·lules €")

    assert texts(load_pdf(draw(tmp_path / "a.pdf", page))) == ["cèl·lules €"]


def test_two_byte_codes_without_a_map_say_nothing() -> None:
    descendant = DictionaryObject(
        {NameObject("/Subtype"): NameObject("/CIDFontType2"), NameObject("/DW"): NumberObject(500)}
    )
    resource = DictionaryObject(
        {
            NameObject("/Subtype"): NameObject("/Type0"),
            NameObject("/BaseFont"): NameObject("/X"),
            NameObject("/Encoding"): NameObject("/Identity-H"),
            NameObject("/DescendantFonts"): ArrayObject([descendant]),
        }
    )
    assert read(Face.from_resource(resource), b"\x00\x41\x00\x42") == UNKNOWN * 2


def test_type_3_measures_in_its_own_matrix() -> None:
    resource = DictionaryObject(
        {
            NameObject("/Subtype"): NameObject("/Type3"),
            NameObject("/FontMatrix"): numbers([0.01, 0, 0, 0.01, 0, 0]),
            NameObject("/FontBBox"): numbers([0, 0, 80, 80]),
            NameObject("/CharProcs"): DictionaryObject({NameObject("/A"): NumberObject(0)}),
            NameObject("/FirstChar"): NumberObject(65),
            NameObject("/Widths"): numbers([60]),
        }
    )
    face = Face.from_resource(resource)
    assert face.glyphs(b"A")[0].width == 600
    assert round(face.em, 3) == 0.8


def test_a_font_is_made_once_and_a_missing_one_is_unknown() -> None:
    fonts = PdfReader(stream_pdf("")).pages[0]["/Resources"]["/Font"]
    book = FaceBook()
    assert book.face(fonts, "/F1") is book.face(fonts, "/F1")
    assert read(book.face(fonts, "/F9"), b"AB") == UNKNOWN * 2


def test_a_broken_font_is_unknown() -> None:
    resource = helvetica()
    resource[NameObject("/Widths")] = NumberObject(3)
    resource[NameObject("/FontDescriptor")] = NumberObject(3)
    fonts = DictionaryObject({NameObject("/F1"): resource})
    assert read(FaceBook().face(fonts, "/F1"), b"A") == UNKNOWN
