"""Turns a grid of cell texts into rows that read on their own, each value under its heading.

"Year: 2018; Companies: over 1,000". Title lines above the header row and notes below the table
become paragraphs; a table without a header row keeps its values, joined with semicolons.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.loaders.builder import Builder, clean

Row = tuple[str, ...]

_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?[*ep]?")
_VALUE = re.compile(r"[^\w]*\d[\d.,\s'’]*\s?(?:%|€|\$|£|[kKmMbB]?€?)?|\d{4}-\d\d(-\d\d)?.*")
_NOTE_LENGTH = 60


def add_table(builder: Builder, grid: Iterable[Sequence[str]]) -> None:
    """Adds every table of a grid; empty lines of the grid part one table from the next."""
    header: Row | None = None
    for table in _tables(grid):
        header = _add_one(builder, table, header)


def write_row(header: Row | None, row: Row) -> str:
    """One row as text. A value without a heading stands alone."""
    headings = (header or ()) + ("",) * len(row)
    cells = [
        f"{heading.rstrip(':')}: {value}" if heading else value
        for heading, value in zip(headings, row, strict=False)
        if value
    ]
    return "; ".join(cells)


def _tables(grid: Iterable[Sequence[str]]) -> Iterator[list[Row]]:
    table: list[Row] = []
    for cells in grid:
        row = tuple(clean(cell) for cell in cells)
        if any(row):
            table.append(row)
        elif table:
            yield table
            table = []
    if table:
        yield table


def _add_one(builder: Builder, table: list[Row], previous: Row | None) -> Row | None:
    """Adds one table and returns the header that holds from here on."""
    wide = any(_filled(row) > 1 for row in table)
    titles = 0
    while wide and _is_title(table, titles):
        builder.paragraph(write_row(None, table[titles]))
        titles += 1
    body = table[titles:]
    header = previous
    if wide and _opens_with_header(body, previous, after_title=titles > 0):
        header, body = body[0], body[1:]
    elif not wide:
        header = None
    for row in body:
        if not wide or _is_note(row):
            builder.paragraph(write_row(None, row))
        else:
            builder.row(_write_body_row(header, row))
    return header if wide else previous


def _is_title(table: list[Row], index: int) -> bool:
    """Whether a row is one lone cell, and not the only heading, standing over a number."""
    row = table[index]
    below = table[index + 1] if index + 1 < len(table) else ()
    over_number = any(cell and _is_number(value) for cell, value in zip(row, below, strict=False))
    return _filled(row) == 1 and (bool(row[0]) or not over_number)


def _write_body_row(header: Row | None, row: Row) -> str:
    if header is None and _filled(row) == len(row) == 2:
        return f"{row[0].rstrip(':')}: {row[1]}"
    return write_row(header, row)


def _opens_with_header(body: list[Row], previous: Row | None, *, after_title: bool) -> bool:
    """Whether the first row names the columns rather than holding values.

    A later part of a sheet that is all words cannot be told from more rows of the table above,
    so there it must follow a title, or stand over a column of numbers.
    """
    first, rest = body[0], body[1:]
    if not rest or any(_is_number(cell) and not _YEAR.fullmatch(cell) for cell in first):
        return False
    years = [column for column, cell in enumerate(first) if _YEAR.fullmatch(cell)]
    if years:
        return _are_headed_by_years(years, rest)
    if previous is None or after_title:
        return True
    return any(cell and _all_numbers(rest, column) for column, cell in enumerate(first))


def _are_headed_by_years(columns: list[int], rest: list[Row]) -> bool:
    """Whether years stand over figures ("2022", "2023"), not in a column of years or of facts."""
    below = [value for column in columns for value in _values(rest, column)]
    if any(_YEAR.fullmatch(value) for value in below):
        return False
    return len(columns) > 1 or _all_numbers(rest, columns[0])


def _values(rows: list[Row], column: int) -> list[str]:
    return [row[column] for row in rows if column < len(row) and row[column]]


def _all_numbers(rows: list[Row], column: int) -> bool:
    values = _values(rows, column)
    return bool(values) and all(_is_number(value) for value in values)


def _is_number(cell: str) -> bool:
    return _VALUE.fullmatch(cell) is not None


def _is_note(row: Row) -> bool:
    """Whether a row is a remark under the table: one long cell, or one that says "Source: …"."""
    first = row[0]
    lone = bool(first) and _filled(row) == 1
    return lone and (len(first) > _NOTE_LENGTH or ":" in first or first[0] in "*¹†(")


def _filled(row: Row) -> int:
    return sum(1 for cell in row if cell)
