"""Whether a member does a thing, and who put money in it, is told by what says so."""

import pytest

from assistant.assistant import Assistant


@pytest.mark.parametrize(
    "question",
    [
        "Can Vectoria make viral vectors for us?",
        "¿Puede Vectoria fabricar vectores virales?",
        "Pot Vectoria fabricar vectors virals?",
        "Vectoria fa vectors virals?",
    ],
)
def test_whether_a_member_does_a_thing_is_told_by_what_says_so(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert [one.quote for one in answer.citations] == [
        "Vectoria is a company that produces viral vectors."
    ]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Can Vectoria make CAR-T for us?", "do not say that Vectoria does this. Of its"),
        ("¿Puede Vectoria fabricar CAR-T?", "no dicen que Vectoria haga esto. De sus"),
        ("Pot Vectoria fabricar CAR-T?", "no diuen que Vectoria faci això. De les seves"),
    ],
)
def test_what_else_a_member_does_is_no_answer_to_whether_it_does_a_thing(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = assistant.ask(question)
    assert (answer.status, answer.citations) == ("abstained", ())
    assert told in answer.text and "viral vector production" in answer.text
    assert "\n- Hospital del Port, " in answer.text


def test_others_that_do_a_thing_are_no_investors_in_it(assistant: Assistant) -> None:
    answer = assistant.ask("Does Fons Alfa invest in viral vectors?")
    assert answer.status == "abstained" and "Vectoria" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "What does Vectoria do with CAR-T?",
        "Can I contact Vectoria?",
        "Is Vectoria's plant approved?",
        "Can Vectoria help us?",
    ],
)
def test_other_questions_about_a_member_are_none_of_what_it_can_do(
    assistant: Assistant, question: str
) -> None:
    assert "do not say that Vectoria does this" not in assistant.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "Who invested in Beneficia?",
        "Who are Beneficia's investors?",
        "¿Quién invirtió en Beneficia?",
        "¿Quiénes son los inversores de Beneficia?",
        "qui va invertir en Beneficia?",
    ],
)
def test_who_put_money_in_a_member_is_told_by_what_names_them(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert [one.quote for one in answer.citations] == [
        "Beneficia raised a seed round of 2 million euros from Fons Alfa."
    ]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who invested in Anticora?", "do not say who put money in Anticora"),
        ("¿Quién ha invertido en Anticora?", "no dicen quién ha puesto dinero en Anticora"),
        ("qui ha posat diners a Anticora?", "no diuen qui ha posat diners a Anticora"),
    ],
)
def test_money_without_whom_it_came_from_is_no_answer_to_who_gave_it(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = assistant.ask(question)
    assert (answer.status, answer.citations) == ("abstained", ()) and told in answer.text
