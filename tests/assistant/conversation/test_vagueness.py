"""Questions that name nothing to look for."""

import pytest

from assistant.answer import Turn
from ingest.documents import Language
from tests.assistant.conftest import Hub


@pytest.mark.parametrize(
    ("question", "language", "asked"),
    [
        ("Who can help me?", "en", "What is it about?"),
        ("I need information for my company", "en", "What is it about?"),
        ("¿Quién me puede ayudar con mi proyecto?", "es", "¿De qué se trata?"),
        ("Qui em pot ajudar?", "ca", "De què es tracta?"),
    ],
)
def test_one_short_question_is_asked_back(
    hub: Hub, question: str, language: Language, asked: str
) -> None:
    answer = hub.assistant.ask(question)
    assert (answer.status, answer.language, answer.citations) == ("abstained", language, ())
    assert answer.text.startswith(asked)


def test_it_is_asked_back_in_a_conversation_too_where_that_does_not_help(hub: Hub) -> None:
    history = [
        Turn("user", "Who won the football match of Girona?"),
        Turn("assistant", "The documents do not answer this question."),
    ]
    assert hub.assistant.ask("Who can help me?", history=history).text.startswith(
        "What is it about?"
    )
    founded = [
        Turn("user", "When was Avalon Institute founded?"),
        Turn("assistant", "In 1997. [1]"),
    ]
    assert hub.assistant.ask("And when?", history=founded).status == "answered"


@pytest.mark.parametrize(
    "question",
    [
        "How many companies are there?",
        "Who can help me with viral vectors?",
        "Invivo Capital",
        "hello",
    ],
)
def test_what_names_something_is_not_asked_back(hub: Hub, question: str) -> None:
    assert not hub.assistant.ask(question).text.startswith("What is it about?")
