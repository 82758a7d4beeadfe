"""Attributes asked for, and sentences that tell them or tell something near."""

import pytest

from assistant.attributes import tells_what_is_asked
from ingest.terms.analyzer import fold


@pytest.mark.parametrize(
    ("question", "told", "near"),
    [
        ("What is the salary of X?", "X's salary is public.", "X is the CEO of Y."),
        ("¿Cuánto cobra el director?", "El director cobra poco.", "El director es X."),
        ("Who founded Y?", "Y was established by X.", "X is the CEO of Y."),
        ("Quan es va fundar Y?", "Y es va crear el 2010.", "Y té 10 socis."),
        ("What is the address of Y?", "Y is located in Sant Cugat.", "Y has four cleanrooms."),
        ("¿Quién dirige Y?", "X es el director de Y.", "Y fabrica vectores."),
        ("Quants treballadors té Y?", "Y té 300 empleats.", "Y va rebre 300 milions."),
        ("Is gene therapy safe?", "The risks were low.", "Gene therapy is a work group."),
        ("Who runs it? (Y)", "X promotes Y.", "Y is an accelerator."),
        ("Who runs the programme Y?", "X promotes Y with Z.", "Y is an accelerator."),
        ("Who runs Y?", "X leads Y.", "Y takes part in what X promotes."),
        (
            "¿Quién dirige Y?",
            "Y is led by X.",
            "The way in is through X, which coordinates the hub.",
        ),
        ("Who is on the board of the hub?", "The hub has a board.", "Board of PRECISEU: 11."),
        ("Who is on the board of PRECISEU?", "Board of PRECISEU: 11.", "PRECISEU has 25 partners."),
        ("When did Y finish its unit?", "The unit was completed.", "The first stone was laid."),
    ],
)
def test_near_is_not_told(question: str, told: str, near: str) -> None:
    assert tells_what_is_asked(fold(question), fold(told))
    assert not tells_what_is_asked(fold(question), fold(near))


def test_a_question_without_such_an_attribute_takes_any_sentence() -> None:
    assert tells_what_is_asked(fold("Who produces viral vectors?"), fold("Anything."))


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("igtp has been a member of the hub since june 2024.", True),
        ("in 2025 the hub has more than 70 members.", True),
        ("ability: company; actor of the ecosystem; oral drug", False),
        ("cap de les fonts compilades no diu que en sigui membre.", False),
        ("nothing in the compiled sources says that it is a member of the hub.", False),
    ],
)
def test_who_is_near_the_hub_answers_nothing_of_who_its_members_are(
    sentence: str, *, tells: bool
) -> None:
    for question in ("who are the members?", "quienes son los miembros?", "qui son els membres?"):
        assert tells_what_is_asked(question, sentence) is tells


def test_what_others_got_is_no_sum_of_the_hub() -> None:
    asked = "how much does the hub invest each year?"
    assert not tells_what_is_asked(asked, "start-ups received 517 million euros of investment")
    assert tells_what_is_asked(asked, "the hub invests 3 million euros a year")


def test_a_launch_is_no_count() -> None:
    asked = "when was the hub launched?"
    assert not tells_what_is_asked(asked, "the hub has eight work groups in 2025")
    assert tells_what_is_asked(asked, "el hub se presento en 2023")


def test_money_that_is_had_is_not_raised() -> None:
    asked = "how much did companies raise?"
    assert not tells_what_is_asked(asked, "the programme had 2,481 million euros of public money")
    assert tells_what_is_asked(asked, "start-ups received 517 million euros")


def test_what_somebody_makes_is_no_approval_of_it() -> None:
    asked = fold("Is SpliceBio's therapy approved?")
    assert not tells_what_is_asked(asked, fold("SpliceBio develops gene therapies."))
    assert tells_what_is_asked(asked, fold("In December 2021 it was classified PRIME."))
    asked = fold("¿Está aprobado ARI-0002h?")
    assert tells_what_is_asked(asked, fold("ARI-0002h té l'aprovació de l'AEMPS."))


@pytest.mark.parametrize(
    ("asked", "tells"),
    [
        ("Can I be treated with CAR-T?", False),
        ("¿Me pueden tratar con CAR-T?", False),
        ("Em poden tractar amb CAR-T?", False),
        ("Where can I be treated with CAR-T?", True),
        ("On em poden tractar amb CAR-T?", True),
    ],
)
def test_nobody_is_told_whether_they_can_be_treated(asked: str, *, tells: bool) -> None:
    assert tells_what_is_asked(fold(asked), fold("Gyala develops a CAR-T.")) is tells
