"""The reader as it is served is the reader as it is trained; and the shipped one reads."""

from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

import models
from assistant.cross_encoder import LONGEST_QUESTION, UNREAD, CrossEncoder
from ingest.documents import Span
from ingest.embedding.protocol import PassageText
from ingest.errors import ModelUnavailable
from ingest.sentences import sentences
from models.recipes.export import VECTORS, export_encoder, write_card, write_words
from models.recipes.reader_batches import encode, opened
from models.recipes.reader_example import Example
from models.recipes.reader_model import sentence_logits, started
from tests.models.recipes.conftest import tiny  # noqa: F401 - a fixture

TOLD = ("It makes vectors.", "The plant is in Vic.", "It was founded in 2010.")


def passage(context: str, *told: str) -> PassageText:
    text = " ".join(told)
    return PassageText(context, text, tuple(sentences(text)))


@pytest.fixture(scope="module")
def shipped() -> CrossEncoder:
    return CrossEncoder.open(models.READER)


def test_logits_are_those_of_training(tiny: Path, tmp_path: Path) -> None:  # noqa: F811
    torch.manual_seed(1)
    model, table = started(tiny, attention="eager")
    write_words(tiny, tmp_path, "tiny")
    export_encoder(
        model,
        tmp_path / "model.onnx",
        inputs=[VECTORS, "attention_mask", "token_type_ids"],
        outputs=["passage", "tokens"],
        dim=table.embedding_dim,
        int8=False,
    )
    write_card(tmp_path, ["model.onnx"], model="model.onnx", words="words", window=256)
    write_words(tiny, tmp_path / "words", "tiny")
    question = "Where is the plant?"
    examples = [
        Example(question, "The plant", TOLD, frozenset(), (), ""),
        Example(question, "", TOLD[1:2], frozenset(), (), ""),
    ]
    batch = encode(examples, opened(Tokenizer.from_file(str(tiny / "tokenizer.json"))))
    with torch.no_grad():
        passages, tokens = model(table(batch.ids), batch.mask, batch.types)
        of = sentence_logits(tokens, batch.sentence_of, 3)
    told = [passage("The plant", *TOLD), passage("", TOLD[1])]
    one, other = CrossEncoder.open(tmp_path).read(question, told)
    assert one.passage == pytest.approx(float(passages[0]), abs=0.05)
    assert one.sentences == pytest.approx(of[0].numpy(), abs=0.05)
    assert other.sentences == pytest.approx(of[1, :1].numpy(), abs=0.05)


@pytest.mark.parametrize(
    "question",
    [
        "Where is the plant of Vectalia?",
        "¿Dónde está la planta de Vectalia?",
        "On és la planta de Vectalia?",
    ],
)
def test_the_shipped_reader_finds_the_sentence_in_three_languages(
    shipped: CrossEncoder, question: str
) -> None:
    told = passage(
        "Vectalia",
        "Vectalia makes viral vectors for clinical trials.",
        "Its plant is in Girona, beside the hospital.",
        "It was founded in 2010 and has 35 employees.",
    )
    (logits,) = shipped.read(question, [told])
    assert int(logits.sentences.argmax()) == 1


def test_a_passage_that_answers_is_told_from_one_that_does_not(shipped: CrossEncoder) -> None:
    answers = passage("Vectalia", "Vectalia was founded in 2010 by two chemists.")
    other = passage("Vectalia", "Vectalia sells its vectors to hospitals in nine countries.")
    found, missed = shipped.read("When was Vectalia founded?", [answers, other])
    assert found.passage > missed.passage


def test_order_and_number_of_passages_do_not_matter(shipped: CrossEncoder) -> None:
    told = [passage("", f"The plant number {n} is in Vic.", "It is large.") for n in range(7)]
    question = "Where is plant number 3?"
    alone = shipped.read(question, [told[3]])[0]
    among = shipped.read(question, told[::-1])[3]
    assert among.sentences == pytest.approx(alone.sentences, abs=1.0)


def test_a_sentence_past_the_window_is_unread(shipped: CrossEncoder) -> None:
    long = "word " * 600
    told = PassageText("", f"{long}. The plant is in Vic.", (Span(0, 3001), Span(3002, 3022)))
    (logits,) = shipped.read("Where is the plant?", [told])
    assert logits.sentences[1] == UNREAD
    assert np.isfinite(logits.sentences).all()


def test_a_long_question_leaves_room_for_the_passage(shipped: CrossEncoder) -> None:
    question = "please " * (20 * LONGEST_QUESTION)
    (logits,) = shipped.read(question, [passage("", "The plant is in Vic.")])
    assert logits.sentences[0] > UNREAD


def test_nothing_read_gives_nothing(shipped: CrossEncoder) -> None:
    assert shipped.read("Where?", []) == []


def test_a_folder_without_its_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable):
        CrossEncoder.open(tmp_path)
