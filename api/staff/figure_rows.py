"""Figures to rows of the desk's table: written in the reader's language, dated, old ones marked.

In: figures of a topic. Out: rows; and what one says of itself in a brief.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from api.figure_text import status_in, written
from api.staff.age import is_old
from api.staff.cards import Card, cards
from api.staff.words import date_in
from assistant.answer import Figure
from ingest.documents import Language
from ingest.index.reader import Index


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure to be shown; `key` is its place in the list of its topic."""

    key: str
    value: str
    what: str
    as_of: str | None
    of_document: bool
    old: bool
    status: str | None
    disagrees: bool
    card: Card


def figure_rows(
    index: Index, figures: Sequence[Figure], language: Language, today: date
) -> list[FigureRow]:
    """A row a figure, in their order."""
    shown = cards(index, [one.citation for one in figures], language, today)
    return [
        FigureRow(
            key=str(place),
            value=written(one, language),
            what=_what(one),
            as_of=one.as_of,
            of_document=one.as_of_from == "document",
            old=is_old(one.as_of, today),
            status=status_in(language, one),
            disagrees=bool(one.disagrees_with),
            card=card,
        )
        for place, (one, card) in enumerate(zip(figures, shown, strict=True))
    ]


def label(language: Language, figure: Figure) -> str:
    """Value, what it is of, and when it holds, in one line."""
    said = status_in(language, figure)
    status = f" ({said})" if said else ""
    dated = date_in(language, figure.as_of)
    return f"{written(figure, language)}{status} · {_what(figure)} · {dated}"


def _what(figure: Figure) -> str:
    """What is counted, and for whom where that is not said already, in the document's own words."""
    what, subject = figure.what or figure.unit, figure.subject
    return what if subject.casefold() in what.casefold() else f"{what}, {subject}"
