"""A table row written out to its figures: "Year: 2018; Companies: over 1,000; Source: press".

In: the row with its place and the line above the table. Out: a figure for each number in a cell that is no
date, source or code; unit, scale, qualifier and date may stand in cells or headings of their own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.figures.dating import cell_date, dates_of, only_date, stated_date
from ingest.figures.figure import RANK, Dating, Figure, Qualifier
from ingest.figures.labels import (
    COUNTED,
    DATE,
    MAYBE_DATE,
    QUALIFIER,
    RANKED,
    SOURCE,
    UNIT,
    VALUE,
    cells_of,
)
from ingest.figures.naming import counted_noun, is_time, what_of
from ingest.figures.numbers import SCALES, UNITS, Number, tokens_of
from ingest.figures.prose import Place, all_numbers
from ingest.figures.qualifiers import qualifier_of
from ingest.figures.rows import Cell
from ingest.figures.status import status_of
from ingest.terms.analyzer import fold

# A cell of more words than this is a text of its own.
_PROSE = 5
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's cells, told apart by what their labels call them."""

    text: str
    cells: tuple[Cell, ...]

    def first(self, label: re.Pattern[str]) -> Cell | None:
        return next((cell for cell in self.cells if label.fullmatch(fold(cell.label))), None)


def figures_of_row(place: Place, caption: str) -> list[Figure]:
    """The figures of a table row; `caption` is the line above the table, or ""."""
    text = place.text
    row = _Row(text, cells_of(text))
    numbers = _numbers(row, place)
    return [_figure(place, row, cell, number, caption) for cell, number in numbers]


def _numbers(row: _Row, place: Place) -> Iterator[tuple[Cell, Number]]:
    unit = row.first(UNIT)
    for cell in row.cells:
        label = fold(cell.label)
        if any(kind.fullmatch(label) for kind in (DATE, SOURCE, UNIT, QUALIFIER, COUNTED)):
            continue
        numbers = list(_in_cell(row, cell, place))
        if MAYBE_DATE.search(label) or (unit is not None and not VALUE.fullmatch(label)):
            numbers = [one for one in numbers if one.unit or _own_noun(row, cell, one, place)]
            if unit is not None:
                continue
        yield from ((cell, number) for number in numbers)


def _in_cell(row: _Row, cell: Cell, place: Place) -> Iterator[Number]:
    """The numbers of a cell, with the scale and unit of its heading or of the row's unit cell."""
    if VALUE.fullmatch(fold(cell.label)) and _BARE_YEAR.fullmatch(cell.value):
        yield _scaled(Number(float(cell.value), "", cell.start, cell.end), row, cell)
        return
    ranked = RANKED.search(fold(cell.label)) is not None
    shown = f"rank {cell.value}" if ranked else cell.value
    shift = cell.start - (len(shown) - len(cell.value))
    for number in all_numbers(shown, place.passage.language):
        if number.start + shift >= cell.start:
            moved = replace(number, start=number.start + shift, end=number.end + shift)
            yield _scaled(moved, row, cell)


def _scaled(number: Number, row: _Row, cell: Cell) -> Number:
    """The number with what the unit cell says, else its label, else the cell of what is counted."""
    if number.unit or number.scale > 1 or counted_noun(row.text[: cell.end], number.end, "en"):
        return _money_of_row(number, row, cell)
    unit, counted = row.first(UNIT), row.first(COUNTED)
    told = [unit.value] if unit else [cell.label, *([counted.value] if counted else [])]
    if RANKED.search(fold(told[0])):
        return replace(number, unit=RANK)
    for words in ([fold(one.text) for one in tokens_of(text)] for text in told):
        kind = next((UNITS[word] for word in words if word in UNITS), "")
        if kind in ("EUR", "USD"):
            scale = next((SCALES[word] for word in words if word in SCALES), 1.0)
            return replace(number, unit=kind, scale=scale, value=number.value * scale)
        if kind and (unit is not None or kind == "m2"):
            return replace(number, unit=kind)
    return number


def _money_of_row(number: Number, row: _Row, cell: Cell) -> Number:
    """A sum that leaves its currency to the cells before it: "982 million public"."""
    if number.unit or number.scale == 1:
        return number
    words = [fold(one.text) for one in tokens_of(row.text[: number.start])]
    return replace(number, unit=next((UNITS[word] for word in words if word in UNITS), ""))


def _own_noun(row: _Row, cell: Cell, number: Number, place: Place) -> str:
    return counted_noun(row.text[: cell.end], number.end, place.passage.language)


