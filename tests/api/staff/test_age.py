"""Eighteen months, to the day."""

from datetime import date

import pytest

from api.staff.age import is_old

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("as_of", "old"),
    [
        (None, False),
        ("2026", False),
        ("2025", False),  # it may hold at the end of the year
        ("2024", True),
        ("2025-05", False),
        ("2025-04", True),
        ("2025-05-24", False),
        ("2025-05-23", True),
    ],
)
def test_the_last_day_that_a_date_may_mean_counts(as_of: str | None, old: bool) -> None:
    assert is_old(as_of, TODAY) is old


def test_the_end_of_a_short_month() -> None:
    assert not is_old("2025-02-28", date(2026, 8, 31))
    assert is_old("2025-02-27", date(2026, 8, 31))
