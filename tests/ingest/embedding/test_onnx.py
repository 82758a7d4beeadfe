"""The shipped model, and parity of both paths on the same weights."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

import models
from ingest.documents import Span
from ingest.embedding import open_embedder
from ingest.embedding.onnx import OnnxEmbedder
from ingest.embedding.protocol import PassageText
from ingest.embedding.words import FILES
from ingest.errors import ModelUnavailable
from models.recipes.export import write_card


@pytest.fixture(scope="module")
def shipped() -> OnnxEmbedder:
    return OnnxEmbedder.open(models.EMBEDDER)


def test_translations_are_nearer_than_other_sentences(shipped: OnnxEmbedder) -> None:
    english, catalan, spanish, other = shipped.embed(
        [
            "Which hospitals produce cell therapies?",
            "Quins hospitals produeixen teràpies cel·lulars?",
            "¿Qué hospitales producen terapias celulares?",
            "The weather was bad in April.",
        ]
    )
    assert min(english @ catalan, english @ spanish) > max(english @ other, catalan @ other) + 0.3


def test_vectors_have_unit_length_in_the_order_given(shipped: OnnxEmbedder) -> None:
    texts = ["short", "a much longer text " * 40, "middling text of a few words", ""]
    vectors = shipped.embed(texts)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    for text, vector in zip(texts, vectors, strict=True):
        assert np.array_equal(shipped.embed([text])[0], vector)


def test_sentence_vectors_are_those_of_their_sentences(shipped: OnnxEmbedder) -> None:
    one, two = "The hub has seventy members.", "It rained for a week in the mountains."
    text = f"{one} {two}"
    spans = (Span(0, len(one)), Span(len(one) + 1, len(text)))
    (found,) = shipped.embed_passages([PassageText("Title", text, spans)])
    alone = shipped.embed([one, two])
    likeness = found.sentences @ alone.T
    assert likeness[0, 0] > likeness[0, 1] and likeness[1, 1] > likeness[1, 0]


def test_a_sentence_past_the_window_gets_the_vector_of_its_passage(shipped: OnnxEmbedder) -> None:
    text = "word " * 600
    (found,) = shipped.embed_passages([PassageText("", text, (Span(2_900, 2_999),))])
    assert np.allclose(found.sentences[0], found.vector, atol=1e-4)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The shipped folders, embedder and words side by side."""
    for folder in (models.EMBEDDER, models.WORDS):
        shutil.copytree(folder, tmp_path / folder.name)
    return tmp_path


def test_a_changed_model_is_refused(copied: Path) -> None:
    with (copied / "embedder" / "model-int8.onnx").open("ab") as file:
        file.write(b" ")
    with pytest.raises(ModelUnavailable, match=r"model-int8\.onnx is not the file"):
        OnnxEmbedder.open(copied / "embedder")


def test_changed_words_are_refused(copied: Path) -> None:
    with (copied / "words" / "tokenizer.json").open("a") as file:
        file.write(" ")
    with pytest.raises(ModelUnavailable, match=r"words/tokenizer\.json is not the file"):
        OnnxEmbedder.open(copied / "embedder")


def test_other_words_than_it_was_made_with_are_refused(copied: Path) -> None:
    words = copied / "words"
    scales = np.load(words / "scales.npy")
    np.save(words / "scales.npy", scales * 2)
    write_card(words, FILES)
    with pytest.raises(ModelUnavailable, match="embedder/ was made with other words"):
        OnnxEmbedder.open(copied / "embedder")


def test_a_model_that_is_no_embedder_is_told(tmp_path: Path) -> None:
    for folder in (models.READER, models.WORDS):
        shutil.copytree(folder, tmp_path / folder.name)
    with pytest.raises(ModelUnavailable, match="is no embedder"):
        OnnxEmbedder.open(tmp_path / "reader")


def test_a_file_that_is_no_model_is_told(copied: Path) -> None:
    folder = copied / "embedder"
    (folder / "model-int8.onnx").write_bytes(b"no model")
    card = json.loads((folder / "card.json").read_text("utf-8"))
    del card["sha256"]
    write_card(folder, ["model-int8.onnx"], **card)
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        OnnxEmbedder.open(folder)


@pytest.mark.parametrize("card", ["[]", "{}", '{"sha256": null}', "no JSON"])
def test_a_card_of_another_form_is_told(copied: Path, card: str) -> None:
    (copied / "embedder" / "card.json").write_text(card)
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        OnnxEmbedder.open(copied / "embedder")


def test_a_missing_model_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        open_embedder(str(tmp_path / "nowhere"), models.EMBEDDER)
