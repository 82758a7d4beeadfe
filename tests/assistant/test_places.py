"""Where a figure holds."""

import pytest

from assistant.places import is_elsewhere, is_narrower
from ingest.terms.analyzer import fold


@pytest.mark.parametrize(
    ("question", "sentence", "elsewhere"),
    [
        ("How many centres are there in Catalonia?", "Spain has 40 centres.", True),
        ("Quants centres hi ha a Catalunya?", "España tiene 40.", True),
        ("How many centres are there in Catalonia?", "Catalonia holds 60% of Spain's.", False),
        ("How many centres are there in Catalonia?", "There are 40.", False),
        ("How many centres are there?", "Spain has 40 centres.", False),
        ("¿Qué lugar ocupa Cataluña en Europa?", "Catalonia is fifth in Europe.", False),
        ("Where does Spain rank in Europe?", "Catalonia ranked fifth in Europe.", True),
        ("Where does Barcelona rank in Europe?", "Catalonia ranked fifth in Europe.", True),
        ("How large is the Barcelona Science Park?", "In Catalonia it has 100 m².", False),
        ("What did the Spanish government give Catalonia?", "A programme of Spain.", True),
        ("¿Qué dio el Gobierno de España a Cataluña?", "Un programa de España.", True),
    ],
)
def test_another_place_s_figure_is_elsewhere(question: str, sentence: str, elsewhere: bool) -> None:
    assert is_elsewhere(fold(question), fold(sentence)) == elsewhere


@pytest.mark.parametrize(
    ("question", "context", "narrower"),
    [
        ("How many companies are there in Europe?", "The sector has 50 companies.", True),
        ("How many companies are there in Europe?", "Europe has 50 companies.", False),
        ("How many companies are there in Europe?", "50 companies. Programmes of the EU", False),
        ("¿Cuántas hay en el mundo?", "Cataluña tiene 50.", True),
        ("How many companies are there in Catalonia?", "There are 50 companies.", False),
    ],
)
def test_what_does_not_name_europe_does_not_speak_of_it(
    question: str, context: str, narrower: bool
) -> None:
    assert is_narrower(fold(question), fold(context)) == narrower
