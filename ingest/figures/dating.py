"""When a figure holds: the date that its sentence or row states for it (en, es, ca).

In: the sentence and the place of a number. Out: its date, or None where the sentence names none that fits:
no start ("since 2019"), no aim ("to 2027"), no foundation, no year that it is compared with.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.dates import Dated, dates_in
from ingest.terms.analyzer import fold

_NO_DATE_OF_IT = re.compile(
    r"\b(?:since|founded(?: in)?|created in|created|dates from|began in|begins? in|"
    r"start(?:s|ed)?(?: on| in)?|"
    r"(?:runs? )?until|up to|desde(?: el)?|fund(?:ad[oa]|o|ar)(?: en| el)?|cread[oa] en|"
    r"hasta(?: el)?|des de(?:l| l['’])?|"
    r"fundad?[ta](?: el)?|creada el|creat el|fins (?:al?|el)|(?:va )?comen[cç]a\w*(?: el| l['’])?|"
    r"(?:above|below|than|over)(?: (?:that|those) of)?|que en|que el|respecto a(?:l de)?|"
    r"respecte a(?:l|l del)?|"
    r"(?:euros|dollars|euro) to|quoted in|citad[oa]s? en|citats? el)\s*$"
)
_ATTRIBUTED = re.compile(
    r"(?:\b(?:according to|segun|segons)\b[^,.;:]*|"
    r"\b(?:published|reported|article|press|source|font|fuente|articulo|publicad[oa]s?|publicat\w*|"
    r"prensa|premsa|news)\b"
    r"(?: (?:de|of|on|the|hub|del|in|el|by)| l['’])*)\s*$"
)
_BETWEEN = re.compile(r"\s*(?:-|–|—|to|and|a|al|i|y|fins al?(?: el)?|hasta(?: el)?)\s*")
_DAY_APART = 40
_CLAUSE = 1_000
_COMMA = 25
_CONJUNCTION = 30
_AND = re.compile(r"\b(?:and|y|e|i|to)\b|\bal?\s*$")


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a sentence: its own, those of who says so, and the ends of past periods."""

    own: tuple[Dated, ...]
    attributed: tuple[Dated, ...]
    periods: tuple[Dated, ...]


def dates_of(sentence: str, document_date: str | None) -> Dates:
    """The dates of a sentence that a figure in it may hold for."""
    found = [one for one in dates_in(sentence)]
    inside, periods = _periods(sentence, found)
    own: list[Dated] = []
    attributed: list[Dated] = []
    for one in found:
        before = fold(sentence[max(one.start - _DAY_APART, 0) : one.start])
        if (
            re.search(r"\d/$", before)
            or one in inside
            or _is_later(one.date, document_date)
            or _NO_DATE_OF_IT.search(before)
        ):
            continue
        (attributed if _ATTRIBUTED.search(before) else own).append(one)
    past = [one for one in periods if not _is_later(one.date, document_date)]
    return Dates(tuple(own), tuple(attributed), tuple(past))


def stated_date(dates: Dates, sentence: str, at: int, past: int) -> str | None:
    """The date that the sentence states for the figure at these characters, in its own clause if there."""
    every = (dates.own, dates.periods, dates.attributed)
    clause = [[one for one in group if _is_beside(sentence, one, at)] for group in every]
    for group in (*clause, *every):
        if group:
            return _nearest(group, sentence, at, past).date
    return None


def _is_beside(sentence: str, dated: Dated, at: int) -> bool:
    """Whether no semicolon parts a date from a place."""
    first, last = sorted((dated.start, at))
    return ";" not in sentence[first:last]


def only_date(heading: str, document_date: str | None) -> str | None:
    """The date of a heading or caption that names a single one."""
    own = dates_of(heading, document_date).own
    return own[0].date if len({one.date for one in own}) == 1 else None


def cell_date(cell: str, document_date: str | None) -> str | None:
    """The date of a table's cell: of a period its end."""
    dates = dates_of(cell, document_date)
    found = dates.own or dates.periods or dates.attributed
    return found[0].date if found else None


def _periods(sentence: str, found: Sequence[Dated]) -> tuple[set[Dated], list[Dated]]:
    """The dates that begin or end a period ("from 2006 to 2022"), and each period as its last date."""
    inside: set[Dated] = set()
    periods: list[Dated] = []
    for first, second in pairwise(found):
        between = sentence[first.end : second.start]
        if not _BETWEEN.fullmatch(between) or not first.date < second.date:
            continue
        is_list = between.strip() in {"and", "y", "i"}
        if is_list and not re.search(
            r"\b(?:between|entre)\W+(?:el |l['’])?$", fold(sentence[: first.start])
        ):
            continue
        inside |= {first, second}
        periods.append(Dated(second.date, first.start, second.end))
    return inside, periods


def _is_later(date: str, document_date: str | None) -> bool:
    """Whether a date lies in a document's future: a plan's aim, not the date of a figure."""
    return document_date is not None and date[:4] > document_date[:4]


def _nearest(dates: Sequence[Dated], sentence: str, at: int, past: int) -> Dated:
    """The date with the fewest characters in between; another clause is further away."""

    def gap(dated: Dated) -> int:
        first, last = (past, dated.start) if dated.start >= past else (dated.end, at)
        between = sentence[first:last]
        far = _CLAUSE * between.count(";") + _COMMA * between.count(", ")
        return max(last - first, 0) + far + _CONJUNCTION * len(_AND.findall(between))

    return min(dates, key=gap)
