"""A table row as a sentence: "Members of the hub: more than 50 members (October 2024)".

In: a row written out, label by label. Out: the same in the order and with the marks that people use, to be
told or copied. Where it is from and what machines need is left out; the quote itself stays as it stands.
"""

import re
from collections.abc import Sequence

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
from ingest.figures.numbers import UNITS, tokens_of
from ingest.figures.rows import Cell, is_row
from ingest.terms.analyzer import fold

# A number, and not the figure in a name: CD19, ARI-0001.
_NUMBER = re.compile(r"(?<![\w-])\d")
_KEPT = re.compile(rf"{MAYBE_DATE.pattern}|website|\bweb\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PACKED = re.compile(r";(?=\S)")


def read_out(sentence: str) -> str:
    """A row as people would say it; any other sentence as it stands."""
    if not is_row(sentence):
        return sentence
    cells = [one for one in cells_of(sentence) if one.value and not _is_for_machines(one)]
    if not cells:
        return sentence
    lead = _lead(cells)
    rest = [one for one in cells if one is not lead and not _is(one, UNIT, QUALIFIER)]
    main = [_amount(one, cells) for one in rest if _is_amount(one)]
    aside = [_PACKED.sub("; ", one.value) for one in rest if not _is_amount(one)]
    if not main:
        return f"{lead.value}: {'; '.join(aside)}" if aside else lead.value
    return f"{lead.value}: {', '.join(main)}" + (f" ({', '.join(aside)})" if aside else "")


def _is(cell: Cell, *labels: re.Pattern[str]) -> bool:
    return any(label.fullmatch(fold(cell.label)) for label in labels)


def _is_for_machines(cell: Cell) -> bool:
    """Where it is from; "Date and source" is a date too, and a website is how somebody is reached."""
    return _is(cell, SOURCE) and not _KEPT.search(fold(cell.label))


def _lead(cells: Sequence[Cell]) -> Cell:
    """What the row is about: what it counts, else its first name, else its date."""
    counted = next((one for one in cells if _is(one, COUNTED)), None)
    named = (one for one in cells if not _is(one, DATE, UNIT, QUALIFIER) and not _is_amount(one))
    return counted or next(named, cells[0])


def _is_amount(cell: Cell) -> bool:
    label = fold(cell.label)
    if _is(cell, VALUE) or RANKED.search(label):
        return True
    return not (_is(cell, DATE) or MAYBE_DATE.search(label)) and bool(_NUMBER.search(cell.value))


def _amount(cell: Cell, cells: Sequence[Cell]) -> str:
    """A figure with the qualifier and unit that stand in cells of their own, or in its label."""
    if _YEAR.fullmatch(cell.label):
        return f"{cell.value} ({cell.label})"
    if _is(cell, VALUE):
        parts = [
            next((one.value for one in cells if _is(one, kind)), "") for kind in (QUALIFIER, UNIT)
        ]
        return " ".join(part for part in (parts[0], cell.value, parts[1]) if part)
    label = cell.label[:1].lower() + cell.label[1:]
    if RANKED.search(fold(label)):
        return f"{label} {cell.value}"
    is_unit = any(fold(token.text) in UNITS for token in tokens_of(label))
    bare = not re.search(r"[^\W\d_]{2,} *$", cell.value) and "%" not in cell.value
    return f"{cell.value} {label}" if bare and (is_unit or len(label.split()) < 4) else cell.value
