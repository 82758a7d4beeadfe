import json
import lzma
from dataclasses import asdict
from pathlib import Path

import pytest

from ingest.documents import Span
from models.recipes.paragraphs import HELD_BACK, Asked, Corpus, Paragraph, load, load_translated

TEXT = "The plant is in Vic. It was founded in 2010."
ROW = {
    "title": "The_plant",
    "context": TEXT,
    "qas": [
        {
            "id": "q1",
            "question": " When was it founded? ",
            "answers": [{"text": "2010", "start": 39}, {"text": "", "start": -1}],
        },
        {"id": "q2", "question": "Who sold it?", "answers": []},
    ],
}
SPANISH = {
    "title": "La_planta",
    "context": "Se fundó en 2010.",
    "qas": [{"id": "q1", "question": "¿Cuándo?", "answers": [{"text": "2010", "start": 12}]}],
}


def write(path: Path, *rows: object) -> None:
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "qa.squad2.en.jsonl.xz", ROW)
    write(tmp_path / "qa.squad2.es.jsonl.xz", SPANISH)
    return tmp_path


def test_a_paragraph_has_its_sentences_and_answers(folder: Path) -> None:
    (paragraph,) = load(folder, "qa.squad2.en", "en")
    assert [TEXT[s.start : s.end] for s in paragraph.sentences] == [
        "The plant is in Vic.",
        "It was founded in 2010.",
    ]
    first, second = paragraph.asked
    assert (first.text, first.answers) == ("When was it founded?", (Span(39, 43),))
    assert second.answers == ()


def test_a_translation_has_the_ids_of_its_original(folder: Path) -> None:
    (english,) = load(folder, "qa.squad2.en", "en")
    (spanish,) = load(folder, "qa.squad2.es", "es")
    assert (spanish.id, spanish.article) == (english.id, english.article)
    corpus = Corpus.of([english, spanish])
    assert set(corpus.answerable[english.id, "q1"]) == {"en", "es"}
    assert set(corpus.adversarial) == {(english.id, "q2")}


def test_about_one_article_in_so_many_is_held_back() -> None:
    drawn = [Paragraph("", f"article {n}", "en", "", "", (), ()).held_back for n in range(1000)]
    assert 0.7 / HELD_BACK < sum(drawn) / 1000 < 1.3 / HELD_BACK


def test_translated_paragraphs_are_read_as_they_were_written(tmp_path: Path) -> None:
    paragraph = Paragraph(
        "1", "a", "ca", "t", "U. Dos.", (Span(0, 2), Span(3, 7)), (Asked("q", "?", (Span(3, 6),)),)
    )
    write(tmp_path / "file.jsonl.xz", asdict(paragraph))
    assert load_translated(tmp_path / "file.jsonl.xz") == [paragraph]
