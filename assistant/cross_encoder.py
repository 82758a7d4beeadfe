"""A question and passages to logits: does the passage answer, and which of its sentences?

In: the question, and passages with their context and sentences. Out: for each a logit of the passage and
one of each sentence, from one pass of a cross-encoder (after Provence, Chirkova et al., ICLR 2025). A
sentence's logit is the logarithm of its tokens' summed exponentials plus their mean relevance, as in
training (`models/recipes/reader_model.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ingest.embedding.protocol import PassageText

if TYPE_CHECKING:  # ONNX Runtime is slow to load, and not every command reads
    from ingest.embedding.onnx_model import OnnxModel
    from ingest.embedding.words import Encoding

SEPARATOR = "\n"
# In words: more would leave no room for the passage.
LONGEST_QUESTION = 80
# The logit of a sentence that lies past the window.
UNREAD = -12.0
_PASSAGE = 1


@dataclass(frozen=True, slots=True)
class Logits:
    """Of a passage, and of its sentences, shape (sentences,)."""

    passage: float
    sentences: NDArray[np.float64]


class CrossEncoder:
    """Reads passages for a question. Stateless between calls, so several threads may share it."""

    def __init__(self, model: "OnnxModel") -> None:
        self._model = model

    @classmethod
    def open(cls, folder: Path) -> "CrossEncoder":
        """Load the model of `folder`; raise ModelUnavailable when a file is not the card's."""
        from ingest.embedding.onnx_model import OnnxModel

        return cls(OnnxModel.open(folder))

    def read(self, question: str, passages: Sequence[PassageText]) -> list[Logits]:
        """Logits of each passage, in the order given."""
        asked = " ".join(question.split()[:LONGEST_QUESTION])
        pairs = [(asked, passage.context + SEPARATOR + passage.text) for passage in passages]
        encodings = self._model.words.encode_pairs(pairs)

        def take(row: int, outputs: tuple[NDArray[np.float32], ...]) -> Logits:
            passage, tokens = outputs
            return Logits(float(passage), _of_sentences(tokens, encodings[row], passages[row]))

        return self._model.run(encodings, ["passage", "tokens"], take)


def _of_sentences(
    tokens: NDArray[np.float32], encoding: "Encoding", passage: PassageText
) -> NDArray[np.float64]:
    shift = len(passage.context) + len(SEPARATOR)
    read = min(len(encoding), len(tokens))
    starts, ends = np.array(encoding.offsets[:read]).T - shift
    told = (np.array(encoding.type_ids[:read]) == _PASSAGE) & (ends > starts)
    found = np.full(len(passage.sentences), UNREAD)
    for row, span in enumerate(passage.sentences):
        inside = told & (starts >= span.start) & (ends <= span.end)
        if inside.any():
            answer, speaks = tokens[:read][inside].astype(np.float64).T
            found[row] = np.logaddexp.reduce(answer) + speaks.mean()
    return found
