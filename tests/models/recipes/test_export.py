"""What the export writes, of encoders of any kind, is what was trained; int8 comes near."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from onnxruntime import InferenceSession

from ingest.embedding.card import checksum, verified_card
from ingest.embedding.onnx import OnnxEmbedder
from models.recipes.export import (
    VECTORS,
    export,
    export_encoder,
    quantise_rows,
    write_card,
)
from tests import small_bert

TEXTS = ["the hub has seventy members", "hospitals", "a cell therapy for the hub of cells " * 9]


class Judge(torch.nn.Module):
    """A number for each pair and one for each of its tokens, the types being minded."""

    def __init__(self, dim: int) -> None:
        super().__init__()
        self.linear = torch.nn.Linear(dim, 1)

    def forward(
        self, word_vectors: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        tokens = self.linear(word_vectors).squeeze(-1) * attention_mask + token_type_ids
        return tokens.sum(1), tokens


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    small_bert.save(folder, TEXTS)
    return folder


@pytest.mark.parametrize("shape", [(1, 1), (2, 5), (7, 30)])
def test_any_module_is_exported_for_any_number_of_texts_and_tokens(
    tmp_path: Path, shape: tuple[int, int]
) -> None:
    torch.manual_seed(0)
    judge, target = Judge(8), tmp_path / "judge.onnx"
    names = [VECTORS, "attention_mask", "token_type_ids"]
    export_encoder(judge, target, inputs=names, outputs=["pair", "tokens"], dim=8, int8=False)
    mask, types = torch.randint(2, shape), torch.randint(2, shape)
    given_ = (torch.rand(*shape, 8), mask, types)
    feed = {name: value.numpy() for name, value in zip(names, given_, strict=True)}
    pair, tokens = InferenceSession(str(target)).run(["pair", "tokens"], feed)
    assert tokens.shape == shape and pair.shape == shape[:1]
    with torch.no_grad():
        expected = judge(*given_)
    assert np.allclose(pair, expected[0], atol=1e-5) and np.allclose(tokens, expected[1], atol=1e-5)


def test_int8_is_smaller_and_near(small: Path, tmp_path: Path) -> None:
    found = {}
    for int8 in (False, True):
        out = tmp_path / str(int8) / "embedder"
        export(small, out, "small", int8=int8, words="../words")
        assert {path.name for path in out.parent.iterdir()} == {"embedder", "words"}
        found[int8] = OnnxEmbedder.open(out).embed(TEXTS)
    assert ((found[True] * found[False]).sum(axis=1) > 0.99).all()
    assert not np.array_equal(found[True], found[False])


def test_the_words_are_written_the_same_each_time(small: Path, tmp_path: Path) -> None:
    cards = []
    for name in ("one", "two"):
        export(small, tmp_path / name / "embedder", "small", int8=False, words="../words")
        cards.append((tmp_path / name / "words" / "card.json").read_text("utf-8"))
    assert cards[0] == cards[1]


def test_a_card_vouches_for_its_files(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"abc")
    write_card(tmp_path, ["file"], model="file", window=256)
    card = verified_card(tmp_path)
    assert card == json.loads((tmp_path / "card.json").read_text("utf-8"))
    assert card == {"model": "file", "window": 256, "sha256": {"file": checksum(tmp_path / "file")}}


@given(arrays(np.float32, (3, 5), elements=st.floats(-8, 8, width=32)))
def test_a_row_comes_back_to_half_a_step(weights: np.ndarray) -> None:
    rows, scales = quantise_rows(weights)
    assert rows.dtype == np.int8 and scales.dtype == np.float32
    assert (np.abs(rows * scales[:, None] - weights) <= scales[:, None] * 0.51 + 1e-7).all()
