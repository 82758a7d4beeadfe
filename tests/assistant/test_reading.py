"""Features of sentences, and a reader whose files are not whole."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

import models
from assistant.question_kinds import Wants
from assistant.reading import CALIBRATION, FEATURES, Reader, kind_of_answer
from ingest.errors import ModelUnavailable
from models.recipes.export import write_card
from tests.assistant.readings import reading


@pytest.mark.parametrize(
    ("wants", "question", "sentence", "kind"),
    [
        ("number", "How many members?", "It has 70 members.", 1.0),
        ("number", "How many members in 2024?", "In 2024 it had members.", 0.0),
        ("date", "When did it open?", "It opened in 1997.", 1.0),
        ("date", "When did it open?", "It opened with 70 members.", 0.0),
        ("date", "When did it open?", "It opened, according to an article of 2025.", 0.0),
        ("date", "Quan va obrir?", "Segons un article de 2025, va obrir el 1997.", 1.0),
        ("name", "Who leads the hub?", "The hub is led by Biocat.", 1.0),
        ("name", "Who leads Biocat?", "The hub is led by Biocat.", 0.0),
        ("contact", "Which email?", "Write to info@example.org.", 1.0),
        ("contact", "Which email?", "Write to the office.", 0.0),
        ("reason", "Why did it close?", "It closed because of the flood.", 1.0),
        ("reason", "Why did it close?", "It closed.", 0.0),
        ("other", "What is it?", "It is a hub.", 0.5),
    ],
)
def test_kinds_of_answer(wants: Wants, question: str, sentence: str, kind: float) -> None:
    assert kind_of_answer(sentence, question, wants) == kind


def feature(name: str, question: str, *lines: str) -> list[float]:
    _, _, reads, _ = reading(question, dict.fromkeys(lines, 0.0))
    by_line = {read.text: float(read.features[FEATURES.index(name)]) for read in reads}
    return [by_line[line] for line in lines]


def test_words_are_found_across_languages() -> None:
    covered, other = feature(
        "sentence_coverage",
        "¿Quién produce vectores virales?",
        "Vall makes viral vectors.",
        "It rains.",
    )
    assert covered > 0.5 > other == 0


def test_a_name_that_a_passage_lacks_is_lacking() -> None:
    lacking, whole = feature(
        "lacking", "Who leads Zyxquor?", "Nobody leads it.", "Zyxquor is led by Anna."
    )
    assert lacking == 1.0 > whole


def test_sentences_come_best_first_with_a_probability_that_grows() -> None:
    _, _, reads, reader = reading("Who?", {"One.": -1.0, "Two.": 2.0, "Three.": 0.5})
    assert [read.text for read in reads] == ["Two.", "Three.", "One."]
    sure = [reader.probability(read) for read in reads]
    assert sure == sorted(sure, reverse=True) and 0 < sure[-1] < sure[0] < 1


def test_a_sentence_without_a_vector_is_like_nothing() -> None:
    question, retrieved, _, reader = reading("Who leads?", {"Anna leads.": 0.0})
    found = retrieved.candidates[0].found
    found.sentence_vectors[:] = 0
    (read,) = reader.read(question, retrieved)
    assert np.isfinite(read.features).all() and np.isfinite(read.score)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The shipped reader and its words."""
    for folder in (models.READER, models.WORDS):
        shutil.copytree(folder, tmp_path / folder.name)
    return tmp_path / models.READER.name


def test_the_shipped_reader_opens(copied: Path) -> None:
    assert Reader.open(copied)


@pytest.mark.parametrize("name", ["model-int8.onnx", CALIBRATION, "card.json"])
def test_a_missing_file_is_a_clear_error(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(ModelUnavailable, match="reader/"):
        Reader.open(copied)


def test_a_changed_calibration_is_refused(copied: Path) -> None:
    with (copied / CALIBRATION).open("a") as file:
        file.write("\n")
    with pytest.raises(ModelUnavailable, match=r"calibration\.json is not the file"):
        Reader.open(copied)


def recarded(folder: Path, *files: str) -> None:
    card = json.loads((folder / "card.json").read_text("utf-8"))
    write_card(folder, files, **{k: v for k, v in card.items() if k != "sha256"})


def test_a_calibration_that_no_card_vouches_for_is_refused(copied: Path) -> None:
    recarded(copied, "model-int8.onnx")
    with pytest.raises(ModelUnavailable, match="calibrate the reader again"):
        Reader.open(copied)


@pytest.mark.parametrize(
    "stored", ["{}", "[]", "no JSON", '{"weights": {}, "slope": 1, "bias": 0}']
)
def test_a_calibration_of_another_version_is_a_clear_error(copied: Path, stored: str) -> None:
    (copied / CALIBRATION).write_text(stored)
    recarded(copied, "model-int8.onnx", CALIBRATION)
    with pytest.raises(ModelUnavailable, match="of another version"):
        Reader.open(copied)


def test_words_of_another_release_are_refused(copied: Path) -> None:
    words = copied.parent / models.WORDS.name
    np.save(words / "scales.npy", np.load(words / "scales.npy") * 2)
    write_card(words, ("tokenizer.json", "table.npy", "scales.npy"))
    with pytest.raises(ModelUnavailable, match="made with other words"):
        Reader.open(copied)
