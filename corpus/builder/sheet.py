"""Writes the workbook of figures: one sheet for each subject, one row for each figure."""

from pathlib import Path

from openpyxl import Workbook as Book
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .archive import settle
from .report import Head, Sheet, Workbook, codes_of
from .words import words_of

_HEAD_FONT = Font(bold=True, color="FFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor="0B5563")
_WRAP = Alignment(wrap_text=True, vertical="top")


def write_xlsx(workbook: Workbook, path: Path) -> None:
    book = Book()
    book.remove(book.worksheets[0])
    book.properties.title = workbook.head.title
    book.properties.creator = "Compiled from public sources for demonstration"
    book.properties.language = workbook.head.language
    _about(book.create_sheet("About"), workbook.head)
    for sheet in workbook.sheets:
        _figures(book.create_sheet(sheet.name), workbook, sheet)
    _sources(book.create_sheet("Sources"), workbook.head)
    book.save(path)
    settle(path, workbook.head.date)


def _about(page: Worksheet, head: Head) -> None:
    words = words_of(head.language)
    lines = (
        head.title,
        head.subtitle,
        f"Date: {head.date}",
        words.notice,
        "A figure marked over, about, almost, more than or up to is given so by its source.",
        "Where sources disagree, each figure has its own row with its date and source.",
        words.contact,
    )
    for line in lines:
        page.append([line])
    page.column_dimensions["A"].width = 110
    page["A1"].font = Font(bold=True, size=14)


def _figures(page: Worksheet, workbook: Workbook, sheet: Sheet) -> None:
    page.append(list(workbook.columns))
    for row in sheet.rows:
        sources = "; ".join(workbook.head.sources[code] for code in codes_of(row))
        *figure, _ = row
        page.append([*(_cell(text) for text in figure), sources])
    _dress(page, workbook.widths)


def _cell(text: str) -> str | float | int | None:
    """Numbers as numbers, so that a sheet can be sorted and summed; dates and words as text."""
    if not text:
        return None
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text


def _sources(page: Worksheet, head: Head) -> None:
    page.append(["Source code", "Source"])
    for code, source in head.sources.items():
        page.append([code, source])
    _dress(page, (14, 90))


def _dress(page: Worksheet, widths: tuple[int, ...]) -> None:
    for number, width in enumerate(widths, start=1):
        head = page.cell(row=1, column=number)
        head.font, head.fill = _HEAD_FONT, _HEAD_FILL
        page.column_dimensions[get_column_letter(number)].width = width
    for row in page.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = _WRAP
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
