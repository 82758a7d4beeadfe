"""What is said around a question goes; what is part of it stays."""

import multiprocessing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.courtesies import without_courtesies


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Hi, I'm Anna. How much did SpliceBio raise?", "How much did SpliceBio raise?"),
        ("Hello team, what is PRECISEU? Thanks a lot!", "what is PRECISEU?"),
        ("How much was it? You can write to me at anna@x.org", "How much was it?"),
        ("My phone is 612 34 56 78. Who runs it?", "Who runs it?"),
        ("I'm a journalist at El Punt. How many members?", "How many members?"),
        ("Mi teléfono es 612345678. ¿Quién coordina el hub?", "¿Quién coordina el hub?"),
        ("¿Cuánto recaudó SpliceBio, por favor?", "¿Cuánto recaudó SpliceBio?"),
        ("Buenos días, soy Marta Gil, ¿qué es el hub?", "¿qué es el hub?"),
        ("Soc investigador de Vall d'Hebron, què és PRECISEU?", "què és PRECISEU?"),
        ("Bon dia! Quants membres té? Moltes gràcies", "Quants membres té?"),
        ("ok thanks, and in 2024?", "and in 2024?"),
        ("<script>alert(1)</script> what is PRECISEU", "what is PRECISEU"),
        ("<b>what is PRECISEU</b>", "what is PRECISEU"),
    ],
)
def test_courtesies_go(typed: str, asked: str) -> None:
    assert without_courtesies(typed) == asked


@pytest.mark.parametrize(
    "typed",
    [
        "thanks!",
        "Hola",
        "I'm developing an AAV gene therapy. Who can produce it?",
        "I am a patient with leukaemia, which hospitals treat it?",
        "Soy investigadora que trabaja con vectores. ¿Quién los produce?",
        "Is this Hospital del Mar?",
        "What is the U.S. share? In 2.5 years?",
        "Is 93 123 45 67 the phone of Biocat?",
        "How many are < 5 and > 2?",
    ],
)
def test_the_question_stays(typed: str) -> None:
    assert without_courtesies(typed) == typed


@given(st.text(max_size=200))
def test_something_to_ask_is_always_left(typed: str) -> None:
    left = without_courtesies(typed)
    assert any(map(str.isalnum, left)) or left == typed


@pytest.mark.parametrize(
    "hostile",
    [
        "a" + "," * 3_900 + "b", "a" + " " * 3_900 + "b", "@" * 3_999, "thanks " * 570,
        "hola " * 790, "<a" * 1_990, "1 2 3 " * 660, "soc A " * 660, "ok, " * 990,
    ],
)  # fmt: skip
def test_hostile_text_takes_no_time(hostile: str) -> None:
    """A pattern that tries a long text anew at each place would take minutes, and time out."""
    process = multiprocessing.get_context("fork").Process(
        target=without_courtesies, args=(hostile,)
    )
    process.start()
    process.join(20)
    late = process.is_alive()
    process.kill()
    assert not late
