"""Typesets a report as a PDF: title page, then pages with running head, foot and page number.

The text is laid out twice, first to count the pages and then to print their number on each.
"""

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.units import cm
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus import Paragraph as Text

from . import pdf_style
from .errors import ContentError
from .pdf_flow import Flow
from .pdf_style import BOTTOM, GUTTER, HEIGHT, MARGIN, NOTES, TOP, WIDTH, Styles, styles_for
from .report import Report
from .words import words_of

_TEXT_WIDTH = WIDTH - 2 * MARGIN


def write_pdf(report: Report, path: Path) -> None:
    pages = _Press(report, 0).print_to(BytesIO())
    _Press(report, pages).print_to(path)


@dataclass(slots=True)
class _Press:
    report: Report
    pages: int
    page_notes: list[tuple[int, str]] = field(default_factory=list)

    @property
    def styles(self) -> Styles:
        return styles_for(self.report.layout)

    def print_to(self, target: Path | BytesIO) -> int:
        """Writes the whole document and gives its number of pages."""
        document = self._document(target)
        frames = self._frames()
        width = frames[0].width
        document.addPageTemplates(
            [
                PageTemplate("title", [Frame(MARGIN, BOTTOM, _TEXT_WIDTH, HEIGHT - TOP - BOTTOM)]),
                PageTemplate("body", frames, onPage=self._head, onPageEnd=self._foot),
            ]
        )
        document.build(Flow(self.report, self.styles, width, self.page_notes).story())
        return int(document.page)

    def _document(self, target: Path | BytesIO) -> BaseDocTemplate:
        head = self.report.head
        return BaseDocTemplate(
            target if isinstance(target, BytesIO) else str(target),
            pagesize=(WIDTH, HEIGHT),
            title=head.title,
            author="Compiled from public sources for demonstration",
            subject=head.subtitle,
            lang=head.language,
            invariant=1,
        )

    def _frames(self) -> list[Frame]:
        columns = self.report.layout.columns
        bottom = BOTTOM + (NOTES if self.report.layout.footnotes else 0)
        width = (_TEXT_WIDTH - GUTTER * (columns - 1)) / columns
        return [
            Frame(
                MARGIN + number * (width + GUTTER), bottom, width, HEIGHT - TOP - bottom,
                leftPadding=0, rightPadding=0, id=f"column{number}",
            )
            for number in range(columns)
        ]  # fmt: skip

    def _head(self, canvas: Any, _document: BaseDocTemplate) -> None:
        baseline = HEIGHT - 1.6 * cm
        canvas.setFont(self.styles.italic, 8.5)
        canvas.setFillColor(pdf_style.GREY)
        canvas.drawString(MARGIN, baseline, self.report.layout.running)
        canvas.setStrokeColor(pdf_style.RULE)
        canvas.line(MARGIN, baseline - 5, WIDTH - MARGIN, baseline - 5)

    def _foot(self, canvas: Any, _document: BaseDocTemplate) -> None:
        self._draw_notes(canvas)
        words = words_of(self.report.head.language)
        canvas.setFont(self.styles.regular, 8.5)
        canvas.setFillColor(pdf_style.GREY)
        number = words.page.format(page=canvas.getPageNumber(), pages=self.pages)
        canvas.drawCentredString(WIDTH / 2, 1.2 * cm, number)

    def _draw_notes(self, canvas: Any) -> None:
        """The page's footnotes under a short rule, in the room kept for them."""
        top = BOTTOM + NOTES - 6
        if self.page_notes:
            canvas.setStrokeColor(pdf_style.RULE)
            canvas.line(MARGIN, top + 3, MARGIN + 90, top + 3)
        for number, text in self.page_notes:
            note = Text(f"<super>{number}</super> {escape(text)}", self.styles.footnote)
            _, height = note.wrap(_TEXT_WIDTH, NOTES)
            top -= height
            if top < BOTTOM:
                raise ContentError(f"{self.report.head.file}: footnotes overflow their page")
            note.drawOn(canvas, MARGIN, top)
        self.page_notes.clear()
