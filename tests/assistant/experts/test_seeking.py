"""Questions that look for somebody are told from those that ask about somebody, in three languages."""

import pytest

from assistant.experts.seeking import asks_for_others, asks_to_reach, excludes, narrows, seeks
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
    "Who developed ARI-0001?",
    "qui va fer GYA01?",
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


@pytest.mark.parametrize(
    ("question", "excluding"),
    [
        ("Who does NOT do CAR-T?", True),
        ("Which hospitals don't produce CAR-T?", True),
        ("companies without CAR-T", True),
        ("empresas que no trabajan en terapia génica", True),
        ("¿Quién no hace CAR-T?", True),
        ("Quins hospitals catalans no tenen sala blanca?", True),
        ("Who does non-viral vectors?", False),
        ("¿Quién hace vectores no virales?", False),
        ("I do not know who makes CAR-T, who does?", False),
        ("we have no cleanroom: who has one?", False),
        ("which hospitals do not only research?", False),
        ("Who makes viral vectors but not in Barcelona?", True),
        ("Who produces CAR-T except Hospital Clínic?", True),
        ("¿Quién hace CAR-T fuera de Barcelona?", True),
        ("Qui fabrica vectors virals fora de Barcelona?", True),
        ("How much money was raised outside Catalonia?", False),
        ("What happens outside the EU?", False),
    ],
)
def test_what_is_not_done(question: str, excluding: bool) -> None:
    assert excludes(Question.read(question)) == excluding


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("who else?", True),
        ("¿alguien más?", True),
        ("qui més ho fa?", True),
        ("who else has a hospital exemption for a CAR-T medicine?", False),
    ],
)
def test_whether_there_are_others(question: str, others: bool) -> None:
    assert asks_for_others(Question.read(question)) == others


@pytest.mark.parametrize(
    "question", ["Which of them are companies?", "¿cuáles son hospitales?", "quins són empreses?"]
)
def test_those_of_a_kind(question: str) -> None:
    assert narrows(Question.read(question))
