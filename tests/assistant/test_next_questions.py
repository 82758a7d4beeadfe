"""What is suggested after an answer: questions that are answered, in the asker's language, not asked yet."""

import pytest

from assistant.answer import Turn
from tests.assistant.conftest import Hub
from tests.assistant.test_assistant import check_promises

QUESTIONS = [
    "Who invests in advanced therapies?",
    "¿Qué hace Invivo Capital?",
    "Quants membres té el hub?",
    "What is the hospital exemption?",
    "¿Cuántos pacientes trató el hospital?",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_suggested_after_an_answer_is_answered_too(hub: Hub, question: str) -> None:
    answer = hub.assistant.ask(question)
    assert answer.status != "abstained" and 1 <= len(answer.suggestions) <= 3
    history = [Turn("user", question), Turn("assistant", answer.text)]
    for suggestion in answer.suggestions:
        following = hub.assistant.ask(suggestion, history=history)
        check_promises(hub, following)
        assert following.status != "abstained", suggestion
        assert following.language == answer.language, suggestion


def test_after_a_list_of_members_comes_what_the_first_does_and_how_it_is_reached(hub: Hub) -> None:
    answer = hub.assistant.ask("Qui inverteix en teràpia gènica?")
    assert answer.experts[0].name == "Invivo Capital"
    assert "A què es dedica Invivo Capital?" in answer.suggestions


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_of_the_conversation_is_suggested_again(hub: Hub, question: str) -> None:
    history: list[Turn] = []
    for _ in range(3):
        answer = hub.assistant.ask(question, history=history)
        asked = {turn.content for turn in history} | {question}
        assert asked.isdisjoint(answer.suggestions)
        history += [Turn("user", question), Turn("assistant", answer.text)]
        if not answer.suggestions:
            return
        question = answer.suggestions[0]


def test_a_refusal_suggests_what_is_nearest(hub: Hub) -> None:
    answer = hub.assistant.ask("Who won the league with gene therapy investors?")
    assert answer.status == "abstained" and answer.citations == ()
    assert all("“" in one for one in answer.suggestions)
