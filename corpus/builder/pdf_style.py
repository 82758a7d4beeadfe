"""The looks of a PDF: a Layout in, the paragraph styles and the page's measures out.

Lengths are points. Only fonts that every PDF reader or reportlab itself carries, so a rebuild on
another machine gives the same file.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from .report import Layout

WIDTH, HEIGHT = A4
MARGIN = 2.3 * cm
TOP = 2.4 * cm
BOTTOM = 2.1 * cm
GUTTER = 0.7 * cm
NOTES = 2.6 * cm
ACCENT: Color = HexColor("#0b5563")
RULE: Color = HexColor("#9fb4b9")
SHADE: Color = HexColor("#e6eef0")
GREY: Color = HexColor("#555555")

_FACES = {
    "Times": ("Times-Roman", "Times-Bold", "Times-Italic"),
    "Helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "Vera": ("Vera", "VeraBd", "VeraIt"),
}
_SIZES = {"Times": 11.0, "Helvetica": 10.0, "Vera": 9.5}


@dataclass(frozen=True, slots=True)
class Styles:
    """One style for each kind of text; `regular` and `italic` are names of fonts."""

    title: ParagraphStyle
    subtitle: ParagraphStyle
    notice: ParagraphStyle
    headings: tuple[ParagraphStyle, ParagraphStyle]
    body: ParagraphStyle
    bullet: ParagraphStyle
    caption: ParagraphStyle
    cell: ParagraphStyle
    head_cell: ParagraphStyle
    small: ParagraphStyle
    footnote: ParagraphStyle
    regular: str
    italic: str


def styles_for(layout: Layout) -> Styles:
    regular, bold, italic = _faces(layout.font)
    size = _SIZES[layout.font] - (1 if layout.columns == 2 else 0)
    align = TA_JUSTIFY if layout.justify else TA_LEFT
    body = _style(regular, size, alignment=align, spaceAfter=size * 0.7, embeddedHyphenation=1)
    return Styles(
        title=_style(bold, 26, textColor=ACCENT, spaceAfter=12),
        subtitle=_style(regular, 14, textColor=GREY, spaceAfter=30),
        notice=_style(
            italic,
            10,
            leftIndent=8,
            rightIndent=8,
            borderColor=RULE,
            borderWidth=0.8,
            borderPadding=8,
        ),
        headings=(
            _style(bold, size + 4, textColor=ACCENT, spaceBefore=14, spaceAfter=6, keepWithNext=1),
            _style(bold, size + 1, spaceBefore=6, spaceAfter=4, keepWithNext=1),
        ),
        body=body,
        bullet=ParagraphStyle(
            "bullet",
            parent=body,
            leftIndent=14,
            bulletIndent=3,
            bulletFontName=regular,
            spaceAfter=size * 0.4,
        ),
        caption=_style(bold, size - 1, spaceBefore=4, spaceAfter=4, keepWithNext=1),
        cell=_style(regular, size - 1.2),
        head_cell=_style(bold, size - 1.2),
        small=_style(italic, size - 2, textColor=GREY, spaceBefore=2, spaceAfter=8),
        footnote=_style(regular, 8),
        regular=regular,
        italic=italic,
    )


def _style(font: str, size: float, **options: Any) -> ParagraphStyle:
    return ParagraphStyle(font, fontName=font, fontSize=size, leading=size * 1.3, **options)


@cache
def _faces(font: str) -> tuple[str, str, str]:
    faces = _FACES[font]
    if font == "Vera":
        for face in faces:
            pdfmetrics.registerFont(TTFont(face, f"{face}.ttf"))
    return faces
