"""The words that the models share: texts to tokens, tokens to the vectors that a model reads.

In: a folder with `tokenizer.json`, `table.npy` (V, dimension) int8, `scales.npy` (V,) float32 and
`card.json`. Out: encodings, and their vectors, cut to a window.
The table stays on disk: only the pages of the rows that are used take memory.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding as Encoding
from tokenizers import Tokenizer

from ingest.embedding.card import verified_card
from ingest.errors import ModelUnavailable

TOKENIZER, TABLE, SCALES = "tokenizer.json", "table.npy", "scales.npy"
FILES = (TOKENIZER, TABLE, SCALES)


@dataclass(frozen=True, slots=True)
class Text:
    """What a model reads of a text: `types`, 1 in the second text of a pair, of shape (1, tokens), and
    `vectors` (1, tokens, dimension)."""

    vectors: NDArray[np.float32]
    types: NDArray[np.int64]


class Words:
    """Tokenizer and token table. Stateless between calls, so models and threads may share it."""

    def __init__(
        self,
        tokenizer: Tokenizer,
        table: NDArray[np.int8],
        scales: NDArray[np.float32],
        fingerprint: str,
    ) -> None:
        self._tokenizer = tokenizer
        self._table = table
        self._scales = scales
        self.fingerprint = fingerprint
        self.dimension = int(table.shape[1])

    @classmethod
    def open(cls, folder: Path) -> "Words":
        """The words of `folder`, loaded once for all models that share them.

        Raise ModelUnavailable when a file is missing or not the card's.
        """
        return _load(folder.resolve())

    @classmethod
    def of_model(cls, folder: Path, card: dict[str, object]) -> "Words":
        """The words that the card of the model in `folder` names, by a path from there.

        Raise ModelUnavailable when they are not those that the model was made with.
        """
        if not {"words", "words_fingerprint"} <= set(card):
            raise ModelUnavailable(f"the card of {folder.name}/ names no words; export it again")
        words = cls.open(folder / str(card["words"]))
        if words.fingerprint != card["words_fingerprint"]:
            raise ModelUnavailable(
                f"the model in {folder.name}/ was made with other words than those in "
                f"{(folder / str(card['words'])).resolve().name}/; restore both from one release"
            )
        return words

    def count(self, texts: Sequence[str]) -> list[int]:
        """The number of tokens of each text, special tokens left out."""
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding) for encoding in encodings]

    def encode_batch(self, texts: Sequence[str]) -> list[Encoding]:
        """The tokens of each text, special tokens around it."""
        return self._tokenizer.encode_batch(list(texts))

    def encode_pairs(self, pairs: Sequence[tuple[str, str]]) -> list[Encoding]:
        """The tokens of two texts one after the other; type ids tell them apart."""
        return self._tokenizer.encode_batch(list(pairs))

    def vectors(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors of token ids of shape (batch, tokens)."""
        return np.multiply(self._table[ids], self._scales[ids][..., np.newaxis], dtype=np.float32)

    def read(self, encoding: Encoding, window: int) -> Text:
        """An encoding cut to the window; its last token stays the separator."""
        ids = np.array([encoding.ids[:window]], np.int64)
        ids[0, -1] = encoding.ids[-1]
        return Text(self.vectors(ids), np.array([encoding.type_ids[:window]], np.int64))


def fingerprint_of(sums: Mapping[str, object]) -> str:
    """What tells words apart from others, from the checksums of their files."""
    return sha256("".join(str(sums[name]) for name in FILES).encode()).hexdigest()[:12]


@lru_cache(maxsize=4)
def _load(folder: Path) -> Words:
    sums = verified_card(folder)["sha256"]
    try:
        fingerprint = fingerprint_of(sums)  # type: ignore[arg-type]
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        table = np.load(folder / TABLE, mmap_mode="r").view(np.ndarray)
        scales = np.load(folder / SCALES)
    except (KeyError, OSError, ValueError) as error:
        raise ModelUnavailable(f"the words in {folder.name}/ cannot be read: {error}") from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Words(tokenizer, table, scales, fingerprint)
