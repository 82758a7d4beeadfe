"""Numbers in a text, in digits, with their scale and unit (en, es, ca).

In: a sentence or a table row written out. Out: its numbers in order, in base units ("3,000 M EUR" is
3e9 EUR), and the characters where they stand. Years, days of a month and parts of codes are none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from math import prod

from ingest.figures.rows import cell_at, is_row
from ingest.terms.analyzer import fold

_TOKEN = re.compile(
    r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d.,])|\d+(?:[.,]\d+)*|[^\W\d_]+[²2]?|%|€|\$"
)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[ .,]\d{3})+")
_PART_OF_CODE = re.compile(r"[^\W_]|[-/]")
_GLUED = re.compile(r"(?:bn|[MkK]|m[²2])(?![^\W_])")
# Years, and codes such as 08028.
_NO_NUMBER = re.compile(r"(?:19|20)\d\d|0\d+")
MONTHS = frozenset(
    (
        "january february march april may june july august september october november december enero "
        "febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre gener "
        "febrer març abril maig juny juliol agost setembre octubre novembre desembre"
    ).split()
)
UNITS = {
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
    "m2": "m2",
}
SCALES = {
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
# A float holds no more, and what is longer is a code.
_MOST_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a unit's sign, and where it stands."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in base units; `unit` is EUR, USD, %, m2, or "" where it counts things or says none.

    `start` and `end` are its characters, scale and unit included; `scale` is what it was multiplied by.
    """

    value: float
    unit: str
    start: int
    end: int
    scale: float = 1.0


def tokens_of(text: str) -> list[Token]:
    """Words, numbers and signs of a text in order."""
    return [Token(match.group(), match.start()) for match in _TOKEN.finditer(text)]


def numbers_in(text: str) -> list[Number]:
    """The numbers of a text in order."""
    tokens = tokens_of(text)
    return [_number(text, tokens, place) for place in _places(tokens, text)]


def _places(tokens: Sequence[Token], text: str) -> Iterator[int]:
    """Places of tokens that are numbers: no years, days of a month, or parts of a code."""
    for place, token in enumerate(tokens):
        if not token.text[0].isdecimal() or _NO_NUMBER.fullmatch(token.text):
            continue
        if sum(map(str.isdecimal, token.text)) > _MOST_DIGITS:
            continue
        glued = _GLUED.match(text, token.end) is not None
        around = text[max(token.start - 1, 0) : token.start]
        around += "" if glued else text[token.end : token.end + 1]
        if not _PART_OF_CODE.search(around) and not _is_day(tokens, place):
            yield place


def _is_day(tokens: Sequence[Token], place: int) -> bool:
    """Whether a number is the day of a month: "11 June", "11 de juny", "1 d'abril"."""
    following = [fold(token.text) for token in tokens[place + 1 : place + 3]]
    if following[:1] in (["de"], ["d"]):
        del following[0]
    return bool(following) and following[0] in MONTHS


def _number(text: str, tokens: Sequence[Token], place: int) -> Number:
    """The number with scale and unit, told by the words around it, or by its column's heading."""
    token = tokens[place]
    after = list(tokens[place + 1 : place + 1 + _AFTER])
    following = [fold(one.text) for one in after]
    if following and following[0] in _UNIT_CELL:
        del following[0], after[0]
    scales = list(takewhile(lambda word: word in SCALES, following))
    scale = prod(SCALES[word] for word in scales)
    reach = len(scales) + (2 if scales else 1)
    beside = place > 0 and not text[tokens[place - 1].end : token.start].strip()
    before = fold(tokens[place - 1].text) if beside else ""
    near = [before, *following[:reach]]
    if following[:2] in _PERCENT:
        near.append("%")
        reach = 2
    end = max(
        (
            one.end
            for one, word in zip(after[:reach], following, strict=False)
            if word in UNITS or word in SCALES or word == "cent"
        ),
        default=token.end,
    )
    cell = cell_at(text, token.start) if is_row(text) else None
    if cell is not None and scale == 1:
        label = [fold(one.text) for one in tokens_of(cell.label)]
        scale = next((SCALES[word] for word in label if word in SCALES), 1.0)
        near += label
    unit = next((UNITS[word] for word in near if word in UNITS), "")
    return Number(_parse(token.text) * scale, unit, token.start, end, scale)


def _parse(digits: str) -> float:
    """1,469 and 1.469 are thousands; 7.2 and 7,2 are not."""
    if _THOUSANDS.fullmatch(digits) or len(re.findall("[.,]", digits)) > 1:
        return float(re.sub("[ .,]", "", digits))
    return float(digits.replace(",", "."))
