"""Figures to rows of the desk's table: written in the reader's language, dated, old ones marked.

In: figures of a topic. Out: rows; and what one says of itself in a brief.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from api.staff.age import is_old
from api.staff.cards import Card, cards
from api.staff.words import date_in, speaking
from assistant.answer import Figure
from ingest.documents import Language
from ingest.index.reader import Index

_MILLION = 1_000_000
_MONEY = {"EUR": "€", "USD": "US$"}


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
            value=written(language, one),
            what=_what(one),
            as_of=one.as_of,
            of_document=one.as_of_from == "document",
            old=is_old(one.as_of, today),
            status=one.status,
            disagrees=bool(one.disagrees_with),
            card=card,
        )
        for place, (one, card) in enumerate(zip(figures, shown, strict=True))
    ]


def label(language: Language, figure: Figure) -> str:
    """Value, what it is of, and when it holds, in one line."""
    status = f" ({speaking(language)(f'figure_{figure.status}')})" if figure.status else ""
    dated = date_in(language, figure.as_of)
    return f"{written(language, figure)}{status} · {_what(figure)} · {dated}"


def written(language: Language, figure: Figure) -> str:
    """The value with its qualifier and unit: "more than 70 members", "més de 70 members"."""
    amount = _amount(language, figure)
    return f"{speaking(language)(figure.qualifier)} {amount}" if figure.qualifier else amount


def _amount(language: Language, figure: Figure) -> str:
    value, unit = figure.value, figure.unit
    if unit == "%":
        return (
            f"{_number(language, value)} %" if language != "en" else f"{_number(language, value)}%"
        )
    if unit == "rank":
        return speaking(language)("figure_rank", number=_number(language, value))
    sign = _MONEY.get(unit, "m²" if unit == "m2" else unit)
    if unit in _MONEY and abs(value) >= _MILLION:
        millions = _number(language, value / _MILLION)
        return speaking(language)("figure_millions", number=millions, unit=sign)
    return f"{_number(language, value)} {sign}".strip()


def _number(language: Language, value: float) -> str:
    """1,469.5 in English; 1.469,5 in Spanish and Catalan."""
    digits = f"{value:,.0f}" if value == int(value) else f"{value:,.6f}".rstrip("0").rstrip(".")
    return digits if language == "en" else digits.translate(str.maketrans(",.", ".,"))


def _what(figure: Figure) -> str:
    """What is counted, and for whom where that is not said already, in the document's own words."""
    what, subject = figure.what or figure.unit, figure.subject
    return what if subject.casefold() in what.casefold() else f"{what}, {subject}"
