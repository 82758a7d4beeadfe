"""The numbers of the staff's own sentence that none of its quotes has, in digits or in words.

In: a sentence with its language, quotes in any language. Out: those numbers, as the sentence writes them.
What is in digits needs the same value with the same unit; what is in words the same value.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import get_args

from ingest.documents import Language
from ingest.figures.numbers import Number, numbers_in
from ingest.figures.spelled import SPELLED, spelled_in
from ingest.terms.analyzer import fold

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_SPACES = re.compile("[\u00a0\u2007\u2009\u202f]")
_JOINING = re.compile(r"[\s\-\u00b7]*(?:(?:and|y|i)[\s-]+)?", re.I)
_PERCENT = re.compile(r"\b(?:per|por)\s+$", re.I)
_TENS: dict[Language, str] = {
    "en": "thirty forty fifty sixty seventy eighty ninety",
    "es": "treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "ca": "trenta quaranta cinquanta seixanta setanta vuitanta noranta",
}
_LARGE: dict[Language, dict[str, int]] = {
    "en": {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12},
    "es": {"cien": 100, "ciento": 100, "cientos": 100, "centenar": 100, "mil": 1000, "millon": 10**6}
    | {"centenares": 100, "miles": 1000, "millones": 10**6, "docena": 12}
    | {f"{word}{end}s": 100 * number for end in "oa" for number, word in enumerate(
        "doscient trescient cuatrocient quinient seiscient setecient ochocient novecient".split(), 2)},
    "ca": {"cent": 100, "cents": 100, "centes": 100, "centenar": 100, "mil": 1000, "milio": 10**6}
    | {"centenars": 100, "milers": 1000, "milions": 10**6, "dotzena": 12, "dotzenes": 12},
}  # fmt: skip


def _values(language: Language) -> dict[str, int]:
    tens = {word: 10 * ten for ten, word in enumerate(_TENS[language].split(), start=3)}
    large = _LARGE[language] | {f"{word}s": n for word, n in _LARGE[language].items()}
    small = SPELLED[language] | {"one": 1, "un": 1, "una": 1, "uno": 1}
    if language == "es":
        small |= {f"veinti{word}": 20 + n for word, n in small.items() if n < 10}
    return small | tens | large


_LANGUAGES: tuple[Language, ...] = get_args(Language)
_VALUES = {language: _values(language) for language in _LANGUAGES}
_SMALL, _HUNDRED, _THOUSAND = 20, 100, 1000


def unfounded(said: str, language: Language, quotes: Sequence[str]) -> list[str]:
    """The numbers of a sentence that none of the quotes has."""
    said = _SPACES.sub(" ", said)
    known = [one for quote in quotes for one in _every(_SPACES.sub(" ", quote))]
    exact = {(one.value, one.unit) for one in known}
    values = {one.value for one in known}
    wrong = [one for one in _written(said) if (one.value, one.unit) not in exact]
    wrong += [one for one in _spelled(said, language) if one.value not in values]
    return [said[one.start : one.end] for one in sorted(wrong, key=lambda one: one.start)]


def _every(quote: str) -> Iterator[Number]:
    yield from _written(quote)
    for language in _LANGUAGES:
        yield from _spelled(quote, language)


def _written(text: str) -> list[Number]:
    """Numbers in digits: with their units; years, days and parts of codes as they stand."""
    found = numbers_in(text)
    rest = (match for match in _DIGITS.finditer(text) if not _is_in(match.start(), found))
    return found + [Number(_plain(match[0]), "", *match.span()) for match in rest]


def _plain(digits: str) -> float:
    read = numbers_in(digits)
    return read[0].value if read else float(re.sub("[.,]", "", digits))


def _spelled(text: str, language: Language) -> list[Number]:
    """Numbers in words: those to twenty as figures have them, and larger ones."""
    runs = [_run(run, language) for run in _runs(text, language)]
    large = [one for one in runs if one.value > _SMALL or one.scale > 1]
    small = [one for one in spelled_in(text, language) if not _is_in(one.start, large)]
    return small + large


def _runs(text: str, language: Language) -> Iterator[list[re.Match[str]]]:
    """Words in a row that say one number, outside those in digits."""
    digits = numbers_in(text)
    words = [
        match
        for match in _WORD.finditer(text)
        if fold(match[0]) in _VALUES[language]
        and not _is_in(match.start(), digits)
        and not _PERCENT.search(text[: match.start()])
    ]
    run = words[:1]
    for before, word in pairwise(words):
        if not _JOINING.fullmatch(text[before.end() : word.start()]):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _run(run: Sequence[re.Match[str]], language: Language) -> Number:
    """ "The value of "two hundred and five thousand", 205,000."""
    total, part, largest = 0, 0, 1
    for match in run:
        value = _VALUES[language][fold(match[0])]
        largest = max(largest, value if value > _SMALL else 1)
        if value == _HUNDRED:
            part = max(part, 1) * value
        elif value >= _THOUSAND:
            total, part = total + max(part, 1) * value, 0
        else:
            part += value
    return Number(float(total + part), "", run[0].start(), run[-1].end(), float(largest))


def _is_in(place: int, numbers: Sequence[Number]) -> bool:
    return any(one.start <= place < one.end for one in numbers)
