"""What holds for one code holds for no other."""

import pytest

from assistant.weighing import is_of_another
from tests.assistant.readings import reading


@pytest.mark.parametrize(
    ("sentence", "another"),
    [
        ("ARI-0002h was approved in August 2024.", True),
        ("ARI-0001 was approved before ARI-0002h.", False),
        ("The hospital has two medicines.", False),
    ],
)
def test_a_sentence_of_another_code(sentence: str, another: bool) -> None:
    question, _, reads, _ = reading("When was ARI-0001 approved?", {sentence: 1.0})
    assert is_of_another(reads[0], question) == another


def test_a_question_without_codes_takes_any() -> None:
    question, _, reads, _ = reading("What was approved?", {"ARI-0002h was approved.": 1.0})
    assert not is_of_another(reads[0], question)
