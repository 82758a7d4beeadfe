"""What is known of a question before anything is searched."""

import pytest

from assistant.errors import BadQuestion
from assistant.question import LONGEST, Question
from assistant.question_kinds import Wants
from ingest.documents import Language


@pytest.mark.parametrize(
    ("typed", "language", "wants", "several"),
    [
        ("How many members does the hub have?", "en", "number", False),
        ("Quants membres té el hub?", "ca", "number", False),
        ("¿Qué porcentaje del PIB catalán representa?", "es", "number", False),
        ("quin és el percentatge del PIB?", "ca", "number", False),
        ("When did PRECISEU start?", "en", "date", False),
        ("En quin any es va obrir el laboratori?", "ca", "date", False),
        ("¿Cuándo se aprobó el PERTE?", "es", "date", False),
        ("Which hospitals produce CAR-T?", "en", "name", True),
        ("Who is the CEO of Biocat?", "en", "name", False),
        ("Qui fa bioimpressió?", "ca", "name", True),
        ("¿Qué empresas desarrollan terapia génica?", "es", "name", True),
        ("What is the hospital exemption?", "en", "other", False),
        ("What does PRIME mean?", "en", "other", False),
    ],
)
def test_kind_and_language(typed: str, language: Language, wants: Wants, several: bool) -> None:
    read = Question.read(typed)
    assert (read.language, read.wants, read.wants_several) == (language, wants, several)


def test_the_language_chosen_wins_but_the_words_keep_theirs() -> None:
    read = Question.read("How many members does the hub have?", "ca")
    assert read.language == "ca"
    assert read.languages[0] == "en"


@pytest.mark.parametrize("typed", ["hola", "Hi there!", "Bon dia", "gracias"])
def test_greetings_are_known(typed: str) -> None:
    assert Question.read(typed).is_greeting


def test_control_characters_and_lone_surrogates_do_not_break_it() -> None:
    assert Question.read("who\x00 is\ud800 this\n\t?").text == "who is? this ?"


@pytest.mark.parametrize("typed", ["", "   ", "?!", "\x00", "🤷"])
def test_nothing_to_read_is_said(typed: str) -> None:
    with pytest.raises(BadQuestion, match="empty"):
        Question.read(typed)


def test_too_long_is_said_with_both_lengths() -> None:
    with pytest.raises(BadQuestion, match=r"20,000 characters: shorten it to 4,000"):
        Question.read("a" * 20_000)
    assert Question.read("a " * (LONGEST // 2)).text
