"""The figure a question asks for, and the date it holds for."""

import pytest

import models
from assistant.lexicon import Lexicon
from assistant.query import expand
from assistant.values import Value, as_of, value_asked_for

LEXICON = Lexicon.open(models.LEXICON)


@pytest.mark.parametrize(
    ("question", "sentence", "value"),
    [
        ("How many members are there?", "On 10 June 2024 the hub had 45 members.", Value(45, "")),
        (
            "How many members are there?",
            "It has more than 70 members in eight groups, 3 new.",
            Value(70, ""),
        ),
        (
            "What was the turnover?",
            "The turnover was 42,068 M EUR in 2023.",
            Value(42_068e6, "EUR"),
        ),
        ("How many companies?", "Year: 2018; Companies: over 1,000; Entities: 89", Value(1000, "")),
        ("How many entities?", "Year: 2018; Companies: over 1,000; Entities: 89", Value(89, "")),
        ("What share of GDP?", "Its share of GDP rose to 7.9% in 2023.", Value(7.9, "%")),
        ("How many patients?", "ARI-0001 was given to 32 patients.", Value(32, "")),
        ("How many rooms?", "There is no figure in this one.", None),
    ],
)
def test_the_number_nearest_to_what_is_asked(
    question: str, sentence: str, value: Value | None
) -> None:
    words = expand(question, ["en"], LEXICON).words
    assert value_asked_for(sentence, "en", words, question) == value


def test_catalan_and_spanish_figures() -> None:
    words = expand("¿Cuántas empresas?", ["es"], LEXICON).words
    assert value_asked_for("Eran 1.523 empresas en 2024.", "es", words, "") == Value(1523, "")
    assert value_asked_for("Hi havia 1.523 empreses.", "ca", words, "") == Value(1523, "")


def test_a_number_that_the_question_itself_names_is_not_its_answer() -> None:
    words = expand("Which of the 18 projects got money?", ["en"], LEXICON).words
    assert value_asked_for("Of the 18 projects 6 got money.", "en", words, "the 18") == Value(6, "")


def test_dates_come_from_the_sentence_else_from_the_document() -> None:
    assert as_of("In June 2024 it had 45.", "2026") == "2024-06"
    assert as_of("In 2024 it had 45.", "2026") == "2024"
    assert as_of("It had 45.", "2026-02") == "2026-02"
    assert as_of("It had 45.", None) is None
