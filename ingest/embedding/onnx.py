"""The default embedder: a folder with an ONNX model and a `card.json` that names it and its words.

In: texts. Out: unit vectors, mean-pooled inside the model; sentence vectors are means over the
sentence's tokens in the same pass (late chunking, Günther et al., 2024). PyTorch is not imported.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Encoding

from ingest.documents import Span
from ingest.embedding.card import verified_card
from ingest.embedding.protocol import PassageText, PassageVectors, Vectors
from ingest.embedding.words import Words

BATCH = 16
LIKE_LENGTH = 16
SEPARATOR = "\n"
THREADS = os.cpu_count() or 1

_Batch = tuple[list[int], list[Encoding]]
_Run = Callable[[list[int], list[Encoding]], None]


class OnnxEmbedder:
    """Embeds with ONNX Runtime. Stateless between calls, so several threads may share it."""

    def __init__(
        self, session: InferenceSession, words: Words, fingerprint: str, window: int
    ) -> None:
        self._session = session
        self._words = words
        self.fingerprint = f"{fingerprint} {words.fingerprint}"
        self.window = window
        self.dimension = int(session.get_outputs()[0].shape[1])

    @classmethod
    def open(cls, folder: Path) -> "OnnxEmbedder":
        """Load the model of `folder`; raise ModelUnavailable when a file is not the card's."""
        card = verified_card(folder)
        words = Words.of_model(folder, card)
        options = SessionOptions()
        options.intra_op_num_threads = 1
        session = InferenceSession(
            str(folder / str(card["model"])), options, providers=["CPUExecutionProvider"]
        )
        return cls(session, words, str(card["fingerprint"]), int(str(card["window"])))

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The number of tokens of each text, special tokens left out."""
        return self._words.count(texts)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (len(texts), dimension)."""
        vectors = np.empty((len(texts), self.dimension), np.float32)

        def run(rows: list[int], encodings: list[Encoding]) -> None:
            (vectors[rows],) = self._session.run(["embedding"], self._feed(encodings))

        self._in_parallel(run, self._batches(texts))
        return vectors

    def embed_passages(self, passages: Sequence[PassageText]) -> list[PassageVectors]:
        """Vectors of passages and of their sentences, in the order given."""
        found: dict[int, PassageVectors] = {}

        def run(rows: list[int], encodings: list[Encoding]) -> None:
            outputs = self._session.run(["embedding", "tokens"], self._feed(encodings))
            for row, encoding, vector, states in zip(rows, encodings, *outputs, strict=True):
                shift = len(passages[row].context) + len(SEPARATOR)
                pooled = _pool(states, encoding, passages[row].sentences, shift, vector)
                found[row] = PassageVectors(vector, pooled)

        self._in_parallel(run, self._batches([p.context + SEPARATOR + p.text for p in passages]))
        return [found[row] for row in range(len(passages))]

    def _in_parallel(self, run: _Run, batches: Iterable[_Batch]) -> None:
        """Batches side by side, a thread each: twice as fast as all threads on one batch."""
        waiting = list(batches)
        if len(waiting) == 1:
            run(*waiting[0])
        elif waiting:
            with ThreadPoolExecutor(min(THREADS, len(waiting))) as pool:
                list(pool.map(lambda batch: run(*batch), waiting))

    def _batches(self, texts: Sequence[str]) -> Iterator[_Batch]:
        """Rows and encodings of like length together.

        Little padding is computed, and vectors hardly move with their neighbours: int8 activations
        are scaled by the whole batch.
        """
        encodings = self._words.encode_batch(texts)
        order = sorted(range(len(texts)), key=lambda row: len(encodings[row]))
        for _, group in groupby(order, key=lambda row: len(encodings[row]) // LIKE_LENGTH):
            rows = list(group)
            for start in range(0, len(rows), BATCH):
                batch = rows[start : start + BATCH]
                yield batch, [encodings[row] for row in batch]

    def _feed(self, encodings: Sequence[Encoding]) -> dict[str, NDArray[np.generic]]:
        batch = self._words.batch(encodings, self.window)
        return {"word_vectors": batch.vectors, "attention_mask": batch.mask}


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
