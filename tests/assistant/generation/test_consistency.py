"""What a sentence may not say that its passages lack."""

import pytest

from assistant.generation.consistency import denies, invented
from ingest.terms.analyzer import words

CONTEXT = "SpliceBio: profile\n2026-02"
TOLD = (
    "SpliceBio closed a round of 135 million US dollars (about 119 million "
    "euros) on 11 June 2025. Its four programmes include SB-007. Over 1,300 people came, 60% of them."
)


def says(word: str, text: str) -> bool:
    """As a lexicon would that knows just these words."""
    known = {"persones": "people", "programas": "programmes"}
    return bool({word, known.get(word, word)} & set(words(text)))


@pytest.mark.parametrize(
    "sentence",
    [
        "SpliceBio va tancar una ronda de 135 milions de dòlars l'11 de juny de 2025.",
        "La ronda fue de unos 119 millones de euros.",
        "It has 4 programmes, among them SB-007.",
        "Hi van venir 1.300 persones, el 60%.",
        "The profile is of February 2026.",
        "It happened in 2025.",
    ],
)
def test_what_is_told_is_not_invented(sentence: str) -> None:
    assert invented(sentence, TOLD, CONTEXT, says) is None


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("It raised 136 million dollars.", "figure"),
        ("It raised 135 million euros.", "figure"),
        ("It raised 135 thousand dollars.", "figure"),
        ("It has five programmes.", "figure"),
        ("1,300% came.", "figure"),
        ("It was on 12 June 2025.", "date"),
        ("It was in July 2025.", "date"),
        ("It was in 2019.", "date"),
        ("It includes SB-008.", "code"),
        ("It raised one billion dollars.", "amount"),
        ("It raised half a dozen million dollars.", "amount"),
        ("It has four hospitals.", "counted"),
        ("SpliceBio closed its round B.", "letter"),
        ("SpliceBio and Biogen closed it.", "name"),
        ("SpliceBio did not close it.", "denial"),
        ("SpliceBio refused the round.", "reversal"),
    ],
)
def test_what_is_not_told_is(sentence: str, kind: str) -> None:
    assert invented(sentence, TOLD, CONTEXT, says) == kind


@pytest.mark.parametrize("text", ["It does not.", "No ho és.", "Nunca lo fue.", "It isn’t so."])
def test_denials(text: str) -> None:
    assert denies(text)


def test_no_denial() -> None:
    assert not denies("Nothing else matters to Noelia, the nordic one.")
