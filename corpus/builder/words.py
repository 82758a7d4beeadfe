"""The builder's own words in the three languages: labels, notices and dates in, text out."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from .report import Language

_FILE = Path(__file__).with_name("words.yaml")


@dataclass(frozen=True, slots=True)
class Words:
    table: str
    sources: str
    page: str
    notice: str
    contact: str
    months: list[str]
    day_date: str
    month_date: str


@cache
def words_of(language: Language) -> Words:
    return Words(**yaml.safe_load(_FILE.read_text(encoding="utf-8"))[language])


def written_date(date: str, language: Language) -> str:
    """`2024-10-23` as people write it in that language; a year alone stays as it is."""
    words = words_of(language)
    year, *rest = date.split("-")
    if not rest:
        return year
    month = words.months[int(rest[0]) - 1]
    pattern = words.day_date if len(rest) == 2 else words.month_date
    of = "d'" if month[0] in "ao" else "de "
    return pattern.format(day=int(rest[-1]), month=month, year=year, of=of)
