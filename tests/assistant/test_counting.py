"""A number of things is asked for with "how many"."""

import pytest

from assistant.counting import as_how_many
from assistant.question import Question
from ingest.documents import Language


@pytest.mark.parametrize(
    ("language", "typed", "asked"),
    [
        ("en", "number of CAR-T centres in Catalonia", "How many CAR-T centres in Catalonia"),
        ("en", "What is the number of members?", "How many members?"),
        ("es", "¿Cuál es el número de miembros del hub?", "Cuántos miembros del hub?"),
        ("es", "número de las empresas", "Cuántos empresas"),
        ("ca", "nombre d'assaigs actius", "Quants assaigs actius"),
        ("ca", "Quin és el nombre de membres?", "Quants membres?"),
        ("en", "What is the phone number of the hub?", "What is the phone number of the hub?"),
        ("en", "Who makes a number of vectors?", "Who makes a number of vectors?"),
    ],
)
def test_a_number_of_things_is_how_many(language: Language, typed: str, asked: str) -> None:
    found = as_how_many(Question.read(typed, language))
    assert found.text == asked
    assert (found.wants == "number") == (found.text != typed)
