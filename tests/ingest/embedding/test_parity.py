"""ONNX Runtime and sentence-transformers give the same vectors for the same weights."""

from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer

from ingest.embedding import open_embedder
from ingest.embedding.onnx import OnnxEmbedder
from ingest.embedding.sentence_transformers import SentenceTransformerEmbedder
from ingest.embedding.words import FILES
from models.recipes.export import export
from tests import small_bert

TEXTS = ["the hub has seventy members", "hospitals", "a cell therapy for the hub of cells " * 9]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small BERT, saved as sentence-transformers does."""
    folder = tmp_path_factory.mktemp("trained")
    small_bert.save(folder, TEXTS)
    transformer = Transformer(str(folder), max_seq_length=256)
    pooling = Pooling(transformer.get_embedding_dimension())
    SentenceTransformer(modules=[transformer, pooling, Normalize()]).save(str(folder))
    return folder


def test_both_paths_agree(trained: Path, tmp_path: Path) -> None:
    export(trained, tmp_path, "small", int8=False)
    onnx = open_embedder(str(tmp_path), tmp_path)
    torch_path = open_embedder(str(trained), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"card.json", "model.onnx", *FILES}
    assert isinstance(onnx, OnnxEmbedder) and isinstance(torch_path, SentenceTransformerEmbedder)
    assert onnx.dimension == torch_path.dimension == 32
    assert onnx.count_tokens(TEXTS) == torch_path.count_tokens(TEXTS)
    assert np.allclose(onnx.embed(TEXTS), torch_path.embed(TEXTS), atol=1e-4)
