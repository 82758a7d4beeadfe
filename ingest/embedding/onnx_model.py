"""An ONNX model in a folder with its card and its words, run over many texts on all processors.

In: encodings. Out: what the caller takes of each one's outputs. PyTorch is not imported.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions

from ingest.embedding.card import verified_card
from ingest.embedding.words import Encoding, Words

BATCH = 16
LIKE_LENGTH = 16
THREADS = os.cpu_count() or 1

T = TypeVar("T")
Outputs = tuple[NDArray[np.float32], ...]


class OnnxModel:
    """A session and the words that it reads. Stateless between calls, so several threads may share it."""

    def __init__(self, session: InferenceSession, words: Words, card: dict[str, object]) -> None:
        self._session = session
        self._inputs = frozenset(value.name for value in session.get_inputs())
        self.words = words
        self.card = card
        self.window = int(str(card["window"]))

    @classmethod
    def open(cls, folder: Path) -> "OnnxModel":
        """Load the model of `folder`; raise ModelUnavailable when a file is not the card's."""
        card = verified_card(folder)
        words = Words.of_model(folder, card)
        options = SessionOptions()
        options.intra_op_num_threads = 1
        path = str(folder / str(card["model"]))
        session = InferenceSession(path, options, providers=["CPUExecutionProvider"])
        return cls(session, words, card)

    def run(
        self, encodings: Sequence[Encoding], names: Sequence[str], take: Callable[[int, Outputs], T]
    ) -> list[T]:
        """What `take` makes of each encoding's number and its outputs called `names`, in the order given.

        Outputs with a row a token have padding too; they are let go once taken, since they are large.
        """
        found: dict[int, T] = {}

        def one(rows: Sequence[int]) -> None:
            outputs = self._session.run(names, self._feed([encodings[row] for row in rows]))
            for place, row in enumerate(rows):
                found[row] = take(row, tuple(output[place] for output in outputs))

        waiting = list(_batches([len(encoding) for encoding in encodings]))
        if len(waiting) == 1:
            one(waiting[0])
        elif waiting:
            # Batches side by side, a thread each: twice as fast as all threads on one batch.
            with ThreadPoolExecutor(min(THREADS, len(waiting))) as pool:
                list(pool.map(one, waiting))
        return [found[row] for row in range(len(encodings))]

    def _feed(self, encodings: Sequence[Encoding]) -> dict[str, NDArray[np.generic]]:
        batch = self.words.batch(encodings, self.window)
        feed: dict[str, NDArray[np.generic]] = {
            "word_vectors": batch.vectors,
            "attention_mask": batch.mask,
            "token_type_ids": batch.types,
        }
        return {name: value for name, value in feed.items() if name in self._inputs}


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows of like length together, enough batches for every thread.

    Little padding is computed, and results hardly move with their neighbours: int8 activations are
    scaled by the whole batch.
    """
    size = max(1, min(BATCH, -(-len(lengths) // THREADS)))
    order = sorted(range(len(lengths)), key=lambda row: lengths[row])
    batch: list[int] = []
    for row in order:
        if batch and (len(batch) == size or lengths[row] - lengths[batch[0]] >= LIKE_LENGTH):
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
