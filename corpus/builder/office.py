"""Writes a report as a Word document or as slides: a Report in, a DOCX or PPTX file out."""

from pathlib import Path
from typing import Any

import docx
import pptx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt as DocxPt
from pptx.presentation import Presentation
from pptx.util import Emu, Length, Pt

from .archive import settle
from .blocks import Bullets, Cited, Heading, Paragraph, Table
from .report import Head, Report
from .words import words_of, written_date

_BULLET, _TITLE_ONLY = 1, 5
_LINES_ON_SLIDE = 8


def write_docx(report: Report, path: Path) -> None:
    document = docx.Document()
    _describe(document.core_properties, report.head)
    _docx_front(document, report.head)
    tables = 0
    for block in report.blocks:
        tables += isinstance(block, Table)
        _docx_block(document, report, block, tables)
    _docx_back(document, report.head)
    document.save(str(path))
    settle(path, report.head.date)


def _describe(properties: Any, head: Head) -> None:
    properties.title = head.title
    properties.subject = head.subtitle
    properties.author = "Compiled from public sources for demonstration"
    properties.language = head.language
    properties.comments = ""


def _docx_front(document: Document, head: Head) -> None:
    document.styles["Normal"].font.size = DocxPt(11)
    section = document.sections[0]
    section.header.paragraphs[0].text = head.title
    _page_number(section.footer.paragraphs[0])
    document.add_heading(head.title, level=0)
    document.add_paragraph(head.subtitle, style="Subtitle")
    document.add_paragraph(written_date(head.date, head.language))
    document.add_paragraph(words_of(head.language).notice, style="Intense Quote")


def _page_number(paragraph: Any) -> None:
    """Word counts the pages itself; the field only says where the number stands."""
    paragraph.add_run("Page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _docx_block(document: Document, report: Report, block: object, table_number: int) -> None:
    words = words_of(report.head.language)
    match block:
        case Heading(level, text):
            document.add_heading(text, level=level)
        case Paragraph(text):
            document.add_paragraph(text)
        case Bullets(items):
            for item in items:
                document.add_paragraph(item, style="List Bullet")
        case Table():
            caption = f"{words.table} {table_number}. {block.caption}"
            document.add_paragraph(caption, style="Caption")
            _docx_table(document, block)
        case Cited(codes):
            run = document.add_paragraph().add_run(f"{words.sources}: {', '.join(codes)}.")
            run.italic = True


def _docx_table(document: Document, block: Table) -> None:
    grid = document.add_table(rows=0, cols=len(block.header), style="Light Grid Accent 1")
    for row in (block.header, *block.rows):
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph()


def _docx_back(document: Document, head: Head) -> None:
    words = words_of(head.language)
    document.add_heading(words.sources, level=1)
    for code, source in head.sources.items():
        document.add_paragraph(f"{code}: {source}", style="List Bullet")
    document.add_paragraph(words.contact)


def write_pptx(report: Report, path: Path) -> None:
    """One slide for each heading of level 1; its bullets or its table, and its sources below."""
    deck = pptx.Presentation()
    _describe(deck.core_properties, report.head)
    _title_slide(deck, report.head)
    slide: Any = None
    for block in report.blocks:
        match block:
            case Heading(_, text):
                title = text
            case Bullets(items):
                slide = _bullet_slide(deck, title, items)
            case Table():
                slide = _table_slide(deck, title, block)
            case Cited(codes):
                label = words_of(report.head.language).sources
                _small_text(deck, slide, f"{label}: {', '.join(codes)}.")
    _source_slides(deck, report.head)
    deck.save(str(path))
    settle(path, report.head.date)


def _title_slide(deck: Presentation, head: Head) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = head.title
    date = written_date(head.date, head.language)
    slide.placeholders[1].text = f"{head.subtitle}\n{date}"
    _small_text(deck, slide, words_of(head.language).notice)


def _bullet_slide(deck: Presentation, title: str, items: tuple[str, ...], size: int = 24) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[_BULLET])
    slide.shapes.title.text = title
    frame = slide.placeholders[1].text_frame
    frame.text = "\n".join(items)
    for paragraph in frame.paragraphs:
        paragraph.font.size = Pt(size)
    return slide


def _table_slide(deck: Presentation, title: str, block: Table) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    slide.shapes.title.text = title
    width, rows = _text_width(deck), (block.header, *block.rows)
    shape = slide.shapes.add_table(len(rows), len(block.header), Pt(36), Pt(126), width, Pt(150))
    for column, share in zip(shape.table.columns, block.shares, strict=True):
        column.width = Emu(width * share // sum(block.shares))
    for number, row in enumerate(rows):
        for cell, text in zip(shape.table.rows[number].cells, row, strict=True):
            cell.text = text
            cell.text_frame.paragraphs[0].font.size = Pt(16)
    return slide


def _small_text(deck: Presentation, slide: Any, text: str) -> None:
    top = Emu((deck.slide_height or 0) - Pt(54))
    box = slide.shapes.add_textbox(Pt(36), top, _text_width(deck), Pt(40))
    box.text_frame.word_wrap = True
    box.text_frame.text = text
    box.text_frame.paragraphs[0].font.size = Pt(12)


def _text_width(deck: Presentation) -> Length:
    return Emu((deck.slide_width or 0) - Pt(72))


def _source_slides(deck: Presentation, head: Head) -> None:
    label = words_of(head.language).sources
    lines = [f"{code}: {source}" for code, source in head.sources.items()]
    for start in range(0, len(lines), _LINES_ON_SLIDE):
        _bullet_slide(deck, label, tuple(lines[start : start + _LINES_ON_SLIDE]), size=18)
