"""Dates written in prose or file names in, YYYY, YYYY-MM or YYYY-MM-DD out (en, es, ca)."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime

_MONTHS = (
    ("january", "jan", "enero", "ene", "gener", "gen"),
    ("february", "feb", "febrero", "febrer", "febr"),
    ("march", "mar", "marzo", "març", "marc"),
    ("april", "apr", "abril", "abr"),
    ("may", "mayo", "maig"),
    ("june", "jun", "junio", "juny"),
    ("july", "jul", "julio", "juliol"),
    ("august", "aug", "agosto", "ago", "agost", "ag"),
    ("september", "sept", "sep", "septiembre", "setiembre", "setembre", "set"),
    ("october", "oct", "octubre"),
    ("november", "nov", "noviembre", "novembre"),
    ("december", "dec", "diciembre", "dic", "desembre", "des"),
)
_NUMBER = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_NAME = "|".join(sorted(_NUMBER, key=len, reverse=True))
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_OF = r"(?:\s+|\s*[-,]\s*|\s+(?:de|del)\s+|\s+de\s+l[’']any\s+)"
_PHRASES = (
    re.compile(rf"(?<!\d){_YEAR}[-_.](?P<month>0[1-9]|1[0-2])(?:[-_.](?P<day>[0-3]\d))?(?!\d)"),
    re.compile(rf"(?<!\d)(?P<day>[0-3]?\d)[/.-](?P<month>[01]?\d)[/.-]{_YEAR}(?!\d)"),
    re.compile(
        rf"(?<![\w])(?!des\s+del?\s)(?:(?P<day>[0-3]?\d)(?:st|nd|rd|th|º|er|r|n|t)?\.?\s+(?:of\s+|de\s+|d[’'])?)?"
        rf"(?P<month>{_NAME})\.?{_OF}{_YEAR}(?!\d)",
        re.I,
    ),
    re.compile(
        rf"\b(?P<month>{_NAME})\.?\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)", re.I
    ),
)
_BARE_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d]|[.,]\d)")
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that a text names, and the characters that name it."""

    date: str
    start: int
    end: int


def dates_in(text: str) -> list[Dated]:
    """Every date of a text in order, bare years among them."""
    found: list[Dated] = []
    matches = (match for phrase in _PHRASES for match in phrase.finditer(text))
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        month = match["month"].casefold()
        date_ = _join(match["year"], _NUMBER.get(month) or int(month), match["day"])
        if date_ and (not found or match.start() >= found[-1].end):
            found.append(Dated(date_, *match.span()))
    covered = [(dated.start, dated.end) for dated in found]
    for year in _BARE_YEAR.finditer(text):
        if not any(start <= year.start() < end for start, end in covered):
            found.append(Dated(year.group(), *year.span()))
    return sorted(found, key=lambda dated: dated.start)


def find_date(text: str) -> str | None:
    """The first date of a text that names at least its month."""
    return next((dated.date for dated in dates_in(text) if len(dated.date) > 4), None)


def find_year(text: str) -> str | None:
    """The last year of a text, so that "2023-2025" is dated 2025."""
    years = _BARE_YEAR.findall(text)
    return max(years) if years else None


def parse_date(value: object) -> str | None:
    """What a metadata field says (text, number, date), or None where it is no date."""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    match = _ISO.fullmatch(str(value).strip())
    if match is None or not 1900 <= int(match[1]) <= 2100:
        return None
    if match[2] is None:
        return match[1]
    return _join(match[1], int(match[2]), match[3])


def _join(year: str, month: int, day: str | None) -> str | None:
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year}-{month:02}"
    if not 1 <= int(day) <= monthrange(int(year), month)[1]:
        return None
    return f"{year}-{month:02}-{int(day):02}"
