"""What an answer tells of a series, as a chart shows it: of one thing, numbered as the answer cites it."""

import pytest

from assistant.answer import Answer
from tests.assistant.conftest import Hub
from tests.assistant.test_assistant import check_promises


def asked(hub: Hub, question: str) -> Answer:
    answer = hub.assistant.ask(question)
    check_promises(hub, answer)
    return answer


def series(answer: Answer) -> list[tuple[float, str | None]]:
    return [(one.value, one.as_of) for one in answer.figures]


@pytest.mark.parametrize(
    "question", ["How many members does the hub have?", "Quants membres té la xarxa?"]
)
def test_what_was_told_is_charted_newest_first(hub: Hub, question: str) -> None:
    answer = asked(hub, question)
    assert series(answer) == [(70, "2025"), (50, "2024-10"), (45, "2024-06-10")]
    assert [one.citation.number for one in answer.figures if one.value == 70] == [1]


def test_what_was_before_is_charted_too_and_says_that_it_is_not_cited(hub: Hub) -> None:
    answer = asked(hub, "How many members did the hub have in 2025?")
    assert [citation.quote for citation in answer.citations] == [
        "In 2025 the hub has more than 70 members."
    ]
    assert series(answer) == [(70, "2025"), (50, "2024-10"), (45, "2024-06-10")]
    assert [one.citation.number for one in answer.figures] == [1, 0, 0]


@pytest.mark.parametrize(
    "question",
    [
        "How many work groups are there?",
        "Quants diners va repartir la convocatòria de CERTERA?",
        "Who can produce viral vectors?",
        "What is the hospital exemption?",
        "How many members did the hub have in 1987?",
    ],
)
def test_a_single_figure_or_none_is_no_chart(hub: Hub, question: str) -> None:
    assert asked(hub, question).figures == ()
