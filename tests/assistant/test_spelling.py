"""Misspelt words over a small hub: what is read as another word, and what never is."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import models
from assistant.lexicon import Lexicon
from assistant.spelling import Speller, corrected
from tests.assistant.conftest import Hub

LEXICON = Lexicon.open(models.LEXICON)


def _read_as(hub: Hub, text: str) -> str:
    return corrected(text, Speller(hub.index, LEXICON).corrections(text))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Who makes viral vectros?", "Who makes viral vectors?"),
        ("que es la hospitl exempton", "que es la hospital exemption"),
        ("Vall d'Hebrn", "Vall d'Hebron"),
        ("invvio capital", "Invivo capital"),
        ("ensayos clincos", "ensayos clínicos"),
    ],
)
def test_a_misspelt_word_is_read_as_the_documents_one(hub: Hub, typed: str, meant: str) -> None:
    assert _read_as(hub, typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Who makes viral vectors?",
        "The busiest airport of Belgium",  # known words that no document has
        "vectors de l'exempció hospitalària",
        "What does Novartis do?",  # a name far from any other
        "TILz",  # too short to tell
        "vectros exempton hospitl ensayso clincos Invvio",  # no question
        "",
    ],
)
def test_known_words_and_strange_names_stay_as_they_are(hub: Hub, text: str) -> None:
    assert Speller(hub.index, LEXICON).corrections(text) == ()


def test_a_name_written_apart_is_one_word(hub: Hub) -> None:
    assert _read_as(hub, "how much is Inv ivo worth?") == "how much is Invivo worth?"
    assert _read_as(hub, "the Vec tors") == "the Vec tors"  # no name


def test_a_word_that_the_public_may_not_read_corrects_nothing(hub: Hub) -> None:
    assert _read_as(hub, "cortadoo passwordd machin") == "cortadoo passwordd machin"


def test_the_answer_says_what_was_read_and_cites_as_ever(hub: Hub) -> None:
    answer = hub.assistant.ask("Who can produce viral vectros?")
    assert answer.status == "answered"
    assert answer.standalone_question == "Who can produce viral vectors?"
    assert answer.question == "Who can produce viral vectros?"
    assert answer.text.startswith("(“vectros” is read as “vectors”.)\nVall d'Hebron produces")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_text_can_be_read(hub: Hub, text: str) -> None:
    found = Speller(hub.index, LEXICON).corrections(text)
    assert all(one.typed in text and one.typed != one.meant for one in found)
