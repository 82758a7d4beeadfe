from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from models.recipes.near_misses import NearMisses
from models.recipes.paragraphs import paragraphs
from models.recipes.reader_example import Example
from models.recipes.reader_examples import MOST_WORDS, SHARES, Examples
from tests.fakes import HashEmbedder


@pytest.fixture(scope="module")
def drawn(data: Path, translations: Path) -> list[Example]:
    every = paragraphs(data, translations, held_back=False)
    near = NearMisses(every, HashEmbedder())
    return list(islice(Examples(data, translations, near), 1500))


def test_every_kind_is_drawn(drawn: list[Example]) -> None:
    counts = Counter(example.source for example in drawn)
    assert set(counts) == set(SHARES)
    assert counts["answered"] > counts["near_miss"] > 0


def test_spans_lie_in_sentences_that_answer(drawn: list[Example]) -> None:
    answered = [example for example in drawn if example.source == "answered"]
    for example in answered:
        assert example.answering
        for row, start, end in example.spans:
            assert row in example.answering
            said = example.sentences[row][start:end]
            assert said and said in example.sentences[row] and said[0].isupper()


def test_only_what_answers_is_marked(drawn: list[Example]) -> None:
    for example in drawn:
        if example.source in ("adversarial", "near_miss", "exchanged", "answer_removed"):
            assert example.answering == frozenset() and example.spans == ()


def test_the_removed_answer_is_gone(drawn: list[Example]) -> None:
    removed = [example for example in drawn if example.source == "answer_removed"]
    assert removed
    assert all("opened" in e.sentences[0] or "br" in e.sentences[0].lower() for e in removed)


def test_question_and_passage_come_in_any_two_languages(drawn: list[Example]) -> None:
    answered = [example for example in drawn if example.source == "answered"]
    asked = Counter(example.question.split()[0] for example in answered)
    assert {"Where", "¿Dónde", "On"} <= set(asked)
    assert any(e.question[0] == "¿" and " is in " in e.sentences[0] for e in answered)


def test_english_passages_get_questions_in_other_languages(drawn: list[Example]) -> None:
    of_mills = [example for example in drawn if "Mill" in " ".join(example.sentences)]
    assert {"ca:", "es:", "Where"} <= {example.question.split()[0] for example in of_mills}
    better = [example for example in drawn if "Plant" in " ".join(example.sentences)]
    assert not any(example.question.startswith(("ca:", "es:")) for example in better)


def test_health_answers_to_another_question_do_not_answer(drawn: list[Example]) -> None:
    health = [example for example in drawn if example.source == "health"]
    assert {example.answering for example in health} == {None, frozenset()}
    for example in health:
        fits = "treats" in example.question, example.sentences[0].startswith("Rest")
        assert (example.answering is None) == (fits[0] == fits[1])


def test_passages_are_short_enough(drawn: list[Example]) -> None:
    own = [example for example in drawn if example.source not in ("templates", "health")]
    for example in own:
        assert 0 < sum(len(text.split()) for text in example.sentences) <= MOST_WORDS


def test_the_same_seed_draws_the_same(data: Path, translations: Path) -> None:
    every = paragraphs(data, translations, held_back=False)
    near = NearMisses(every, HashEmbedder())
    one, other = (list(islice(Examples(data, translations, near, 5), 40)) for _ in range(2))
    assert one == other


def test_near_misses_leave_out_the_own_paragraph(data: Path, translations: Path) -> None:
    every = paragraphs(data, translations, held_back=False)
    near = NearMisses(every, HashEmbedder())
    paragraph = every[0]
    found = near.of(paragraph.id, paragraph.asked[0].id, paragraph.language)
    assert found and paragraph.id not in found and len(found) == len(set(found))
