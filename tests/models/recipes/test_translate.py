from collections.abc import Sequence

import pytest

from ingest.documents import Language, Span
from models.recipes.paragraphs import Asked, Paragraph
from models.recipes.translate import questions, translated

WORDS = {
    "La planta": "La planta",
    "Está en Vic.": "És a Vic.",
    "Se fundó en dos mil diez.": "Es va fundar el dos mil deu.",
    "¿Dónde está?": "On és?",
    "¿Cuándo se fundó?": "Quan es va fundar?",
    "Vic": "Vic",
    "en dos mil diez": "en dos mil deu",
}
TEXT = "Está en Vic. Se fundó en dos mil diez."


def by_list(texts: Sequence[str], source: Language, target: Language) -> list[str]:
    assert (source, target) == ("es", "ca")
    return [WORDS[text] for text in texts]


@pytest.fixture
def catalan() -> Paragraph:
    spanish = Paragraph(
        "7",
        "The plant",
        "es",
        "La planta",
        TEXT,
        (Span(0, 12), Span(13, 38)),
        (
            Asked("q1", "¿Dónde está?", (Span(8, 11),)),
            Asked("q2", "¿Cuándo se fundó?", (Span(22, 37),)),
        ),
    )
    (found,) = translated([spanish], "ca", by_list)
    return found


def test_sentences_are_put_together_with_their_places(catalan: Paragraph) -> None:
    assert catalan.text == "És a Vic. Es va fundar el dos mil deu."
    assert [catalan.text[s.start : s.end] for s in catalan.sentences] == [
        "És a Vic.",
        "Es va fundar el dos mil deu.",
    ]
    assert (catalan.id, catalan.article, catalan.language) == ("7", "The plant", "ca")


def test_an_answer_is_found_again_or_is_its_whole_sentence(catalan: Paragraph) -> None:
    where, when = catalan.asked
    assert [catalan.text[s.start : s.end] for s in where.answers] == ["Vic"]
    assert [catalan.text[s.start : s.end] for s in when.answers] == ["Es va fundar el dos mil deu."]


def test_english_questions_come_to_spanish_by_way_of_catalan() -> None:
    english = Paragraph("7", "Plant", "en", "Plant", "", (), (Asked("q1", "Where is it?", ()),))
    said = {("en", "ca"): {"Where is it?": "On és?"}, ("ca", "es"): {"On és?": "¿Dónde está?"}}

    def by_pair(texts: Sequence[str], source: Language, target: Language) -> list[str]:
        return [said[source, target][text] for text in texts]

    assert list(questions([english], by_pair)) == [
        {"paragraph": "7", "id": "q1", "said": {"ca": "On és?", "es": "¿Dónde está?"}}
    ]
