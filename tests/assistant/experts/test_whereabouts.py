"""Where somebody is looked for, and who is there."""

import pytest

from assistant.assistant import Assistant
from assistant.experts.whereabouts import is_elsewhere, is_there, places_sought, puts_in


def names(text: str) -> list[str]:
    return [place.name for place in places_sought(text)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("viral vectors in Madrid", ["Madrid"]),
        ("vectors virals a madrid", ["Madrid"]),
        ("¿Quién los fabrica en la Comunidad de Madrid?", ["Madrid"]),
        ("hospitals in Girona or Lleida", ["Girona", "Lleida"]),
        ("Spanish hospitals with a cleanroom", ["Spain"]),
        ("hospitales madrileños con sala blanca", ["Madrid"]),
        ("empreses catalanes de teràpia gènica", ["Catalonia"]),
        ("who treats children in Vilafranca", ["Vilafranca"]),
        ("we are looking for a CDMO in Germany", ["Germany"]),
    ],
)
def test_a_place_is_read_from_a_need(text: str, places: list[str]) -> None:
    assert names(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "we are a start-up from Madrid looking for viral vectors",
        "nuestra empresa de Valencia busca un inversor",
        "experts in Ophthalmology",
        "experts in Haematology",
        "hospitals that take part in Certera",
        "quién invierte en Diagnóstico",
        "who can help us with gene therapy",
        "companies of the Advanced Therapies Hub of Catalonia",
        "the Spanish agency approved it",
    ],
)
def test_the_askers_own_place_and_things_of_the_field_are_none(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("asked", "told", "there"),
    [
        ("in Barcelona", "It has a building in Barcelona.", True),
        ("in Catalonia", "It has a building in Badalona.", True),
        ("in Madrid", "It has a building in Badalona.", False),
        ("in Madrid", "It makes viral vectors.", False),
        ("in Catalonia", "It makes viral vectors.", True),
        ("in Europe", "It makes viral vectors.", True),
        ("in Spain", "És una CDMO d'Andorra.", False),
        ("in Europe", "És una CDMO d'Andorra.", True),
        ("in Spain", "It works with others in Europe.", True),
        ("in Barcelona", "It works for hospitals in Spain.", False),
        ("in Vilafranca", "It stands in Vilafranca.", True),
        ("in Vilafranca", "It stands in Barcelona.", False),
    ],
)
def test_who_is_there(asked: str, told: str, *, there: bool) -> None:
    assert is_there(places_sought(asked), told) is there


@pytest.mark.parametrize(
    ("asked", "told", "elsewhere"),
    [
        ("viral vectors in Madrid", "Vall d'Hebron produces viral vectors.", True),
        ("viral vectors in Madrid", "A centre in Madrid produces viral vectors.", False),
        ("teràpies avançades a França", "Catalonia has 60 active studies.", True),
        ("CAR-T in Spain", "The hospital treats patients with CAR-T.", False),
        ("CAR-T in Europe", "The hospital treats patients with CAR-T.", False),
        ("vectors virals a Barcelona", "Vall d'Hebron produces viral vectors.", False),
        ("Who produces viral vectors?", "A centre in Madrid produces viral vectors.", False),
    ],
)
def test_what_is_told_of_here_answers_nothing_of_elsewhere(
    asked: str, told: str, *, elsewhere: bool
) -> None:
    assert is_elsewhere(asked, told) is elsewhere


def test_a_text_that_names_no_place_puts_nobody_in_one() -> None:
    catalonia = places_sought("in Catalonia")
    assert not puts_in(catalonia, "It makes viral vectors.")
    assert puts_in(catalonia, "It has a building in Badalona.")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who makes viral vectors in Reus?", "in the place asked for (Reus)"),
        ("¿Quién fabrica vectores virales en Madrid?", "en el lugar pedido (Madrid)"),
        ("Qui fabrica vectors virals a Girona?", "al lloc demanat (Girona)"),
    ],
)
def test_who_is_not_there_is_told_as_elsewhere(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = assistant.ask(question)
    assert (answer.status, answer.experts) == ("abstained", ())
    assert told in answer.text and "\n- Vectoria, " in answer.text


def test_investors_are_asked_for_in_a_place_too(assistant: Assistant) -> None:
    assert assistant.experts("investors in Paris").experts == ()
    assert "- Fons Alfa, an investor.\n" in (assistant.experts("investors in Paris").message or "")


def test_who_is_there_is_told_with_the_sentence_that_puts_it_there(assistant: Assistant) -> None:
    answer = assistant.ask("Who makes viral vectors in Tarragona?")
    assert [one.member_id for one in answer.experts] == ["vectoria"]
    assert "“The plant of Vectoria is in Tarragona.” [" in answer.text


def test_who_else_is_of_the_kind_is_named_as_elsewhere(assistant: Assistant) -> None:
    answer = assistant.ask("which companies are there in Tarragona?")
    assert [one.member_id for one in answer.experts] == ["vectoria"]
