"""Which questions are asked of which index: those of articles that nothing was trained on."""

from pathlib import Path

from bench.held_back import held_back, sample
from models.recipes.reader_gather import Asked
from tests.bench.conftest import HARBOUR, PUERTO
from tests.fakes import HashEmbedder


def test_only_held_back_articles_are_asked_about(data: Path) -> None:
    found = {one.name: one for _, sets in held_back(data, HashEmbedder()) for one in sets}
    answerable = {name: [asked.text for asked in one.answerable] for name, one in found.items()}
    english = ["When was the old lighthouse built?", "What waits in the harbour?"]
    assert answerable == {
        "SQuAD 2, English": english,
        "SQuAD 2, Spanish to English": ["¿Cuándo se construyó el viejo faro?"],
        "SQuAD 2, Spanish": ["¿Cuándo se construyó el viejo faro?"],
        "SQuAD 2, English to Spanish": english[:1],
        "ViquiQuAD, Catalan": ["De quin any és el paller vell?"],
    }


def test_answers_are_where_the_searched_paragraph_has_them(data: Path) -> None:
    found = {one.name: one for _, sets in held_back(data, HashEmbedder()) for one in sets}
    places = {name: found[name].answerable[0].starts for name in found}
    assert places["SQuAD 2, Spanish to English"] == (HARBOUR.index("1820"),)
    assert places["SQuAD 2, English to Spanish"] == (PUERTO.index("1820"),)


def test_questions_without_an_answer_are_of_the_same_article_or_of_another_source(
    data: Path,
) -> None:
    found = {one.name: one for _, sets in held_back(data, HashEmbedder()) for one in sets}
    (adversarial,) = found["SQuAD 2, English to Spanish"].adversarial
    assert (adversarial.text, adversarial.starts) == ("When was the old lighthouse sold?", ())
    assert found["ViquiQuAD, Catalan"].adversarial == ()
    strangers = {name: [one.text for one in found[name].strangers] for name in found}
    assert strangers["SQuAD 2, Spanish"] == ["De quin any és el paller vell?"]
    assert "What waits in the harbour?" in strangers["ViquiQuAD, Catalan"]


def test_all_paragraphs_are_searched(data: Path) -> None:
    assert [index.counts().documents for index, _ in held_back(data, HashEmbedder())] == [3, 2, 2]


def test_a_sample_is_the_same_each_time_and_all_where_there_are_few() -> None:
    asked = [Asked(str(number), "en", "p", "a", ()) for number in range(50)]
    assert sample(asked, 5) == sample(asked, 5)
    assert len(set(sample(asked, 5))) == 5
    assert set(sample(asked, 99)) == set(asked)
