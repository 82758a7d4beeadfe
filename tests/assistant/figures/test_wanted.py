"""What kind of figure a question asks for, of which years, and what it narrows it to."""

import pytest

import models
from assistant.figures.wanted import Kind, Wanted
from assistant.lexicon import Lexicon
from assistant.query import expand
from assistant.question import Question

LEXICON = Lexicon.open(models.LEXICON)


def wanted(text: str) -> Wanted:
    return Wanted.of(Question.read(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("What share of Spain's trials does Catalonia have?", "share"),
        ("¿Qué porcentaje de los ensayos de España tiene Cataluña?", "share"),
        ("Quina part del finançament és catalana?", "share"),
        ("How much money did companies raise in 2025?", "money"),
        ("¿Cuánto captaron las empresas?", "money"),
        ("How many hospitals give CAR-T?", "count"),
        ("How many people came?", "count"),
        ("Where does Catalonia rank in clinical trials?", "rank"),
        ("Which place does Catalonia have in clinical trials?", "rank"),
        ("How many people came and what share were Europeans?", "any"),
        ("cuanto recibe y en cuantos años", "any"),
        ("How long has Amgen been in Barcelona?", "any"),
    ],
)
def test_the_kind_of_figure(text: str, kind: Kind) -> None:
    assert wanted(text).kind == kind


@pytest.mark.parametrize(
    ("text", "narrow"),
    [
        ("How many clinical trials of advanced therapies are active?",
         {"clinical", "trials", "advanced", "therapies"}),
        ("How many jobs are there in advanced therapies?", {"jobs", "advanced", "therapies"}),
        ("How many hospitals in Spain give CAR-T?", {"hospitals"}),
        ("How many centres or entities does it have?", set()),
        ("How much venture capital was raised in 2025?", {"venture", "capital"}),
        ("¿Cuánto capital riesgo se captó en 2025?", {"capital", "riesgo"}),
        ("How much money did companies raise?", set()),
        ("What share of GDP is advanced therapies?", {"gdp", "advanced", "therapies"}),
        ("What share of Spain's trials does Catalonia have?", {"trials"}),
    ],
)  # fmt: skip
def test_what_all_that_states_a_figure_must_say(text: str, narrow: set[str]) -> None:
    expanded = expand(text, Question.read(text).languages, LEXICON)
    said = wanted(text).narrowed_to(expanded.typed).split()
    assert narrow <= set(said) and not set(said).intersection({"spain", "catalonia", "2025"})
    assert narrow or not set(said).intersection(expanded.typed)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("How many members were there in 2021?", {"2021"}),
        ("How many requests since 2019?", set()),
        ("Quantes peticions hi ha hagut des del 2019?", set()),
        ("How much does the plan 2025-2028 have?", set()),
    ],
)
def test_the_years(text: str, years: set[str]) -> None:
    assert wanted(text).years == years


def test_a_kind_has_its_units() -> None:
    assert wanted("What share is it?").fits("%") and not wanted("What share is it?").fits("EUR")
    assert wanted("How much was raised?").fits("USD") and not wanted("How much was raised?").fits(
        ""
    )
    assert wanted("How many trials?").fits("") and not wanted("How many trials?").fits("%")
