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

# In tokens: more would leave no room for the passage. Of a longer question the end is read: what
# somebody wants comes after what they tell of themselves.
LONGEST_QUESTION = 64
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

    @property
    def files(self) -> frozenset[str]:
        """The files that its card vouches for."""
        return frozenset(dict(self._model.card["sha256"]))  # type: ignore[call-overload]

    def read(self, question: str, passages: Sequence[PassageText]) -> list[Logits]:
        """Logits of each passage, in the order given."""
        asked = self._end_of(question)
        encodings = self._model.words.encode_pairs([(asked, one.whole) for one in passages])

        def take(row: int, outputs: tuple[NDArray[np.float32], ...]) -> Logits:
            passage, tokens = outputs
            return Logits(float(passage), _of_sentences(tokens, encodings[row], passages[row]))

        return self._model.run(encodings, ["passage", "tokens"], take)

    def _end_of(self, question: str) -> str:
        (encoding,) = self._model.words.encode_batch([question])
        starts = [start for start, end in encoding.offsets if end > start]
        return question[starts[-LONGEST_QUESTION] :] if len(starts) > LONGEST_QUESTION else question


def _of_sentences(
    tokens: NDArray[np.float32], encoding: "Encoding", passage: PassageText
) -> NDArray[np.float64]:
    # The last token read is the separator, which says nothing of the text that it has cut.
    read = len(tokens) - 1
    starts, ends = np.array(encoding.offsets[:read]).T - passage.shift
    told = (np.array(encoding.type_ids[:read]) == _PASSAGE) & (ends > starts)
    found = np.full(len(passage.sentences), UNREAD)
    for row, span in enumerate(passage.sentences):
        inside = told & (starts >= span.start) & (ends <= span.end)
        if inside.any():
            answer, speaks = tokens[:read][inside].astype(np.float64).T
            found[row] = np.logaddexp.reduce(answer) + speaks.mean()
    return found
