"""Table rows written out ("Year: 2018; Companies: over 1,000"): their cells and the date they hold for.

In: a sentence. Out: whether it is such a row, its cells, and the date of a figure in it.
"""

import re
from dataclasses import dataclass

from ingest.dates import Dated, dates_in

_ROW = re.compile(r"[^:;]+: [^;]+; [^:;]+: ")
_CELL = re.compile(r"(?:^|; )([^:;]+): ([^;]*)")
_DATE_LABEL = re.compile(
    r"\b(dates?|as of|years?|period|when|any|data|període|quan|año|fecha|periodo|cuándo)\b", re.I
)
_SOURCE = re.compile(r"; (?:sources?|fonts?|fuentes?): [^\n]*$", re.I)
_CLAUSE = 1_000
_COMMA = 25


@dataclass(frozen=True, slots=True)
class Cell:
    """A column's heading and a row's entry under it; `start` and `end` are in the sentence."""

    label: str
    value: str
    start: int
    end: int


def is_row(sentence: str) -> bool:
    """Whether a sentence is a table row written out."""
    return _ROW.match(sentence) is not None


def without_source(sentence: str) -> str:
    """A row without the cell that says where it is from: whom it names there it does not speak of."""
    return _SOURCE.sub("", sentence) if is_row(sentence) else sentence


def cell_at(sentence: str, at: int) -> Cell | None:
    """The cell in which a character stands."""
    cells = (Cell(m[1], m[2], m.start(), m.end()) for m in _CELL.finditer(sentence))
    return next((cell for cell in cells if cell.start <= at < cell.end), None)


def figure_date(sentence: str, at: int, document_date: str | None) -> str | None:
    """The date of the figure at a character; None where the row says that there is none.

    A row's date stands in the column that is called so, else in the heading or the cell of the
    figure. Prose has the date nearest to the figure. Where neither has one it is the document's.
    """
    if not is_row(sentence):
        dates = [one for one in dates_in(sentence) if not _is_later(one.date, document_date)]
        return _nearest(dates, sentence, at) or document_date
    for match in _CELL.finditer(sentence):
        if _DATE_LABEL.search(match[1]):
            dates = dates_in(match[2])
            return dates[0].date if dates else None
    own = cell_at(sentence, at)
    dates = (dates_in(own.label) or dates_in(own.value)) if own else []
    return dates[0].date if dates else document_date


def _is_later(date: str, document_date: str | None) -> bool:
    """Whether a date lies in a document's future: a plan's aim, not the date of a figure."""
    return document_date is not None and date[:4] > document_date[:4]


def _nearest(dates: list[Dated], sentence: str, at: int) -> str | None:
    """The date nearest in characters; what stands in another clause is further away."""

    def gap(dated: Dated) -> int:
        first, last = sorted((dated.start, at))
        far = _CLAUSE * sentence.count(";", first, last) + _COMMA * sentence.count(
            ", ", first, last
        )
        return last - first + far

    return min(dates, key=gap).date if dates else None
