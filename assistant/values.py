"""Figures in a sentence, as far as telling two documents' values apart needs them.

In: a sentence and the question's words. Out: the figure that the question is about (the number nearest
to the question's words, years and codes left out), with its unit, and the date it holds for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.dates import Dated, dates_in, find_date, find_year
from ingest.documents import Language
from ingest.index.entries import QueryWord
from ingest.terms.analyzer import fold, stem

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|%|€|\$", re.UNICODE)
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_PART_OF_CODE = re.compile(r"[^\W_]|[-/]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = frozenset(
    (
        "january february march april may june july august september october november december enero "
        "febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre gener "
        "febrer març abril maig juny juliol agost setembre octubre novembre desembre"
    ).split()
)
_UNITS = {
    "%": "%",
    "per": "%",
    "por": "%",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "€": "EUR",
    "usd": "USD",
    "dollars": "USD",
    "dolares": "USD",
    "dolars": "USD",
    "$": "USD",
}
_SCALES = {
    "m": 1e6,
    "million": 1e6,
    "millions": 1e6,
    "milions": 1e6,
    "milio": 1e6,
    "millones": 1e6,
    "millon": 1e6,
    "billion": 1e9,
}
_ROW = re.compile(r"[^:;]+: [^;]+; [^:;]+: ")
_DATE_CELL = re.compile(
    r"(?:^|; )(?:as of|year|date|any|data|a data de|año|fecha|a fecha de): ([^;]+)", re.I
)
_UNIT_CELL = frozenset({"unit", "units", "unitat", "unidad"})
_FAR = 1_000
_NEAR = 25
_AFTER = 4
_CLAUSE = 5


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its unit ("" where it counts things)."""

    number: float
    unit: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A value and the place in its sentence where it stands, in characters."""

    value: Value
    at: int


def as_of(sentence: str, document_date: str | None, at: int | None = None) -> str | None:
    """The date a sentence holds for, or its figure at `at`: the one it names, else its document's.

    A table row's date stands in the cell that is called so; prose has the date nearest to the figure.
    """
    if is_row(sentence):
        cell = _DATE_CELL.search(sentence)
        dates = dates_in(cell[1]) if cell else []
        return dates[0].date if dates else document_date
    dates = dates_in(sentence)
    if not dates:
        return document_date
    if at is None:
        return find_date(sentence) or find_year(sentence)
    return min(dates, key=lambda dated: _gap(sentence, dated, at)).date


def is_row(sentence: str) -> bool:
    """Whether a sentence is a table row written out."""
    return _ROW.match(sentence) is not None


def figure_asked_for(
    sentence: str, language: Language, words: Sequence[QueryWord], question: str
) -> Figure | None:
    """The figure of a sentence that stands nearest to the question's words."""
    tokens = [(match.group(), match.start()) for match in _TOKEN.finditer(sentence)]
    terms = {way.term for word in words for way in word.alternatives if way.language == language}
    matched = [i for i, (token, _) in enumerate(tokens) if stem(fold(token), language) in terms]
    known = set(re.findall(r"\d+(?:[.,]\d+)*", question))
    places = [i for i in _numbers(tokens, sentence) if tokens[i][0] not in known]
    if not places or not matched:
        return None
    best = min(places, key=lambda i: (_distance(sentence, tokens, i, matched), i))
    return Figure(_value(tokens, best), tokens[best][1])


def _gap(sentence: str, dated: Dated, at: int) -> int:
    """Characters between a date and a figure; what stands in another clause is further away."""
    first, last = sorted((dated.start, at))
    far = _FAR * sentence.count(";", first, last) + _NEAR * sentence.count(", ", first, last)
    return last - first + far


def _distance(
    sentence: str, tokens: Sequence[tuple[str, int]], place: int, matched: Sequence[int]
) -> int:
    """Tokens to the nearest matched word; the end of a clause or of a table cell is far to go."""

    def to(other: int) -> int:
        first, last = sorted((tokens[place][1], tokens[other][1]))
        return abs(place - other) + _CLAUSE * sentence.count(";", first, last)

    return min(map(to, matched))


def _numbers(tokens: Sequence[tuple[str, int]], sentence: str) -> Iterator[int]:
    """Places of tokens that are figures: no years, days of a month, or parts of a code."""
    for i, (token, start) in enumerate(tokens):
        if not token[0].isdigit() or _YEAR.fullmatch(token):
            continue
        around = sentence[max(start - 1, 0) : start] + sentence[start + len(token) :][:1]
        following = fold(tokens[i + 1][0]) if i + 1 < len(tokens) else ""
        if not _PART_OF_CODE.search(around) and following not in _MONTHS:
            yield i


def _value(tokens: Sequence[tuple[str, int]], place: int) -> Value:
    number = _parse(tokens[place][0])
    following = [fold(token) for token, _ in tokens[place + 1 : place + 1 + _AFTER]]
    if following and following[0] in _UNIT_CELL:
        del following[0]
    before = fold(tokens[place - 1][0]) if place else ""
    scale = next((_SCALES[word] for word in following[:1] if word in _SCALES), 1.0)
    near = [before, *following[: 2 if scale > 1 else 1]]
    unit = next((_UNITS[word] for word in near if word in _UNITS), "")
    return Value(number * scale, unit)


def _parse(digits: str) -> float:
    """1,469 and 1.469 are thousands; 7.2 and 7,2 are not."""
    if _THOUSANDS.fullmatch(digits) or len(re.findall("[.,]", digits)) > 1:
        return float(re.sub("[.,]", "", digits))
    return float(digits.replace(",", "."))
