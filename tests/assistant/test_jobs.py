"""How many people work in a field is asked for in jobs."""

import pytest

from assistant.jobs import as_jobs, topic_of_jobs
from assistant.question import Question


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("How many people work in gene therapy?", "How many jobs are there in gene therapy?"),
        ("how many work in life science", "How many jobs are there in life science"),
        (
            "¿Cuántas personas trabajan en el sector?",
            "¿Cuántos puestos de trabajo hay en el sector?",
        ),
        ("Quanta gent treballa al sector?", "Quants llocs de treball hi ha al sector?"),
        ("How many people came to the event?", "How many people came to the event?"),
        ("How many work groups are there?", "How many work groups are there?"),
    ],
)
def test_people_who_work_are_jobs(typed: str, asked: str) -> None:
    assert as_jobs(Question.read(typed)).text == asked


@pytest.mark.parametrize(
    "topic",
    ["puestos de trabajo", "llocs de treball", "empleos", "people working", "gente que trabaja"],
)
def test_a_topic_has_one_word_for_jobs(topic: str) -> None:
    assert topic_of_jobs(Question.read(f"{topic} 2025")).text == "jobs 2025"


def test_other_topics_stay() -> None:
    topic = Question.read("grupos de trabajo")
    assert topic_of_jobs(topic) is topic
