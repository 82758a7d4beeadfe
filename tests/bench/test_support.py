"""Sentences and the texts that bear them out or do not."""

from bench.support import cases, exchanged, shares
from ingest.documents import Language, Span
from ingest.sentences import sentences
from models.recipes.paragraphs import Corpus, Paragraph

ENGLISH = "The river is long. It starts at a lake. Boats go there."
SPANISH = "El río es largo. Nace en un lago. Van barcos."


def _paragraph(id_: str, language: Language, text: str) -> Paragraph:
    spans: tuple[Span, ...] = tuple(sentences(text))
    return Paragraph(id_, "River", language, "River", text, spans, ())


def test_each_sentence_meets_three_texts_of_which_one_bears_it_out() -> None:
    corpus = Corpus.of(
        [
            _paragraph("a", "en", ENGLISH),
            _paragraph("a", "es", SPANISH),
            _paragraph("b", "en", "One. Two. Three."),
            _paragraph("b", "es", "Uno. Dos. Tres."),
        ]
    )
    every = list(cases(corpus, "es", "en"))
    assert [right for _, _, right in every] == [True, False, False] * 2
    for sentence, text, right in every:
        assert (text in (ENGLISH, "One. Two. Three.")) or not right
        assert sentence in SPANISH or sentence in "Uno. Dos. Tres."


def test_what_passes_is_counted_apart() -> None:
    asked = [("s", "t", True), ("s", "t", True), ("s", "u", False), ("s", "u", False)]
    assert shares(asked, [True, False, False, False]) == ["50%", "0%"]


def test_one_word_of_a_borne_out_sentence_is_exchanged() -> None:
    asked = [
        ("The engine pumped water quickly.", "text one", True),
        ("The engine pumped water quickly.", "text two", False),
        ("Every printer needs several letters.", "text three", True),
    ]
    first, second = exchanged(asked)
    assert [(text, right) for _, text, right in (first, second)] == [
        ("text one", False),
        ("text three", False),
    ]
    same = set(first[0].split()) & set("The engine pumped water quickly.".split())
    assert len(same) == 4
