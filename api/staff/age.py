"""How old a figure is. In: when it holds (YYYY, YYYY-MM or YYYY-MM-DD). Out: whether that is long ago."""

import calendar
from datetime import date

MONTHS = 18


def is_old(as_of: str | None, today: date) -> bool:
    """Whether it held more than 18 months ago; of a year or a month alone, its last day counts."""
    if not as_of:
        return False
    return _last_day(as_of) < _months_before(today)


def _last_day(as_of: str) -> date:
    year, month, day = (*map(int, as_of.split("-")), 0, 0)[:3]
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _months_before(today: date) -> date:
    years, month = divmod(today.year * 12 + today.month - 1 - MONTHS, 12)
    return date(years, month + 1, min(today.day, calendar.monthrange(years, month + 1)[1]))
