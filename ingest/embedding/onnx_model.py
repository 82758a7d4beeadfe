"""An ONNX model in a folder with its card and its words, run over texts on all processors.

In: encodings. Out: what the caller takes of each one's outputs. PyTorch is not imported.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Encoding

from ingest.embedding.card import verified_card
from ingest.embedding.words import Words
from ingest.errors import ModelUnavailable

T = TypeVar("T")
Outputs = tuple[NDArray[np.float32], ...]


class OnnxModel:
    """A session and the words that it reads. Stateless between calls, so several threads may share it.

    Each text is run alone, so that what comes of it never depends on its neighbours or the number of
    processors: int8 activations are scaled by all that is run together.
    """

    def __init__(self, session: InferenceSession, words: Words, card: dict[str, object]) -> None:
        self._session = session
        self._inputs = frozenset(value.name for value in session.get_inputs())
        self.words = words
        self.card = card
        self.window = int(str(card["window"]))

    @classmethod
    def open(cls, folder: Path) -> "OnnxModel":
        """Load the model of `folder`; raise ModelUnavailable when a file is missing or not the card's."""
        card = verified_card(folder)
        words = Words.of_model(folder, card)
        options = SessionOptions()
        options.intra_op_num_threads = 1
        try:
            path = str(folder / str(card["model"]))
            session = InferenceSession(path, options, providers=["CPUExecutionProvider"])
            return cls(session, words, card)
        except Exception as error:  # ONNX Runtime's own errors share no other class
            raise ModelUnavailable(
                f"the model in {folder.name}/ cannot be loaded: {error}"
            ) from error

    def run(
        self, encodings: Sequence[Encoding], names: Sequence[str], take: Callable[[int, Outputs], T]
    ) -> list[T]:
        """What `take` makes of each encoding's number and its outputs called `names`, in the order given.

        Outputs with a row a token are let go once taken, since they are large.
        """

        def one(row: int) -> T:
            outputs = self._session.run(names, self._feed(encodings[row]))
            return take(row, tuple(output[0] for output in outputs))

        rows = range(len(encodings))
        if len(encodings) == 1:
            return [one(0)]
        # Texts side by side, a thread each: twice as fast as all threads on one text.
        return list(_threads().map(one, rows))

    def _feed(self, encoding: Encoding) -> dict[str, NDArray[np.generic]]:
        text = self.words.read(encoding, self.window)
        feed: dict[str, NDArray[np.generic]] = {
            "word_vectors": text.vectors,
            "attention_mask": np.ones_like(text.types),
            "token_type_ids": text.types,
        }
        return {name: value for name, value in feed.items() if name in self._inputs}


@cache
def _threads() -> ThreadPoolExecutor:
    """One pool for all models and callers, a thread for each processor that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS
        return ThreadPoolExecutor(len(os.sched_getaffinity(0)), "model")
    return ThreadPoolExecutor(os.cpu_count(), "model")
