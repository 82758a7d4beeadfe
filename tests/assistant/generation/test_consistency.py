"""What a sentence may not say that its passages lack."""

import pytest

from assistant.generation.consistency import denies, invented, lacking_names

TOLD = (
    "SpliceBio: profile\n2026-02\nSpliceBio closed a round of 135 million US dollars (about 119 million "
    "euros) on 11 June 2025. Its four programmes include SB-007. Over 1,300 people came, 60% of them."
)


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
    assert invented(sentence, TOLD) is None


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
    ],
)
def test_what_is_not_told_is(sentence: str, kind: str) -> None:
    assert invented(sentence, TOLD) == kind


def test_names_must_be_told_or_translated() -> None:
    assert lacking_names("SpliceBio and Biogen closed it.", TOLD, set()) == {"biogen"}
    assert lacking_names("It was closed in Cataluña.", TOLD, {"cataluna"}) == set()


@pytest.mark.parametrize("text", ["It does not.", "No ho és.", "Nunca lo fue.", "It isn’t so."])
def test_denials(text: str) -> None:
    assert denies(text)


def test_no_denial() -> None:
    assert not denies("Nothing else matters to Noelia, the nordic one.")
