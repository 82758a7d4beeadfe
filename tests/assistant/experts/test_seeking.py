"""Questions that look for somebody are told from those that ask about somebody, in three languages."""

import pytest

from assistant.experts.seeking import asks_to_reach, seeks
from assistant.question import Question

SEEKING = [
    "who can produce viral vectors?",
    "Who's doing gene writing around here?",
    "Which companies make CAR-T?",
    "Which investors back start-ups?",
    "where can I find a GMP cleanroom partner?",
    "is there anyone with a facility for children?",
    "We are looking for a CDMO",
    "any pharma company here doing mRNA deals?",
    "which hospitals are members of the hub?",
    "CAR-T companies or companies with TILs, which companies do them?",
    "busco un inversor",
    "¿quién hace bioimpresión?",
    "¿Qué hospitales fabrican CAR-T?",
    "¿Hay alguna empresa con exosomas?",
    "necesitamos un socio para fabricar",
    "¿dónde puedo fabricar mi terapia?",
    "qui em pot ajudar amb assaigs clínics de CAR-T?",
    "quines empreses treballen en teràpia gènica?",
    "limfòcits TIL, qui en fabrica?",
    "on puc fabricar el meu medicament?",
    "hi ha algú que faci vectors?",
    "llista d'inversors",
    "només empreses (CAR-T)",
]
OTHERS = [
    "who directs Biocat?",
    "who is the CEO of Biocat?",
    "who approved ARI-0001?",
    "who founded Gyala?",
    "which hospitals treated patients in the trial?",
    "which company raised the most money?",
    "how many hospitals produce CAR-T?",
    "when did the hub begin?",
    "why do companies need GMP?",
    "what is the hospital exemption?",
    "what does Leitat do?",
    "hello",
    "¿quién dirige Cellab?",
    "¿quién coordina el hub?",
    "¿cuántas empresas hay?",
    "¿cuándo se creó la red?",
    "¿Hay algún programa que dé mentores?",
    "qui dirigeix Biocat?",
    "qui va fundar Gyala?",
    "quants membres té el hub?",
    "quin hospital va tractar els pacients?",
    "què és un ATMP?",
]


@pytest.mark.parametrize("text", SEEKING)
def test_looks_for_somebody(text: str) -> None:
    assert seeks(Question.read(text))


@pytest.mark.parametrize("text", OTHERS)
def test_asks_something_else(text: str) -> None:
    assert not seeks(Question.read(text))


def test_a_question_about_a_member_looks_for_nobody_else() -> None:
    about = Question.read("who does Leitat work with on bioinks?")
    assert not seeks(about, names_somebody=True)
    looking = Question.read("Busco inversores que hayan invertido en una empresa del Clínic")
    assert seeks(looking, names_somebody=True)


@pytest.mark.parametrize(
    ("question", "reaches"),
    [
        ("How do I reach them?", True),
        ("how do we get in touch?", True),
        ("com els contacto?", True),
        ("¿cómo puedo contactar con ellos?", True),
        ("How does Cellab make contact lenses?", False),
        ("¿Cómo contacta el virus con la célula del paciente?", False),
        ("what is their phone number?", False),
    ],
)
def test_how_they_are_reached(question: str, reaches: bool) -> None:
    assert asks_to_reach(Question.read(question)) == reaches