def _noun_before(row: _Row, cell: Cell, number: Number, place: Place) -> str:
    """The noun of the numbers before it in its cell: "18 applications, 4 accepted"."""
    inside = (one for one in _in_cell(row, cell, place) if one.start < number.start)
    nouns = [noun for one in inside if (noun := _own_noun(row, cell, one, place))]
    return nouns[-1] if nouns else ""


def _unit_and_what(
    row: _Row, cell: Cell, number: Number, place: Place, caption: str
) -> tuple[str, str]:
    """The counted noun, and what the figure is of."""
    counted, unit = row.first(COUNTED), row.first(UNIT)
    own = "" if number.unit else _own_noun(row, cell, number, place)
    if not own and not number.unit and not counted:
        own = _noun_before(row, cell, number, place)
    is_value = VALUE.fullmatch(fold(cell.label)) is not None
    is_money = any(fold(one.text) in UNITS for one in tokens_of(cell.label))
    named = cell.label if not is_value and not is_money else ""
    what = (counted.value if counted else "") or named or caption or place.heading
    if not counted and len(cell.value.split()) > _PROSE:
        inside = replace(number, start=number.start - cell.start, end=number.end - cell.start)
        what = what_of(cell.value, inside, own)
    elif own:
        what = own
    if own:
        return own, what
    if number.unit:
        return number.unit, what
    return _lowered(
        unit.value if unit else (counted.value if counted and is_value else cell.label)
    ), what


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _figure(place: Place, row: _Row, cell: Cell, number: Number, caption: str) -> Figure:
    unit, what = _unit_and_what(row, cell, number, place, caption)
    date = _date(place, row, cell, number, caption)
    as_of_from: Dating = "stated" if date else "document"
    return Figure(
        document_id=place.document.id,
        value=number.value,
        qualifier=_qualifier(row, cell, number, unit),
        unit=unit,
        what=what,
        subject=_subject(row, cell, place) or caption or place.named_heading,
        as_of=date or place.document.metadata.date,
        as_of_from=as_of_from,
        status=status_of("; ".join(one.value for one in row.cells)) or status_of(caption),
        sentence=row.text,
        start=place.span.start,
        end=place.span.end,
        at=place.span.start + number.start,
        past=place.span.start + number.end,
        page=place.passage.page,
        section=place.passage.section,
        caption=caption,
        language=place.passage.language,
        counter=False,
    )


def _qualifier(row: _Row, cell: Cell, number: Number, unit: str) -> Qualifier | None:
    own = row.first(QUALIFIER)
    before = f"{own.value} " if own else row.text[cell.start : number.start]
    return qualifier_of(before, row.text[number.end : cell.end], lasts=is_time(unit))


def _subject(row: _Row, cell: Cell, place: Place) -> str:
    """The cells before the figure's that say for whom: no value, date, source, unit or count."""
    kinds = (DATE, SOURCE, UNIT, QUALIFIER, COUNTED, VALUE)
    others = [
        other.value
        for other in row.cells[: row.cells.index(cell)]
        if not any(kind.fullmatch(fold(other.label)) for kind in kinds)
        and not all_numbers(f"rank {other.value}", place.passage.language)
    ]
    return ", ".join(others)


def _date(place: Place, row: _Row, cell: Cell, number: Number, caption: str) -> str | None:
    """The date in the figure's own cell or heading, else in the row's date column, else above the table."""
    document_date = place.document.metadata.date
    column: Sequence[Cell] = [one for one in row.cells if DATE.fullmatch(fold(one.label))]
    loose = [one for one in row.cells if MAYBE_DATE.search(fold(one.label)) and one is not cell]
    return (
        _near(row, cell, number, document_date)
        or only_date(cell.label, document_date)
        or next(
            (date for one in [*column, *loose] if (date := cell_date(one.value, document_date))),
            None,
        )
        or (None if column else only_date(caption, document_date))
        or (None if column else only_date(place.heading, document_date))
    )


def _near(row: _Row, cell: Cell, number: Number, document_date: str | None) -> str | None:
    """The date that stands with the figure in its part of the cell."""
    parts = list(re.finditer(r"[^;]+", row.text[cell.start : cell.end]))
    for part in parts:
        start, end = cell.start + part.start(), cell.start + part.end()
        if start <= number.start < end:
            text = row.text[start:end]
            dates = replace(dates_of(text, document_date), periods=())
            return stated_date(dates, text, number.start - start, number.end - start)
    return None
