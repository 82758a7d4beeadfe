"""Words that lean on what was said before, in three languages, and those that only look so."""

import pytest

from assistant.conversation.dependence import (
    goes_on,
    may_point_back,
    place_in_list,
    points_back,
)
from ingest.terms.analyzer import fold


@pytest.mark.parametrize(
    "question",
    ["and where are they?", "Who is it a spin-off of?", "Tell me about that", "Who works there?",
     "¿Quién los dirige y cuáles son sus socios?", "¿y ellas?", "quins són els seus socis?",
     "què fan aquests?", "¿qué es eso?", "qui el lidera?", "¿quién la fundó?",
     "¿cuándo la aprobó la AEMPS?", "quan l'ha aprovat?", "quan el va obrir el Clínic?"],
)  # fmt: skip
def test_pronouns_point_back(question: str) -> None:
    assert points_back(fold(question))


@pytest.mark.parametrize(
    "question",
    ["How many members are there?", "Companies that make CAR-T", "Quants membres hi ha?",
     "¿Dónde está el hub?", "Qui és el director de Biocat?", "What is the hospital exemption?",
     "¿cuándo la AEMPS aprobó ARI-0001?", "quan la Generalitat va crear el hub?"],
)  # fmt: skip
def test_whole_questions_do_not(question: str) -> None:
    assert not points_back(fold(question))


@pytest.mark.parametrize(
    "question",
    ["And Minoryx?", "what about Spain", "¿Y cuántos?", "i el pressupost?", "Pero ¿por qué?"],
)
def test_conjunctions_go_on(question: str) -> None:
    assert goes_on(fold(question))


def test_a_word_inside_does_not_go_on() -> None:
    assert not goes_on(fold("Universities and companies"))
    assert not goes_on(fold("Andorra's CDMO"))


def test_some_words_may_or_may_not_point() -> None:
    assert may_point_back(fold("any other reason?"))
    assert not may_point_back(fold("Who produces viral vectors?"))


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("the second one", 1),
        ("what does the second one do?", 1),
        ("i el segon?", 1),
        ("¿y la tercera?", 2),
        ("l'últim d'ells", -1),
        ("the last of them", -1),
        ("who was the first patient?", None),
        ("the second phase", None),
        ("When?", None),
    ],
)
def test_a_place_in_a_list_is_counted(question: str, place: int | None) -> None:
    assert place_in_list(fold(question)) == place
