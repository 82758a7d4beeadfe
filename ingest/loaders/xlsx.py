"""Workbooks in, an Extract out: a sheet is a page, its name a heading, each line a row."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.chartsheet import Chartsheet

from ingest.documents import Extract
from ingest.loaders.archive import check_archive
from ingest.loaders.builder import Builder
from ingest.loaders.numbers import show
from ingest.loaders.properties import read_properties
from ingest.loaders.tables import add_table
from ingest.loaders.xlsx_hidden import Concealed

Sheet = Any  # openpyxl's type stubs do not know its read-only sheets

_UNNAMED = re.compile(r"(sheet|hoja|full|foglio|feuil|tabelle)\s?\d*", re.I)
_NO_VALUE = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>")


def load_xlsx(path: Path) -> Extract:
    check_archive(path)
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    builder = Builder()
    try:
        for number, sheet in enumerate(map(book.__getitem__, book.sheetnames), start=1):
            builder.start_page(number)
            if isinstance(sheet, Chartsheet) or sheet.sheet_state != "visible":
                builder.warn(f'sheet {number} ("{sheet.title}") is hidden and was left out')
                continue
            if _add_sheet(builder, sheet):
                builder.warn(f'sheet {number} ("{sheet.title}"): hidden cells were left out')
    finally:
        book.close()
    if _lacks_values(path):
        builder.warn("some formulas have no saved values; open and save the file in Excel")
    return builder.finish(read_properties(book.properties))


def _add_sheet(builder: Builder, sheet: Sheet) -> bool:
    """Adds what can be seen of a sheet, and says whether there is more."""
    if not _UNNAMED.fullmatch(sheet.title):
        builder.heading(sheet.title, 1)
    # A sheet's declared size can be wrong, by accident or to make readers fill millions of cells.
    sheet.reset_dimensions()
    grid = _Grid(sheet)
    add_table(builder, grid.rows())
    return grid.hides_cells


class _Grid:
    """The cells' texts; once they are read, `hides_cells` says whether some were left out."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        with sheet._get_source() as source:
            self._concealed = Concealed.of(source.read())
        self.hides_cells = False

    def rows(self) -> Iterator[list[str]]:
        for number, row in enumerate(self._sheet.iter_rows(), start=1):
            if number not in self._concealed.rows:
                yield [self._text(cell) for cell in row]
            elif any(cell.value is not None for cell in row):
                self.hides_cells = True

    def _text(self, cell: Any) -> str:
        if cell.value is None:
            return ""
        if self._concealed.hides(cell):
            self.hides_cells = True
            return ""
        return show(cell.value, cell.number_format or "")


def _lacks_values(path: Path) -> bool:
    """Whether a formula was saved without its result, as programs that write workbooks do."""
    with zipfile.ZipFile(path) as archive:
        sheets = (name for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
        return any(_NO_VALUE.search(archive.read(name)) for name in sheets)
