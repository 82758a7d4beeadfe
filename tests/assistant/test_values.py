"""The figure a question asks for, and the date it holds for."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import models
from assistant.lexicon import Lexicon
from assistant.query import expand
from assistant.values import Figure, Value, figure_asked_for, figures_in
from ingest.documents import Language
from ingest.figures.rows import figure_date
from ingest.index.entries import QueryWord

LEXICON = Lexicon.open(models.LEXICON)


def asked_for(
    sentence: str, language: Language, words: Sequence[QueryWord], question: str
) -> Figure | None:
    return figure_asked_for(sentence, language, words, figures_in(sentence, question))


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
        (
            "Where does it rank in Europe?",
            "It was ninth worldwide and sixth in Europe.",
            Value(6, "rank"),
        ),
        ("¿Qué puesto ocupa en el mundo?", "It ranked fifth in Europe.", None),
        ("How many rooms?", "There is no figure in this one.", None),
    ],
)
def test_the_number_nearest_to_what_is_asked(
    question: str, sentence: str, value: Value | None
) -> None:
    words = expand(question, ["en"], LEXICON).words
    figure = asked_for(sentence, "en", words, question)
    assert (figure and figure.value) == value


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("formada per 70 entitats", Value(70, "")),
        ("creció un 43 por ciento", Value(43, "%")),
        ("va créixer un 7,9 per cent", Value(7.9, "%")),
        ("1,2 mil millones de euros", Value(1.2e9, "EUR")),
        ("EUR 24 bn", Value(24e9, "EUR")),
        ("0.125 million euros", Value(0.125e6, "EUR")),
        ("1 469 millions d'euros", Value(1469e6, "EUR")),
        ("€24.5M", Value(24.5e6, "EUR")),
        ("2 million US dollars", Value(2e6, "USD")),
    ],
)
def test_ways_to_write_a_figure(sentence: str, value: Value) -> None:
    assert [figure.value for figure in figures_in(sentence, "")] == [value]


@given(st.text(max_size=60) | st.text(alphabet="0123456789.,% ⁴²½€$Mkbn;:-/", max_size=40))
def test_any_text_can_be_looked_through_for_figures(text: str) -> None:
    for figure in figures_in(text, ""):
        assert text[figure.at].isdecimal()


def test_catalan_and_spanish_figures() -> None:
    words = expand("¿Cuántas empresas?", ["es"], LEXICON).words
    spanish = asked_for("Eran 1.523 empresas en 2024.", "es", words, "")
    catalan = asked_for("Hi havia 1.523 empreses.", "ca", words, "")
    assert spanish is not None and catalan is not None
    assert spanish.value == catalan.value == Value(1523, "")


def test_a_number_that_the_question_itself_names_is_not_its_answer() -> None:
    words = expand("Which of the 18 projects got money?", ["en"], LEXICON).words
    figure = asked_for("Of the 18 projects 6 got money.", "en", words, "the 18")
    assert figure is not None and figure.value == Value(6, "")


def test_a_figure_has_the_date_that_stands_nearest_to_it() -> None:
    sentence = "It was 44,800 million euros in 2024, after 42,068 million euros in 2023."
    assert figure_date(sentence, sentence.index("44,800"), None) == "2024"
    assert figure_date(sentence, sentence.index("42,068"), None) == "2023"
    clauses = "About 265,000 had a job in 2023; in 2018 there were 223,000 jobs."
    assert figure_date(clauses, clauses.index("223,000"), None) == "2018"


def test_dates_come_from_the_sentence_else_from_the_document() -> None:
    assert figure_date("In June 2024 it had 45.", 20, "2026") == "2024-06"
    assert figure_date("It had 45.", 7, "2026-02") == "2026-02"
    assert figure_date("It had 45.", 7, None) is None
    assert figure_date("It will make 2,000 jobs by 2030.", 13, "2025-03") == "2025-03"


@pytest.mark.parametrize(
    ("row", "figure", "date"),
    [
        (
            "Counted: Companies; As of: around October 2024; Value: 1650; Source: press, 19-02-2026",
            "1650",
            "2024-10",
        ),
        (
            "What is counted: Publications; Figure: 2,195; Date and source: 10 June 2024, a site",
            "2,195",
            "2024-06-10",
        ),
        (
            "Què es compta: Empreses; 2023: més de 1.400; Dada anterior: més de 1.200 (2020)",
            "1.400",
            "2023",
        ),
        (
            "Què es compta: Empreses; 2023: més de 1.400; Dada anterior: més de 1.200 (2020)",
            "1.200",
            "2020",
        ),
        (
            "Date: 30 November 2021; Step: approved with 1,469 million euros for 2021-2023",
            "1,469",
            "2021-11-30",
        ),
        ("Counted: Entities; As of: date not given; Value: 44; Unit: entities", "44", None),
        ("Counted: Companies; Value: 7; Unit: companies", "7", "2026-02"),
    ],
)
def test_a_rows_date_is_that_of_its_date_column(row: str, figure: str, date: str | None) -> None:
    assert figure_date(row, row.index(figure), "2026-02") == date


def test_a_unit_may_stand_in_the_columns_heading() -> None:
    words = expand("How much was invested?", ["en"], LEXICON).words
    row = asked_for("What: Total invested; Million euros: 517; Source: press", "en", words, "")
    prose = asked_for("517 million euros were invested.", "en", words, "")
    assert row is not None and prose is not None and row.value == prose.value
    dollars = asked_for("It invested 135 million US dollars.", "en", words, "")
    assert dollars is not None and dollars.value == Value(135e6, "USD")


def test_a_unit_in_its_own_cell_is_the_same_unit() -> None:
    words = expand("What was the turnover?", ["en"], LEXICON).words
    row = asked_for("Counted: Turnover; Value: 42068; Unit: million euros", "en", words, "")
    prose = asked_for("The turnover was 42,068 million euros.", "en", words, "")
    assert row is not None and prose is not None and row.value == prose.value


@pytest.mark.parametrize("text", ["11 June 2025", "el 11 de junio de 2025", "l'1 d'abril del 2024"])
def test_days_of_a_month_are_no_figures(text: str) -> None:
    assert figures_in(text, "") == []
