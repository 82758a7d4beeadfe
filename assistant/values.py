"""Figures in a sentence, as far as telling two documents' values apart needs them.

In: a sentence and the question's words. Out: the figure that the question is about (the number nearest
to the question's words, years and codes left out), with its unit.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from math import prod

from assistant.rows import cell_at, is_row
from ingest.documents import Language
from ingest.index.entries import QueryWord
from ingest.terms.analyzer import fold, stem

_TOKEN = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d.,])|\d+(?:[.,]\d+)*|[^\W\d_]+|%|€|\$")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[ .,]\d{3})+")
_PART_OF_CODE = re.compile(r"[^\W_]|[-/]")
_GLUED_SCALE = re.compile(r"(?:bn|[MkK])(?![^\W_])")
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
    "percent": "%",
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
    "bn": 1e9,
    "k": 1e3,
    "thousand": 1e3,
    "mil": 1e3,
}
_PERCENT = (["per", "cent"], ["por", "ciento"])
_UNIT_CELL = frozenset({"unit", "units", "unitat", "unidad"})
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


def figures_in(sentence: str, question: str) -> list[Figure]:
    """The figures of a sentence in order, without those that the question names itself."""
    tokens = _tokens(sentence)
    known = set(re.findall(r"\d+(?:[.,]\d+)*", question))
    places = [i for i in _numbers(tokens, sentence) if tokens[i][0] not in known]
    return [Figure(_value(sentence, tokens, place), tokens[place][1]) for place in places]


def figure_asked_for(
    sentence: str, language: Language, words: Sequence[QueryWord], question: str
) -> Figure | None:
    """The figure of a sentence that stands nearest to the question's words."""
    tokens = _tokens(sentence)
    starts = [start for _, start in tokens]
    terms = {way.term for word in words for way in word.alternatives if way.language == language}
    matched = [i for i, (token, _) in enumerate(tokens) if stem(fold(token), language) in terms]
    figures = figures_in(sentence, question)
    if not figures or not matched:
        return None
    return min(
        figures,
        key=lambda one: (_distance(sentence, tokens, starts.index(one.at), matched), one.at),
    )


def _tokens(sentence: str) -> list[tuple[str, int]]:
    return [(match.group(), match.start()) for match in _TOKEN.finditer(sentence)]


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
        if not token[0].isdecimal() or _YEAR.fullmatch(token):
            continue
        end = start + len(token)
        glued = _GLUED_SCALE.match(sentence, end) is not None
        around = sentence[max(start - 1, 0) : start] + ("" if glued else sentence[end : end + 1])
        if not _PART_OF_CODE.search(around) and not _is_day(tokens, i):
            yield i


def _is_day(tokens: Sequence[tuple[str, int]], place: int) -> bool:
    """Whether a number is the day of a month: "11 June", "11 de juny", "1 d'abril"."""
    following = [fold(token) for token, _ in tokens[place + 1 : place + 3]]
    if following[:1] in (["de"], ["d"]):
        del following[0]
    return bool(following) and following[0] in _MONTHS


def _value(sentence: str, tokens: Sequence[tuple[str, int]], place: int) -> Value:
    """The number with scale and unit, told by the words around it, or by its column's heading."""
    at = tokens[place][1]
    following = [fold(token) for token, _ in tokens[place + 1 : place + 1 + _AFTER]]
    if following and following[0] in _UNIT_CELL:
        del following[0]
    scales = list(takewhile(lambda word: word in _SCALES, following))
    scale = prod(_SCALES[word] for word in scales)
    before = fold(tokens[place - 1][0]) if place else ""
    near = [before, *following[: len(scales) + (2 if scales else 1)]]
    if following[:2] in _PERCENT:
        near.append("%")
    cell = cell_at(sentence, at) if is_row(sentence) else None
    if cell is not None and scale == 1:
        label = [fold(token) for token, _ in _tokens(cell.label)]
        scale = next((_SCALES[word] for word in label if word in _SCALES), 1.0)
        near += label
    unit = next((_UNITS[word] for word in near if word in _UNITS), "")
    return Value(_parse(tokens[place][0]) * scale, unit)


def _parse(digits: str) -> float:
    """1,469 and 1.469 are thousands; 7.2 and 7,2 are not."""
    if _THOUSANDS.fullmatch(digits) or len(re.findall("[.,]", digits)) > 1:
        return float(re.sub("[ .,]", "", digits))
    return float(digits.replace(",", "."))
