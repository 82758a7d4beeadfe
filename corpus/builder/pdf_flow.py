"""Turns a report's blocks into reportlab flowables: the text that flows over a PDF's pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from xml.sax.saxutils import escape

from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    HRFlowable,
    NextPageTemplate,
    PageBreak,
    Spacer,
)
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid
from reportlab.platypus.tables import TableStyle

from . import pdf_style
from .blocks import Block, Bullets, Cited, Heading, Paragraph, Table
from .hyphens import with_soft_hyphens
from .pdf_style import Styles
from .report import Report
from .words import words_of, written_date

_ROOM_FOR_SOURCES = 110.0


class NoteAnchor(Flowable):
    """Takes no room; tells the page it is drawn on which footnote stands at its foot."""

    def __init__(self, number: int, text: str, page_notes: list[tuple[int, str]]) -> None:
        super().__init__()
        self._note = (number, text)
        self._page_notes = page_notes

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self._page_notes.append(self._note)


@dataclass(frozen=True, slots=True)
class Flow:
    """`width` is that of a column; `page_notes` collects the footnotes of the page in work."""

    report: Report
    styles: Styles
    width: float
    page_notes: list[tuple[int, str]]

    def story(self) -> list[Flowable]:
        tables, notes = count(1), count(1)
        story = self._title_page()
        for block in self.report.blocks:
            if isinstance(block, Cited):
                story[-1].keepWithNext = 1
            story += self._flowables(block, tables, notes)
        return [*story, *self._source_list()]

    def _title_page(self) -> list[Flowable]:
        head, styles = self.report.head, self.styles
        words, date = words_of(head.language), written_date(head.date, head.language)
        return [
            Spacer(1, 150),
            Text(escape(head.title), styles.title),
            Text(escape(head.subtitle), styles.subtitle),
            HRFlowable(width="100%", thickness=2, color=pdf_style.ACCENT, spaceAfter=16),
            Text(date[0].upper() + date[1:], styles.subtitle),
            Spacer(1, 220),
            Text(escape(words.notice), styles.notice),
            NextPageTemplate("body"),
            PageBreak(),
        ]

    def _flowables(
        self, block: Block, tables: Iterator[int], notes: Iterator[int]
    ) -> list[Flowable]:
        match block:
            case Heading(level, text):
                return [Text(escape(text), self.styles.headings[level - 1])]
            case Paragraph():
                return self._paragraph(block, notes)
            case Bullets(items):
                return [self._text(item, "bullet") for item in items]
            case Table():
                return self._table(block, next(tables))
            case Cited(codes):
                label = words_of(self.report.head.language).sources
                return [Text(f"{label}: {', '.join(codes)}.", self.styles.small)]

    def _text(self, text: str, style: str = "body", mark: str = "") -> Text:
        soft = with_soft_hyphens(text, self.report.head.language)
        if style == "bullet":
            return Text(escape(soft), self.styles.bullet, bulletText="–")
        return Text(escape(soft) + mark, self.styles.body)

    def _paragraph(self, block: Paragraph, notes: Iterator[int]) -> list[Flowable]:
        if block.footnote is None:
            return [self._text(block.text)]
        number = next(notes)
        mark = f"<super size='70%'>{number}</super>"
        anchor = NoteAnchor(number, block.footnote, self.page_notes)
        return [self._text(block.text, mark=mark), anchor]

    def _table(self, block: Table, number: int) -> list[Flowable]:
        label = words_of(self.report.head.language).table
        styles, total = self.styles, sum(block.shares)
        rows = [
            [Text(escape(cell), styles.head_cell) for cell in block.header],
            *([Text(escape(cell), styles.cell) for cell in row] for row in block.rows),
        ]
        widths = [self.width * share / total for share in block.shares]
        grid = Grid(rows, colWidths=widths, repeatRows=1, spaceAfter=8)
        grid.setStyle(_ruled(self.report.layout.rules))
        return [Text(escape(f"{label} {number}. {block.caption}"), styles.caption), grid]

    def _source_list(self) -> list[Flowable]:
        head, styles = self.report.head, self.styles
        words = words_of(head.language)
        lines = [escape(f"{code}: {source}") for code, source in head.sources.items()]
        return [
            CondPageBreak(_ROOM_FOR_SOURCES),
            Text(words.sources, styles.headings[0]),
            *(Text(line, styles.cell) for line in lines),
            Spacer(1, 8),
            Text(escape(words.contact), styles.small),
        ]


def _ruled(rules: str) -> TableStyle:
    style = TableStyle()
    style.add("BACKGROUND", (0, 0), (-1, 0), pdf_style.SHADE)
    lines = "GRID" if rules == "grid" else "LINEBELOW"
    style.add(lines, (0, 0), (-1, -1), 0.5, pdf_style.RULE)
    style.add("VALIGN", (0, 0), (-1, -1), "TOP")
    style.add("TOPPADDING", (0, 0), (-1, -1), 2.5)
    style.add("BOTTOMPADDING", (0, 0), (-1, -1), 3.5)
    return style
