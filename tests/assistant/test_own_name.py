"""The hub is asked about by what people call it, and found by its name."""

import pytest

from assistant.own_name import by_its_name
from assistant.question import Question


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("What is the hub?", "What is ATMP Catalonia?"),
        ("what's the ATMP hub", "what's ATMP Catalonia"),
        ("What does the Advanced Therapies Network do?", "What does ATMP Catalonia do?"),
        (
            "¿Qué es el Hub de Terapias Avanzadas de Cataluña?",
            "¿Qué es ATMP Catalonia?",
        ),
        ("¿A qué se dedica la red de terapias avanzadas?", "¿A qué se dedica ATMP Catalonia?"),
        ("Què fa la Xarxa de Teràpies Avançades?", "Què fa ATMP Catalonia?"),
        ("Què és l’hub?", "Què és ATMP Catalonia?"),
    ],
)
def test_the_hub_is_read_by_its_name(asked: str, read: str) -> None:
    assert by_its_name(Question.read(asked)).text == read


@pytest.mark.parametrize(
    "asked",
    [
        "How many members does the hub have?",
        "What is the mission of the hub?",
        "What is the Spanish Network of Advanced Therapies?",
        "What is a network?",
        "Who coordinates the hub?",
        "What is the hub of Valencia?",
    ],
)
def test_other_questions_keep_their_words(asked: str) -> None:
    assert by_its_name(Question.read(asked)).text == asked
