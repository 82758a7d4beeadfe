import pytest

from assistant.fitness import ABOUT_ITSELF, DEFINITION, REFERENCE, fitness
from ingest.documents import Language
from tests.assistant.readings import reading


def fit(question: str, sentence: str, *, section: str = "", language: Language = "en") -> float:
    asked, retrieved, (read,), _ = reading(
        question, {sentence: 0.0}, section=section, language=language
    )
    return fitness(asked, retrieved.expanded, read.text, read.candidate.found)


@pytest.mark.parametrize(
    ("question", "sentence", "language"),
    [
        ("What is gene therapy?", "Gene therapy is a treatment that changes genes.", "en"),
        ("What's gene therapy?", "Gene therapy is a treatment that changes genes.", "en"),
        ("what are organoids", "Organoids are small copies of organs.", "en"),
        ("What is gene therapy?", "Gene therapy (GT) is a treatment.", "en"),
        ("Què és la teràpia gènica?", "La teràpia gènica és un tractament.", "ca"),
        ("¿Qué es la terapia génica?", "Gene therapy is a treatment.", "en"),
    ],
)
def test_a_definition_answers_what_a_thing_is(
    question: str, sentence: str, language: Language
) -> None:
    assert fit(question, sentence, language=language) == DEFINITION


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("What is the mission of the hub?", "The hub is led by Biocat."),
        ("What are the risks of gene therapy?", "Gene therapy is one of four classes."),
        ("What is gene therapy?", "The gene therapy of Avalon is a treatment."),
        ("Who makes gene therapy?", "Gene therapy is a treatment."),
    ],
)
def test_what_is_said_of_less_or_more_than_was_asked_defines_nothing(
    question: str, sentence: str
) -> None:
    assert fit(question, sentence) == 0


@pytest.mark.parametrize(
    "section", ["Sources", "A › References and notes", "Fonts consultades ara"]
)
def test_lists_of_sources_answer_nothing(section: str) -> None:
    assert fit("Who makes vectors?", "Vectors, 2025.", section=section) == REFERENCE


@pytest.mark.parametrize(
    "section", ["Sources of funding", "Reference centres", "Fuentes de ingresos"]
)
def test_other_sections_are_no_lists_of_sources(section: str) -> None:
    assert fit("Who makes vectors?", "Vall makes vectors.", section=section) == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "The public sources compiled here give no contact for Leitat.",
        "This report is not an official publication.",
        "This overview gives the state of October.",
    ],
)
def test_what_a_document_says_of_itself_answers_nothing(sentence: str) -> None:
    assert fit("What is the contact of Leitat?", sentence) <= ABOUT_ITSELF


def test_a_guide_that_was_adopted_is_a_fact() -> None:
    assert fit("When was the guide adopted?", "The guide was adopted on 22 November 2017.") == 0
