"""ONNX Runtime and sentence-transformers give the same vectors for the same weights."""

from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from tokenizers import BertWordPieceTokenizer
from transformers import BertConfig, BertModel, BertTokenizerFast

from ingest.embedding import open_embedder
from ingest.embedding.onnx import OnnxEmbedder
from ingest.embedding.sentence_transformers import SentenceTransformerEmbedder
from ingest.embedding.words import FILES
from models.recipes.export import export, quantise_rows

TEXTS = ["the hub has seventy members", "hospitals", "a cell therapy for the hub of cells " * 9]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small BERT with random weights, saved as sentence-transformers does."""
    folder = tmp_path_factory.mktemp("trained")
    words = sorted({word for text in TEXTS for word in text.split()})
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words]
    (folder / "vocab.txt").write_text("\n".join(vocabulary))
    BertWordPieceTokenizer(str(folder / "vocab.txt")).save(str(folder / "raw.json"))
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=256,
    )
    model = BertModel(config)
    # Words that int8 can hold exactly: what is left to compare is the two paths.
    table = model.get_input_embeddings().weight
    rows, scales = quantise_rows(table.detach().numpy())
    table.data = torch.from_numpy(rows * scales[:, None])
    model.save_pretrained(folder)
    BertTokenizerFast(tokenizer_file=str(folder / "raw.json")).save_pretrained(folder)
    transformer = Transformer(str(folder), max_seq_length=256)
    pooling = Pooling(transformer.get_embedding_dimension())
    SentenceTransformer(modules=[transformer, pooling, Normalize()]).save(str(folder))
    return folder


def test_both_paths_agree(trained: Path, tmp_path: Path) -> None:
    export(trained, tmp_path, "small", int8=False)
    onnx = open_embedder(str(tmp_path), tmp_path)
    torch_path = open_embedder(str(trained), tmp_path)
    assert isinstance(onnx, OnnxEmbedder) and isinstance(torch_path, SentenceTransformerEmbedder)
    assert {path.name for path in tmp_path.iterdir()} == {"card.json", "model.onnx", *FILES}
    assert onnx.dimension == torch_path.dimension == 32
    assert onnx.count_tokens(TEXTS) == torch_path.count_tokens(TEXTS)
    assert np.allclose(onnx.embed(TEXTS), torch_path.embed(TEXTS), atol=1e-4)
