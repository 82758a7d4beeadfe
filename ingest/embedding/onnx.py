"""The default embedder: a folder with `model-int8.onnx`, `tokenizer.json` and `card.json`.

In: texts. Out: unit vectors, mean-pooled inside the model; sentence vectors are means over the
sentence's tokens in the same pass (late chunking, Günther et al., 2024). PyTorch is not imported.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Encoding, Tokenizer

from ingest.documents import Span
from ingest.embedding.protocol import PassageText, PassageVectors, Vectors
from ingest.errors import ModelUnavailable

BATCH = 16
LIKE_LENGTH = 16
SEPARATOR = "\n"
THREADS = os.cpu_count() or 1

_Batch = tuple[list[int], list[Encoding]]
_Run = Callable[[list[int], list[Encoding]], None]


class OnnxEmbedder:
    """Embeds with ONNX Runtime. Stateless between calls, so several threads may share it."""

    def __init__(
        self, session: InferenceSession, tokenizer: Tokenizer, fingerprint: str, window: int
    ) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self.fingerprint = fingerprint
        self.window = window
        self.dimension = int(session.get_outputs()[0].shape[1])

    @classmethod
    def open(cls, folder: Path) -> "OnnxEmbedder":
        """Load the model of `folder`; raise ModelUnavailable when a file is not the card's."""
        card = verified_card(folder)
        options = SessionOptions()
        options.intra_op_num_threads = 1
        session = InferenceSession(
            str(folder / str(card["model"])), options, providers=["CPUExecutionProvider"]
        )
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(session, tokenizer, str(card["fingerprint"]), int(str(card["window"])))

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The number of tokens of each text, special tokens left out."""
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding) for encoding in encodings]

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (len(texts), dimension)."""
        vectors = np.empty((len(texts), self.dimension), np.float32)

        def run(rows: list[int], encodings: list[Encoding]) -> None:
            (vectors[rows],) = self._session.run(["embedding"], _feed(encodings, self.window))

        self._in_parallel(run, self._batches(texts))
        return vectors

    def embed_passages(self, passages: Sequence[PassageText]) -> list[PassageVectors]:
        """Vectors of passages and of their sentences, in the order given."""
        found: dict[int, PassageVectors] = {}

        def run(rows: list[int], encodings: list[Encoding]) -> None:
            outputs = self._session.run(["embedding", "tokens"], _feed(encodings, self.window))
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
        encodings = self._tokenizer.encode_batch(list(texts))
        order = sorted(range(len(texts)), key=lambda row: len(encodings[row]))
        for _, group in groupby(order, key=lambda row: len(encodings[row]) // LIKE_LENGTH):
            rows = list(group)
            for start in range(0, len(rows), BATCH):
                batch = rows[start : start + BATCH]
                yield batch, [encodings[row] for row in batch]


def verified_card(folder: Path) -> dict[str, object]:
    """The card of a model folder, once every file it lists has the checksum it gives."""
    try:
        card: dict[str, object] = json.loads((folder / "card.json").read_text("utf-8"))
        sums = dict(card["sha256"])  # type: ignore[call-overload]
        wrong = [name for name, sum_ in sums.items() if _sha256(folder / name) != sum_]
    except (OSError, ValueError, KeyError) as error:
        raise ModelUnavailable(f"the model in {folder.name}/ cannot be read: {error}") from error
    if wrong:
        raise ModelUnavailable(
            f"{folder.name}/{wrong[0]} is not the file its card names; restore it from the release"
        )
    return card


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _feed(encodings: Sequence[Encoding], window: int) -> dict[str, NDArray[np.int64]]:
    """Model inputs, cut to the window (the last token stays the separator) and padded."""
    width = min(max(len(encoding) for encoding in encodings), window)
    ids = np.zeros((len(encodings), width), np.int64)
    mask = np.zeros_like(ids)
    for row, encoding in enumerate(encodings):
        length = min(len(encoding), width)
        ids[row, :length] = encoding.ids[:length]
        ids[row, length - 1] = encoding.ids[-1]
        mask[row, :length] = 1
    return {"input_ids": ids, "attention_mask": mask}


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
