"""Follow-ups to questions that looked for somebody: what is exchanged, added and left out."""

import pytest

from assistant.answer import Turn
from assistant.assistant import Assistant


def test_a_follow_up_narrows_the_search(assistant: Assistant) -> None:
    asked = "qui fa vectors virals?"
    history = [Turn("user", asked), Turn("assistant", assistant.ask(asked).text)]
    answer = assistant.ask("només empreses", history=history)
    assert answer.status == "answered" and "Vectoria" in answer.text
    assert assistant.ask("només hospitals", history=history).status == "abstained"


def test_a_follow_up_asks_about_who_was_named(assistant: Assistant) -> None:
    asked = "who can produce viral vectors?"
    history = [Turn("user", asked), Turn("assistant", assistant.ask(asked).text)]
    answer = assistant.ask("and their website?", history=history)
    assert "https://vectoria.example" in answer.text


@pytest.mark.parametrize(
    ("asked", "then", "standalone"),
    [
        ("who can produce viral vectors?", "and CAR-T?", "who can produce CAR-T?"),
        ("¿quién fabrica CAR-T?", "¿y plásmidos?", "¿quién fabrica plásmidos?"),
        ("qui fa CAR-T?", "i per a la leucèmia?", "qui fa CAR-T per a la leucèmia?"),
        ("who can produce viral vectors?", "anyone else?", "who can produce viral vectors?"),
        ("What does Vectoria do?", "who else does that?", "Who works on viral vector production?"),
    ],
)
def test_a_follow_up_seeks_another_thing(
    assistant: Assistant, asked: str, then: str, standalone: str
) -> None:
    history = [Turn("user", asked), Turn("assistant", assistant.ask(asked).text)]
    assert assistant.ask(then, history=history).standalone_question == standalone


@pytest.mark.parametrize(
    ("asked", "then", "standalone"),
    [
        ("Who makes CAR-T?", "and in Madrid?", "Who makes CAR-T in Madrid?"),
        ("Who makes CAR-T in Reus?", "and in Madrid?", "Who makes CAR-T in Madrid?"),
        ("¿Quién hace CAR-T?", "solo en Andorra", "¿Quién hace CAR-T en Andorra?"),
        ("Qui fa CAR-T a Reus?", "i a Girona?", "Qui fa CAR-T a Girona?"),
        ("Is ARI-1 approved by EMA?", "and OC-2?", "Is OC-2 approved by EMA?"),
        ("Is ARI-1 approved by EMA?", "and in Spain?", "Is ARI-1 approved by AEMPS?"),
        ("L'ARI-1 està aprovat per l'EMA?", "i a Espanya?", "L'ARI-1 està aprovat per l'AEMPS?"),
        ("Did ARI-1 get approval?", "and in Spain?", "Did ARI-1 get approval in Spain?"),
    ],
)
def test_a_place_or_a_product_takes_the_place_of_its_like(
    assistant: Assistant, asked: str, then: str, standalone: str
) -> None:
    history = [Turn("user", asked), Turn("assistant", "…")]
    assert assistant.ask(then, history=history).standalone_question == standalone


def test_the_place_of_a_product_is_that_of_the_one_asked_about_last(assistant: Assistant) -> None:
    history = [
        Turn("user", "Is ARI-1 approved by EMA?"),
        Turn("assistant", "…"),
        Turn("user", "and OC-2?"),
        Turn("assistant", "…"),
    ]
    told = assistant.ask("and in Spain?", history=history).standalone_question
    assert told == "Is OC-2 approved by AEMPS?"


@pytest.mark.parametrize(
    ("asked", "then"),
    [
        ("Who makes viral vectors?", "and not in Tarragona?"),
        ("Who makes viral vectors?", "and not Vectoria?"),
        ("¿Quién fabrica vectores virales?", "¿y fuera de Tarragona?"),
        ("¿Quién fabrica vectores virales?", "¿y no en Tarragona?"),
        ("Qui fabrica vectors virals?", "i que no sigui a Tarragona?"),
    ],
)
def test_a_follow_up_that_leaves_somebody_out_keeps_its_not(
    assistant: Assistant, asked: str, then: str
) -> None:
    history = [Turn("user", asked), Turn("assistant", assistant.ask(asked).text)]
    answer = assistant.ask(then, history=history)
    assert (answer.status, answer.experts) == ("abstained", ())
    assert then.lstrip("¿").rstrip("?") in answer.standalone_question
