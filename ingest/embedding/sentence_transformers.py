"""Any sentence-transformers model, by name or path, behind the `Embedder` protocol.

In: texts. Out: unit vectors. Sentences are embedded on their own, which is right for every pooling.
Needs the extra `models` (PyTorch), which is imported only here.
"""

from collections.abc import Sequence
from hashlib import sha256
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from ingest.embedding.protocol import PassageText, PassageVectors, Vectors
from ingest.errors import ModelUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class SentenceTransformerEmbedder:
    """Embeds with PyTorch."""

    def __init__(self, model: "SentenceTransformer", fingerprint: str) -> None:
        self._model = model
        self.fingerprint = fingerprint
        self.dimension = int(model.get_embedding_dimension() or 0)
        self.window = int(model.max_seq_length or 512)

    @classmethod
    def open(cls, name: str) -> "SentenceTransformerEmbedder":
        """Load a model of a hub or of a folder; raise ModelUnavailable where that fails."""
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise ModelUnavailable(
                f"the embedding model {name} needs the extra models: "
                '.venv/bin/pip install -c constraints.txt -e ".[models]"'
            ) from error
        try:
            model = SentenceTransformer(name)
        except Exception as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise ModelUnavailable(
                f"the embedding model {name} cannot be loaded ({reason}); check HUB_EMBEDDING_MODEL"
            ) from error
        return cls(model, f"{name} {_weights_digest(model)}")

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The number of tokens of each text, special tokens left out."""
        encoded = self._model.tokenizer(list(texts), add_special_tokens=False)
        return [len(ids) for ids in encoded["input_ids"]]

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (len(texts), dimension)."""
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        vectors = self._model.encode(
            list(texts), normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, np.float32)

    def embed_passages(self, passages: Sequence[PassageText]) -> list[PassageVectors]:
        """Vectors of passages and of their sentences, in the order given."""
        whole = self.embed([p.whole for p in passages])
        pieces = [p.text[span.start : span.end] for p in passages for span in p.sentences]
        ends = list(accumulate(len(p.sentences) for p in passages))
        sentences = np.split(self.embed(pieces), ends[:-1]) if passages else []
        return [PassageVectors(v, s) for v, s in zip(whole, sentences, strict=True)]


def _weights_digest(model: "SentenceTransformer") -> str:
    """A short digest of the weights' shapes and of a sample of their values."""
    digest = sha256()
    for name, tensor in sorted(model.state_dict().items()):
        sample = tensor.flatten()[:64].float().cpu().numpy()
        digest.update(f"{name}{tuple(tensor.shape)}".encode() + sample.tobytes())
    return digest.hexdigest()[:12]
