"""The same question in other words and languages; and those that are near, and ask something else."""

import json

import pytest

import models
from assistant.lexicon import Lexicon
from assistant.question import Question
from assistant.sameness import SAME, Sameness
from bench.same_questions import FILE, Reading
from tests.assistant.conftest import shipped_embedder

GROUPS = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def sameness() -> Sameness:
    return Sameness(Reading(shipped_embedder(), Lexicon.open(models.LEXICON)))


def same(sameness: Sameness, one: str, other: str) -> bool:
    return sameness.of(Question.read(one), Question.read(other)) >= SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How many members does the hub have?", "how many members does the hub have"),
        ("How many members does the hub have?", "¿Cuántos miembros tiene el hub?"),
        ("¿Cuántos miembros tiene el hub?", "Quants membres té el hub?"),
        ("Who produces viral vectors?", "¿Quién produce vectores virales?"),
        ("What is the hospital exemption?", "Què és l'exempció hospitalària?"),
        ("How many partners does PRECISEU have?", "Quants socis té PRECISEU?"),
    ],
)
def test_the_same_question_is_recognised_across_languages(
    sameness: Sameness, one: str, other: str
) -> None:
    assert same(sameness, one, other)
    assert same(sameness, other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "How many members did the hub have in 2023?",
            "How many members did the hub have in 2024?",
        ),
        ("How many members did the hub have in 2023?", "¿Cuántos miembros tenía el hub en 2024?"),
        ("How many members does the hub have?", "Quants membres tenia el hub el juny de 2024?"),
        ("How much did Gyala raise?", "How much did SpliceBio raise?"),
        ("how much did gyala raise", "how much did splicebio raise"),
        ("Which investors are members?", "Which investors are not members?"),
        ("Qui produeix vectors vírics?", "Qui no produeix vectors vírics?"),
        ("When was the AEMPS approval?", "When was the EMA approval?"),
        ("How many companies are in Catalonia?", "How many companies are in Spain?"),
        ("Who funds Biocat?", "Whom does Biocat fund?"),
        ("Did Almirall buy SpliceBio?", "Did SpliceBio buy Almirall?"),
        ("How much did Invivo invest in Gyala?", "How much did Gyala invest in Invivo?"),
        ("How many members does the hub have?", "How many members should the hub have?"),
        ("How many members does the hub have?", "How many members did the hub have?"),
        ("How many members does the hub have?", "¿Cuántos miembros quiere tener el hub?"),
        ("How many members does the hub have?", "Quants membres té el hub aquest any?"),
        ("How many members does the hub have?", "How many members does a hub have?"),
        ("How much did SpliceBio raise?", "How much would SpliceBio raise?"),
        ("Who is for the hub?", "Who is against the hub?"),
        ("When does the plan begin?", "When does the plan end?"),
        ("What was the hub called before?", "What will the hub be called?"),
        ("Who founded Biocat?", "Who directs Biocat?"),
        ("How many members does the hub have?", "Who are the members of the hub?"),
        ("ARI-0001", "ARI-0002"),
    ],
)
def test_another_year_number_name_or_denial_is_another_question(
    sameness: Sameness, one: str, other: str
) -> None:
    assert not same(sameness, one, other)
    assert not same(sameness, other, one)


@pytest.mark.parametrize("group", GROUPS, ids=[group["id"] for group in GROUPS])
def test_no_near_question_passes_for_the_same(
    sameness: Sameness, group: dict[str, list[str]]
) -> None:
    wrong = [(a, b) for a in group["same"] for b in group["near"] if same(sameness, a, b)]
    # A near question of one group may be the question of another.
    assert wrong == []
