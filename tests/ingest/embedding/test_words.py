"""The shipped words: tokens, pairs, vectors, windows; files that are not the card's."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

import models
from ingest.embedding.words import FILES, Words
from ingest.errors import ModelUnavailable

QUESTION, TEXT = "Who leads the hub?", "The hub is led by a hospital in Barcelona."


@pytest.fixture(scope="module")
def shipped() -> Words:
    return Words.open(models.WORDS)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for name in (*FILES, "card.json"):
        shutil.copyfile(models.WORDS / name, tmp_path / name)
    return tmp_path


def test_a_pair_is_read_as_one_text_whose_halves_differ_in_type(shipped: Words) -> None:
    question, text = shipped.encode_batch([QUESTION, TEXT])
    (pair,) = shipped.encode_pairs([(QUESTION, TEXT)])
    assert pair.ids == [*question.ids, *text.ids[1:]]
    assert pair.type_ids == [0] * len(question) + [1] * (len(text) - 1)
    assert shipped.count([QUESTION, TEXT]) == [len(question) - 2, len(text) - 2]


def test_offsets_of_a_pair_point_into_its_own_texts(shipped: Words) -> None:
    (pair,) = shipped.encode_pairs([(QUESTION, TEXT)])
    words = [
        (QUESTION, TEXT)[sequence][start:end].lower()
        for sequence, (start, end) in zip(pair.sequence_ids, pair.offsets, strict=True)
        if sequence is not None
    ]
    assert words[:2] == ["who", "leads"] and words[-2:] == ["barcelona", "."]


def test_vectors_are_rows_of_the_table_times_their_scales(shipped: Words) -> None:
    ids = np.array([[101, 2_000, 54_890], [102, 0, 101]])
    found = shipped.vectors(ids)
    rows, scales = np.load(models.WORDS / "table.npy"), np.load(models.WORDS / "scales.npy")
    assert found.shape == (2, 3, shipped.dimension) and found.dtype == np.float32
    assert np.array_equal(found[0, 1], rows[2_000] * scales[2_000])
    assert np.array_equal(found[0, 0], found[1, 2]) and not np.array_equal(found[0], found[1])


def test_a_text_is_cut_to_the_window_and_ends_with_the_separator(shipped: Words) -> None:
    short, long = shipped.encode_pairs([(QUESTION, "Nobody."), (QUESTION, TEXT * 50)])
    text = shipped.read(long, window=40)
    assert text.types.tolist() == [long.type_ids[:40]]
    assert np.array_equal(text.vectors, shipped.vectors(np.array([[*long.ids[:39], long.ids[-1]]])))
    whole = shipped.read(short, window=40)
    assert whole.types.tolist() == [short.type_ids]
    assert np.array_equal(whole.vectors, shipped.vectors(np.array([short.ids])))


def test_words_are_loaded_once(shipped: Words) -> None:
    assert Words.open(models.EMBEDDER / ".." / "words") is shipped


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_refused(copied: Path, name: str) -> None:
    with (copied / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(ModelUnavailable, match=f"{name} is not the file"):
        Words.open(copied)


@pytest.mark.parametrize("name", [*FILES, "card.json"])
def test_a_missing_file_is_a_clear_error(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        Words.open(copied)


@pytest.mark.parametrize("name", FILES)
def test_a_card_must_vouch_for_every_file(copied: Path, name: str) -> None:
    card = json.loads((copied / "card.json").read_text("utf-8"))
    del card["sha256"][name]
    (copied / "card.json").write_text(json.dumps(card), "utf-8")
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        Words.open(copied)


def test_a_card_of_before_the_words_were_apart_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="names no words; export it again"):
        Words.of_model(tmp_path, {"model": "model.onnx"})
