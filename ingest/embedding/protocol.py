"""What an embedder is: texts in, vectors of unit length out; passages also give sentence vectors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.documents import Span

Vectors = NDArray[np.float32]
_SEPARATOR = "\n"


@dataclass(frozen=True, slots=True)
class PassageText:
    """A passage to embed: `context` (title and section) is read before `text`.

    `sentences` are character spans in `text`.
    """

    context: str
    text: str
    sentences: tuple[Span, ...]

    @property
    def whole(self) -> str:
        """What a model reads."""
        return self.context + _SEPARATOR + self.text

    @property
    def shift(self) -> int:
        """Where `text` starts in `whole`."""
        return len(self.context) + len(_SEPARATOR)


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """`vector` has shape (dimension,), `sentences` (number of sentences, dimension); unit length."""

    vector: Vectors
    sentences: Vectors


class Embedder(Protocol):
    """Turns texts into vectors. One instance may be used from several threads."""

    @property
    def fingerprint(self) -> str:
        """Identifies model and weights: vectors of different fingerprints must not be mixed."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def window(self) -> int:
        """How many tokens one text may have before it is cut."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The number of tokens of each text, special tokens left out."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimension)."""

    def embed_passages(self, passages: Sequence[PassageText]) -> list[PassageVectors]:
        """Vectors of passages and of their sentences, in the order given."""
