"""The made-up examples: the same for a seed, in three languages, labelled by what was told."""

from collections import Counter
from itertools import islice
from random import Random

import pytest

from models.recipes.reader_example import Example
from models.recipes.reader_templates import examples
from models.recipes.reader_templates.generator import SCENARIOS
from models.recipes.reader_templates.subjects import draw_all
from models.recipes.reader_templates.texts import LANGUAGES, contract, parse, read
from models.recipes.reader_templates.wordings import Attribute, attributes, slots_of

MANY = 1500


@pytest.fixture(scope="module")
def some() -> list[Example]:
    """Examples of one seed."""
    return list(islice(examples(7), MANY))


def test_the_same_seed_gives_the_same_examples(some: list[Example]) -> None:
    assert list(islice(examples(7), 50)) == some[:50]
    assert list(islice(examples(8), 50)) != some[:50]


def test_spans_lie_in_the_sentences_that_answer(some: list[Example]) -> None:
    for example in some:
        assert example.answering == frozenset(number for number, _, _ in example.spans)
        for number, start, end in example.spans:
            answer = example.sentences[number][start:end]
            assert answer and answer == answer.strip()


def test_more_than_half_are_answered(some: list[Example]) -> None:
    answered = sum(bool(example.answering) for example in some) / len(some)
    assert SCENARIOS["answer"] - 0.05 < answered < 0.65


def test_nothing_is_left_to_fill_in(some: list[Example]) -> None:
    for example in some:
        for text in (example.question, example.context, *example.sentences):
            assert not set("{}[]|") & set(text), text
            assert " / " not in text and "  " not in text, text
            assert text == text.strip()


def test_passages_have_a_few_sentences(some: list[Example]) -> None:
    numbers = Counter(len(example.sentences) for example in some)
    assert set(numbers) == {1, 2, 3, 4, 5, 6, 7}
    assert numbers[1] < MANY / 25


def test_all_three_languages_are_asked_and_told(some: list[Example]) -> None:
    typical = {"en": " the ", "es": " el ", "ca": " és "}
    for word in typical.values():
        assert any(word in example.question for example in some)
        assert any(word in " ".join(example.sentences) for example in some)


@pytest.mark.parametrize("attribute", attributes().values(), ids=list(attributes()))
def test_an_attribute_is_worded_alike_in_all_languages(attribute: Attribute) -> None:
    slots = {"x", *attribute.slots}
    for language in LANGUAGES:
        wordings = attribute.wordings[language]
        assert len(set(wordings.ask)) >= 6
        assert len(set(wordings.say)) >= 5
        assert any("{x}" in line for line in wordings.ask)
        for line in wordings.say:
            assert slots_of(line) == slots, line
            assert line.count("[") == line.count("]") == 1, line
            assert line.endswith("."), line
        assert slots_of(wordings.row) - {"x"} == slots - {"x"}
        assert wordings.row.count("[") == 1
        answers = {
            slot for line in wordings.say for slot in slots_of(line.split("[")[1].split("]")[0])
        }
        # Where the whole statement answers, it may be asked for as a whole: is it so?
        askable = slots if "x" in answers else slots - answers
        for line in wordings.ask:
            assert slots_of(line) <= askable | {"x"}, line


def test_attributes_overlap_both_ways() -> None:
    known = attributes()
    for attribute in known.values():
        assert all(attribute.name in known[other].overlaps for other in attribute.overlaps)


def test_fillers_and_premises_come_in_all_languages() -> None:
    data = read("fillers.yaml")
    numbers = {
        language: {
            kind: len(lines.splitlines()) for kind, lines in data["premises"][language].items()
        }
        | {"filler": len(data["fillers"][language].splitlines())}
        for language in LANGUAGES
    }
    assert numbers["en"] == numbers["es"] == numbers["ca"]


def test_values_come_in_all_languages() -> None:
    for lines in read("values.yaml").values():
        assert all(line.count(" | ") == 2 for line in lines.splitlines())
    assert parse("a / b | c | d") == {"en": ("a", "b"), "es": ("c",), "ca": ("d",)}


def test_small_words_are_contracted() -> None:
    assert contract("la sede de el Centro", "es") == "la sede del Centro"
    assert contract("va a [el ayuntamiento]", "es") == "va al [ayuntamiento]"
    assert contract("el [abril de 2024], de artrosi, a el hospital", "ca") == (
        "l'[abril de 2024], d'artrosi, a l'hospital"
    )
    assert contract("des del [octubre de 2021]", "ca") == "des de l'[octubre de 2021]"
    assert contract("membre de hub", "ca") == "membre de hub"


@pytest.mark.parametrize(
    "kind", [key for key, data in read("subjects.yaml").items() if "titles" in data]
)
def test_the_short_name_stands_in_the_full_one(kind: str) -> None:
    for subject in draw_all(kind, 8, Random(3)):  # noqa: S311
        for language in LANGUAGES:
            assert subject.short[language][0] in subject.full[language][0]
            assert subject.again[language]
