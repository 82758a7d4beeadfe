"""The numbers of own words that no quote has: digits with their units, and words."""

import pytest

from assistant.unfounded import unfounded
from ingest.documents import Language


@pytest.mark.parametrize(
    ("said", "language", "quote"),
    [
        ("1.469 millones de euros en 2021", "es", "1,469 million euros in 2021"),
        ("el 7.2%", "ca", "el 7,2 %"),
        ("2 500 jobs", "en", "2,500 jobs"),
        ("2\u202f500 llocs de treball", "ca", "2,500 jobs"),
        ("five hundred members", "en", "more than 500 members"),
        ("quinientos miembros", "es", "more than 500 members"),
        ("dos-cents membres", "ca", "200 miembros"),
        ("veinticinco grupos", "es", "vint-i-cinc grups"),
        ("ninety per cent", "en", "90 %"),
        ("El 10 de juny de 2024 tenia 45 membres", "ca", "On 10 June 2024 it had 45 members"),
        ("It is set once for all.", "en", "Nothing."),
        ("A 70-member network", "en", "It has 70 members."),
    ],
)
def test_what_a_quote_says_may_be_said(said: str, language: Language, quote: str) -> None:
    assert unfounded(said, language, ["Nothing.", quote]) == []


@pytest.mark.parametrize(
    ("said", "language", "quote", "wrong"),
    [
        (
            "The hub has five hundred members, Ninety hospitals.",
            "en",
            "The hub has more than 70 members.",
            ["five hundred", "Ninety"],
        ),
        ("It raised 135 million.", "en", "It raised 135 euros.", ["135 million"]),
        ("It grew 70%.", "en", "It has 70 members.", ["70%"]),
        ("1,470 million in 2022", "en", "1,469 million in 2021", ["1,470 million", "2022"]),
        ("Tiene noventa y dos miembros.", "es", "Tiene 90 miembros.", ["noventa y dos"]),
        ("Té milers de pacients i tres-cents metges.", "ca", "Res.", ["milers", "tres-cents"]),
        ("Tiene setecientos miembros y siete sedes.", "es", "70.", ["setecientos", "siete"]),
        ("It has seven work groups.", "en", "It has 8 work groups.", ["seven"]),
        ("It has hundreds of members.", "en", "It has 70 members.", ["hundreds"]),
    ],
)
def test_what_no_quote_says_is_named(
    said: str, language: Language, quote: str, wrong: list[str]
) -> None:
    assert unfounded(said, language, [quote]) == wrong
