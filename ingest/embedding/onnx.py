"""The default embedder: a folder with an ONNX model and a `card.json` that names it and its words.

In: texts. Out: unit vectors, mean-pooled inside the model; sentence vectors are means over the
sentence's tokens in the same pass (late chunking, Günther et al., 2024). PyTorch is not imported.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding

from ingest.documents import Span
from ingest.embedding.onnx_model import OnnxModel, Outputs
from ingest.embedding.protocol import PassageText, PassageVectors, Vectors
from ingest.errors import ModelUnavailable


class OnnxEmbedder:
    """Embeds with ONNX Runtime. Stateless between calls, so several threads may share it."""

    def __init__(self, model: OnnxModel) -> None:
        self._model = model
        self.fingerprint = f"{model.card['fingerprint']} {model.words.fingerprint}"
        self.window = model.window
        self.dimension = int(str(model.card["dimension"]))

    @classmethod
    def open(cls, folder: Path) -> "OnnxEmbedder":
        """Load the model of `folder`; raise ModelUnavailable when a file is not the card's."""
        model = OnnxModel.open(folder)
        if not {"fingerprint", "dimension"} <= set(model.card):
            raise ModelUnavailable(f"the model in {folder.name}/ is no embedder, says its card")
        return cls(model)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The number of tokens of each text, special tokens left out."""
        return self._model.words.count(texts)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (len(texts), dimension)."""
        encodings = self._model.words.encode_batch(texts)
        vectors = self._model.run(encodings, ["embedding"], lambda _, outputs: outputs[0])
        return np.array(vectors, np.float32).reshape(-1, self.dimension)

    def embed_passages(self, passages: Sequence[PassageText]) -> list[PassageVectors]:
        """Vectors of passages and of their sentences, in the order given."""
        encodings = self._model.words.encode_batch([passage.whole for passage in passages])

        def take(row: int, outputs: Outputs) -> PassageVectors:
            vector, states = outputs
            passage = passages[row]
            pooled = _pool(states, encodings[row], passage.sentences, passage.shift, vector)
            return PassageVectors(vector, pooled)

        return self._model.run(encodings, ["embedding", "tokens"], take)


def _pool(
    states: NDArray[np.float32],
    encoding: Encoding,
    sentences: Sequence[Span],
    shift: int,
    fallback: NDArray[np.float32],
) -> Vectors:
    """Unit vectors of the sentences; the passage's own for one that lies past the window."""
    starts = np.array([start for start, _ in encoding.offsets[: len(states) - 1]])
    ends = np.array([end for _, end in encoding.offsets[: len(states) - 1]])
    pooled = np.empty((len(sentences), len(fallback)), np.float32)
    for row, span in enumerate(sentences):
        inside = (starts >= span.start + shift) & (ends <= span.end + shift) & (ends > starts)
        mean = states[: len(inside)][inside].mean(axis=0) if inside.any() else fallback
        pooled[row] = mean / np.linalg.norm(mean)
    return pooled
