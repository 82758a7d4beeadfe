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
from ingest.embedding.words import Words
from ingest.errors import ModelUnavailable
from ingest.sentences import sentences
from models.recipes.export import (
    VECTORS,
    WINDOW,
    export_encoder,
    made_with,
    write_card,
    write_words,
)
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
    export_encoder(
        model,
        tmp_path / "model.onnx",
        inputs=[VECTORS, "attention_mask", "token_type_ids"],
        outputs=["passage", "tokens"],
        dim=table.embedding_dim,
        int8=False,
    )
    write_words(tiny, tmp_path / "words", "tiny")
    write_card(
        tmp_path,
        ["model.onnx"],
        model="model.onnx",
        words="words",
        words_fingerprint=made_with(tmp_path / "words"),
        window=256,
    )
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
    assert among.passage == alone.passage
    assert among.sentences.tolist() == alone.sentences.tolist()


def test_a_sentence_past_the_window_is_unread(shipped: CrossEncoder) -> None:
    long = "word " * 600
    told = PassageText("", f"{long}. The plant is in Vic.", (Span(0, 3001), Span(3002, 3022)))
    (logits,) = shipped.read("Where is the plant?", [told])
    assert logits.sentences[1] == UNREAD
    assert np.isfinite(logits.sentences).all()


def test_what_the_window_cuts_off_is_unread_at_every_length(shipped: CrossEncoder) -> None:
    words, question = Words.open(models.WORDS), "Where?"
    unread = []
    for number in range(240, 256):
        long = "word " * number
        vic = Span(len(long) + 2, len(long) + 6)
        told = PassageText("", f"{long}. Vic.", (Span(0, len(long) + 1), vic))
        (encoding,) = words.encode_pairs([(question, told.whole)])
        (logits,) = shipped.read(question, [told])
        place = len(encoding) - 3  # of "vic", before the stop and the separator
        # The window's last token is the separator's, whatever it has cut.
        assert (logits.sentences[1] == UNREAD) == (place >= WINDOW - 1), place
        unread.append(logits.sentences[1] == UNREAD)
    assert any(unread) and not all(unread)


@pytest.mark.parametrize("filling", ["please ", "漢字", ".", "a-b/c."])
def test_a_long_question_leaves_room_for_the_passage(shipped: CrossEncoder, filling: str) -> None:
    told = passage(
        "Vectalia", *(["It sells vectors to hospitals in nine countries."] * 9), "It is in Vic."
    )
    (logits,) = shipped.read(filling * (20 * LONGEST_QUESTION), [told])
    assert (logits.sentences > UNREAD).all()


def test_of_a_long_question_the_end_is_read(shipped: CrossEncoder) -> None:
    told = passage("", "Vectalia makes viral vectors.", "Its plant is in Girona.")
    preamble = "Good morning, I write for a newspaper and would like to know a thing or two. " * 6
    (logits,) = shipped.read(preamble + "Where is the plant of Vectalia?", [told])
    assert int(logits.sentences.argmax()) == 1


def test_nothing_read_gives_nothing(shipped: CrossEncoder) -> None:
    assert shipped.read("Where?", []) == []


def test_a_folder_without_its_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable):
        CrossEncoder.open(tmp_path)
