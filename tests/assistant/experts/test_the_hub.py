"""What is asked of the hub itself, and who has how many of a thing."""

import pytest

from assistant.assistant import Assistant


@pytest.mark.parametrize(
    "question",
    [
        "which programme helps start-ups?",
        "¿Hay algún programa para empresas emergentes?",
        "quin programa ajuda les empreses emergents?",
        "Which accelerator can help my gene therapy start-up?",
    ],
)
def test_a_programme_that_helps_companies_is_an_accelerator(
    assistant: Assistant, question: str
) -> None:
    assert [one.member_id for one in assistant.ask(question).experts][:1] == ["coordina"]


@pytest.mark.parametrize(
    "question",
    [
        "Which hospitals have clean rooms and how many?",
        "¿Qué hospitales tienen salas blancas y cuántas?",
        "Quins hospitals tenen sales blanques i quantes?",
        "How many clean rooms does each hospital have?",
        "¿Cuántas salas blancas tiene cada hospital?",
        "Quantes sales blanques té cada hospital?",
    ],
)
def test_who_has_a_thing_and_how_many_is_told_with_who_and_the_number(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert "\n- Hospital del Port. " in answer.text
    assert answer.experts[0].evidence[0].quote == "Hospital del Port has two cleanrooms."


@pytest.mark.parametrize(
    "question",
    [
        "Who is the director of the hub?",
        "who runs the Advanced Therapies Hub of Catalonia?",
        "¿Quién dirige el hub?",
        "qui és el director del hub?",
        "qui mana a la xarxa?",
    ],
)
def test_the_head_of_the_hub_is_told_by_who_coordinates_it(
    assistant: Assistant, question: str
) -> None:
    assert [one.quote for one in assistant.ask(question).citations] == [
        "Coordina coordinates the hub.",
        "Marta Roca is the director of Coordina.",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "how do I contact the hub?",
        "website of the hub",
        "¿cuál es la página web del hub?",
        "com puc contactar amb el hub?",
    ],
)
def test_the_way_to_the_hub_is_told_by_who_coordinates_it(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert {one.title for one in answer.citations} == {"Coordina"}
    assert answer.citations[0].quote == "The hub's own contact is through Coordina."


@pytest.mark.parametrize(
    "question",
    [
        "ha salido ya la web nueva del hub?",
        "what is on the hub's website?",
        "who directs Coordina?",
    ],
)
def test_other_questions_of_the_hub_s_website_and_heads_are_answered_as_ever(
    assistant: Assistant, question: str
) -> None:
    quotes = [one.quote for one in assistant.ask(question).citations]
    assert "Coordina coordinates the hub." not in quotes[:1]
    assert quotes[:1] != ["The hub's own contact is through Coordina."]
