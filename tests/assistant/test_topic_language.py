"""A topic's language is that of its words."""

import pytest

import models
from assistant.errors import BadQuestion
from assistant.lexicon import Lexicon
from assistant.topic_language import topic_language

LEXICON = Lexicon.open(models.LEXICON)


@pytest.mark.parametrize(
    ("topic", "language"),
    [
        ("viral vector production", "en"),
        ("antibody-drug conjugates", "en"),
        ("Who makes CAR-T?", "en"),
        ("producción de vectores virales", "es"),
        ("¿Quién hace bioimpresión?", "es"),
        ("producció de vectors vírics", "ca"),
        ("list all investors", "en"),
        ("companies", "en"),
        ("PERTE", "en"),
        ("SpliceBio", "en"),
        ("anti-CD19 CAR-T", "en"),
        ("AstraZeneca és a PRECISEU?", "ca"),
        ("quants membres té el hub", "ca"),
        ("llista d'inversors", "ca"),
        ("empreses de teràpia gènica", "ca"),
        ("¿Qué es la aceleradora ATMP Catalyst?", "es"),
        ("¿Qué es ATMP Catalyst?", "es"),
        ("Què és ATMP Catalyst?", "ca"),
        ("¿Qué es ATMP Catalonia?", "es"),
        ("What is CERTERA?", "en"),
        ("Bon dia!", "ca"),
        ("Buenos días", "es"),
    ],
)
def test_the_language_of_a_topic(topic: str, language: str) -> None:
    assert topic_language(topic, LEXICON) == language


def test_nothing_is_no_topic() -> None:
    with pytest.raises(BadQuestion):
        topic_language(" ", LEXICON)
