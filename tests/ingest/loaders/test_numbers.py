from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.loaders.numbers import show


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (0.82, "0%", "82%"),
        (0.0785, "0.0%", "7.9%"),
        (1650, "General", "1650"),
        (1650, "#,##0", "1650"),
        (0.1 + 0.2, "General", "0.3"),
        (2.5, "0.00", "2.50"),
        (23.0, "General", "23"),
        (2481, '#,##0 "M€"', "2481 M€"),
        (119.5, '#,##0.0\\ "€"', "119.5 €"),
        (26, "[$€-403] #,##0;[Red]-[$€-403] #,##0", "€ 26"),
        (-5, "$#,##0", "$-5"),
        (7, "@", "7"),
        (10**400, "0.0", "1" + "0" * 400),
        (2_600_000, '0.0,,"M€"', "2.6M€"),
        (1.5e-7, "0.00E+00", "0.00000015"),
        (0.5, "# ?/?", "0.5"),
        (12345.6, "# ##0", "12346"),
        (float("inf"), "0.0", "Infinity"),
        (1e20, "General", "100000000000000000000"),
        (True, "General", "TRUE"),
        (None, "General", ""),
        ("#REF!", "General", ""),
        ("#1", "General", "#1"),
        (datetime(2025, 6, 11), "dd/mm/yyyy", "2025-06-11"),
        (datetime(2025, 6, 11, 9, 30), "General", "2025-06-11 09:30"),
        (date(2025, 6, 11), "General", "2025-06-11"),
        (time(9, 30), "hh:mm", "09:30"),
        (timedelta(hours=30), "[h]:mm", "1 day, 6:00:00"),
    ],
)
def test_show(value: object, number_format: str, expected: str) -> None:
    assert show(value, number_format) == expected


@given(st.floats(allow_nan=True, allow_infinity=True) | st.integers(), st.text(max_size=20))
def test_any_format(value: float, number_format: str) -> None:
    assert show(value, number_format) != ""
