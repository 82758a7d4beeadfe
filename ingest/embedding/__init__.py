"""Texts to vectors: the shipped ONNX model, or any sentence-transformers model."""

import os
from pathlib import Path

from ingest.embedding.protocol import Embedder

# ONNX Runtime reports its use to its maker unless told not to, before it is imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def open_embedder(name: str, default: Path) -> Embedder:
    """The model called `name`, or that of the folder `default` where `name` is empty.

    A folder with a `card.json` is read by ONNX Runtime, all else by sentence-transformers.
    """
    folder = Path(name) if name else default
    if not name or (folder / "card.json").is_file():
        from ingest.embedding.onnx import OnnxEmbedder

        return OnnxEmbedder.open(folder)
    from ingest.embedding.sentence_transformers import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder.open(name)
