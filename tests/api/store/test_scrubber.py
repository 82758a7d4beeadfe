"""Personal data that has a form is replaced; everything else stays as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.es import dni

from api.store.scrubber import scrub


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Write to jo.se+x@hub.cat, please.", "Write to [e-mail], please."),
        ("(mailto:a@b.example.org)", "(mailto:[e-mail])"),
        ("ask maria@hospital.cat: when?", "ask [e-mail]: when?"),
        ('"Anna Puig"@hub.cat', "[e-mail]"),
        ("Joan <joan.puig@hub.cat>", "Joan <[e-mail]>"),
        ("truca al 934 567 890", "truca al [phone]"),
        ("93.456.78.90 o 612345678?", "[phone] o [phone]?"),
        ("+34 612 34 56 78", "[phone]"),
        ("Call +44 20 7946 0958 today", "Call [phone] today"),
        ("mi DNI es 12345678Z.", "mi DNI es [id number]."),
        ("12.345.678-Z", "[id number]"),
        ("NIE x1234567l", "NIE [id number]"),
        ("NIF K1234567L", "NIF [id number]"),
        ("ES91 2100 0418 4502 0005 1332 please pay", "[account] please pay"),
        ("es9121000418450200051332", "[account]"),
        ("GB82-WEST-1234-5698-7654-32", "[account]"),
        ("4111 1111 1111 1111", "[account]"),
        ("CIP LOPE1 800512 00 3", "CIP [id number]"),
        ("seguridad social 28/12345678/40", "seguridad social [id number]"),
        ("?email=ana%40b.cat&x=1", "[e-mail]&x=1"),
        ("5500000000000004 and a@b.es", "[account] and [e-mail]"),
    ],
)
def test_what_is_replaced(typed: str, kept: str) -> None:
    assert scrub(typed) == kept
    assert scrub(kept) == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "¿Cuántos pacientes se trataron con CAR-T en 2025?",
        "SpliceBio: 135 million US dollars (about 119 million euros), 11 June 2025",
        "1.469.000 €, 12,500,000 people, 70 members, 3,5 %",
        "NCT01234567, EudraCT 2007-001274-19, 2021-003456-12",
        "ISBN 978-3-16-148410-0",
        "the company B58378431 and the DNI 12345678A, whose letter is wrong",
        "ES91 2100 0418 4502 0005 1333 has wrong digits",
        "4111 1111 1111 1112 too",
        "@biocat on 2026-02-03 at 10:30, user@localhost",
        "the line\nends\there\x00",
    ],
)
def test_what_stays(text: str) -> None:
    assert scrub(text) == text


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    once = scrub(text)
    assert isinstance(once, str)


@given(st.text(st.characters(categories=["L", "M", "P", "S", "Z"], exclude_characters="@")))
def test_text_without_digits_and_at_signs_is_unchanged(text: str) -> None:
    assert scrub(text) == text


@given(st.text(), st.emails(), st.text())
def test_an_e_mail_address_never_survives(before: str, address: str, after: str) -> None:
    assert address not in scrub(f"{before} {address} {after}")
    assert address not in scrub(f"{before}<{address}>{after}")


@given(st.integers(0, 99_999_999), st.sampled_from(["{}{}", "{}-{}", "{} {}"]))
def test_an_identity_number_never_survives(number: int, form: str) -> None:
    digits = f"{number:08}"
    written = form.format(digits, dni.calc_check_digit(digits))
    assert digits not in scrub(f"soc el {written}, gràcies")


@pytest.mark.parametrize("piece", ["a", "1 ", "1", "a@", "a.", "ES91", "4111 ", "12345678", "+34 "])
def test_long_texts_do_not_take_long(piece: str) -> None:
    """4,000 signs are the longest question; hypothesis would not find what makes a pattern slow."""
    text = (piece * 4000)[:4000]
    assert len(scrub(text)) <= len(text)
