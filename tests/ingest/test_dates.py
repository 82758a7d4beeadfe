from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import dates_in, find_date, find_year, parse_date

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ca": "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("June 2025", "2025-06"),
        ("Published on 29 October 2025 in Barcelona", "2025-10-29"),
        ("June 3rd, 2025", "2025-06-03"),
        ("the 1st of May, 2024", "2024-05-01"),
        ("junio de 2025", "2025-06"),
        ("Barcelona, 11 de junio del 2025", "2025-06-11"),
        ("juny de 2025", "2025-06"),
        ("12 d'abril de 2025", "2025-04-12"),
        ("1r d’octubre de l'any 2023", "2023-10-01"),
        ("Sept. 2024", "2024-09"),
        ("2025-06-11", "2025-06-11"),
        ("2025-10-hospitals-capacity", "2025-10"),
        ("report_2024.12", "2024-12"),
        ("03/06/2025", "2025-06-03"),
        ("from 1 July 2024 to 30 June 2029", "2024-07-01"),
        ("31 February 2025, then 2 March 2025", "2025-03-02"),
        ("in 2025", None),
        ("the 2023-2025 plan", None),
        ("one may 70 members", None),
        ("1234-06", None),
        ("12025-06", None),
        ("", None),
    ],
)
def test_find_date(text: str, expected: str | None) -> None:
    assert find_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hub overview 2023-2025", "2025"),
        ("2025 deck", "2025"),
        ("12.025 members, 2,025 sites", None),
        ("ISO 13485", None),
        ("", None),
    ],
)
def test_find_year(text: str, expected: str | None) -> None:
    assert find_year(text) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2025, "2025"),
        ("2025-06", "2025-06"),
        (" 2025-06-11 ", "2025-06-11"),
        (date(2025, 6, 11), "2025-06-11"),
        (datetime(2025, 6, 11, 9), "2025-06-11"),
        ("2025-06-11T10:00:00+02:00", "2025-06-11"),
        ("2025-02-30", None),
        ("2025-13", None),
        ("June 2025", None),
        ("0025", None),
        (True, None),
        (2025.5, None),
        (["2025"], None),
        (None, None),
    ],
)
def test_parse_date(value: object, expected: str | None) -> None:
    assert parse_date(value) == expected


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["en", "es", "ca"]))
def test_every_day_is_found_in_every_language(day: date, language: str) -> None:
    name = MONTHS[language].split()[day.month - 1]
    link = {"en": " ", "es": " de ", "ca": " d'" if name[0] in "ao" else " de "}[language]
    of_year = " " if language == "en" else " de "
    assert find_date(f"x {day.day}{link}{name}{of_year}{day.year}.") == day.isoformat()
    assert find_date(f"{name}{of_year}{day.year}") == day.isoformat()[:7]


@given(st.text())
def test_any_text(text: str) -> None:
    for found in (find_date(text), find_year(text), parse_date(text)):
        assert found is None or parse_date(found) == found


def test_since_in_catalan_is_no_december() -> None:
    assert [one.date for one in dates_in("S'hi ha invertit des del 2019")] == ["2019"]
    assert [one.date for one in dates_in("12 des. 2019")] == ["2019-12-12"]
