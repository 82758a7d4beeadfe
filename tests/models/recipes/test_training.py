"""Both trainings on a tiny model: they learn, they keep what they must, and what they write loads."""

from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import AutoModel

from models.recipes.embedder_texts import Batch as Texts
from models.recipes.embedder_texts import Pair
from models.recipes.embedder_train import Encoder, Losses, prepared
from models.recipes.embedder_train import train as train_embedder
from models.recipes.reader_batches import Batch, encode, opened
from models.recipes.reader_example import Example
from models.recipes.reader_measure import Reading, certainty
from models.recipes.reader_model import sentence_logits, started
from models.recipes.reader_train import losses
from models.recipes.reader_train import train as train_reader

SENTENCES = ("It makes cells.", "The plant is in Vic.", "It was founded 2010.")
EXAMPLES = [
    Example("Who makes cells?", "", SENTENCES, frozenset((0,)), ((0, 9, 14),), "t"),
    Example("The plant of Girona?", "", SENTENCES, frozenset(), (), "t"),
    Example("Founded in?", "", SENTENCES, frozenset((2,)), ((2, 15, 19),), "t"),
]


def few(batch: Batch | Texts, steps: int) -> Iterator[Batch | Texts]:
    return islice(cycle([batch]), steps)


def test_the_reader_learns_and_leaves_the_table_alone(tiny: Path, tmp_path: Path) -> None:
    torch.manual_seed(0)
    model, table = started(tiny)
    before = table.weight.clone()
    batch = encode(EXAMPLES, opened(Tokenizer.from_file(str(tiny / "tokenizer.json"))))

    def loss() -> float:
        with torch.no_grad():
            parts = losses(*model(table(batch.ids), batch.mask, batch.types), batch)
        return float(torch.stack(parts).sum())

    at_first = loss()
    train_reader(model, table, few(batch, 60), tmp_path, 1e9)  # type: ignore[arg-type]
    assert loss() < at_first - 0.5
    assert torch.equal(table.weight, before)
    scores = Reading(tiny, tmp_path / "reader.pt")(EXAMPLES)
    assert [len(score.sentences) for score in scores] == [3, 3, 3]


def test_a_sentence_without_tokens_never_wins() -> None:
    tokens = torch.zeros(1, 4, 2)
    of = torch.tensor([[-1, 0, 0, -1]])
    logits = sentence_logits(tokens, of, 2)
    assert logits[0, 0] == torch.log(torch.tensor(2.0))
    assert logits[0, 1] < -1000


def test_the_embedder_comes_nearer_to_its_original(tiny: Path, tmp_path: Path) -> None:
    student = prepared(tiny)
    torch.manual_seed(3)
    with torch.no_grad():
        for weights in student.parameters():
            weights += 0.05 * torch.randn_like(weights)
    teaching = Losses(Encoder(tiny).eval())
    texts = Texts(
        (Pair("que fa la planta ?", "who makes it ?"), Pair("vic", "vic")),
        (Pair("la planta", "the plant"), Pair("girona", "girona")),
    )
    unused = student.bert.embeddings.word_embeddings.weight[5].clone()
    at_first = teaching.of(student, texts).item()
    train_embedder(student, teaching, few(texts, 40), tmp_path, 1e9)  # type: ignore[arg-type]
    assert teaching.of(student, texts).item() < at_first
    assert torch.equal(student.bert.embeddings.word_embeddings.weight[5], unused)
    stored = AutoModel.from_pretrained(tmp_path)
    assert torch.allclose(
        stored.get_input_embeddings().weight, student.bert.embeddings.word_embeddings.weight
    )
    assert (tmp_path / "tokenizer.json").exists()


def test_the_words_stay_the_same_where_a_reader_shares_them(tiny: Path, tmp_path: Path) -> None:
    student = prepared(tiny, same_words=True)
    before = student.bert.embeddings.word_embeddings.weight.clone()
    layer = student.bert.encoder.layer[0].output.dense.weight
    layer_before = layer.detach().clone()
    texts = Texts((Pair("la planta", "the plant"), Pair("vic", "girona")))
    teaching = Losses(Encoder(tiny).eval())
    train_embedder(student, teaching, few(texts, 3), tmp_path, 1e9)  # type: ignore[arg-type]
    assert torch.equal(student.bert.embeddings.word_embeddings.weight, before)
    assert not torch.equal(layer, layer_before)


def test_certainty_is_of_passage_and_best_sentence(tiny: Path, tmp_path: Path) -> None:
    model, _ = started(tiny)
    torch.save(model.state_dict(), tmp_path / "reader.pt")
    (score,) = Reading(tiny, tmp_path / "reader.pt")(EXAMPLES[:1])
    assert certainty(score) == score.passage + max(score.sentences)
