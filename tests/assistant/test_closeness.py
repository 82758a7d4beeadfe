"""A document comes close to a question where it has what matters in it."""

import pytest

from tests.assistant.conftest import Hub


@pytest.mark.parametrize(
    "question",
    [
        "What is the capital of France?",
        "¿Cuál es la capital de Francia?",
        "dame una receta de tortilla de patatas",
        "quina és la capital de França?",
    ],
)
def test_a_chance_word_makes_no_document_close(hub: Hub, question: str) -> None:
    answer = hub.assistant.ask(question)
    assert (answer.status, answer.suggestions) == ("abstained", ())
    assert "“" not in answer.text


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("What does the hospital exemption cost?", "The hub in 2025"),
        ("¿Cuánto cuesta la exención hospitalaria?", "The hub in 2025"),
        ("quants membres de la xarxa són de Girona?", "Nota de la xarxa"),
    ],
)
def test_a_document_that_has_what_matters_is_named(hub: Hub, question: str, title: str) -> None:
    answer = hub.assistant.ask(question)
    assert answer.status == "abstained"
    assert title in answer.text and any(title in one for one in answer.suggestions)
