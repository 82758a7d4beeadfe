"""Each step to an answer against what was expected: the embedder alone, fused, fused and read.

In: questions that have an answer, and the passages that each step puts first for them. Out: for each
language, how often the first passage holds an expected text, and how often one of the first ten does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assistant.assistant import Assistant
from assistant.evaluation import LANGUAGES, Expected, Share, folded
from assistant.reading import Read
from assistant.weighing import CANDIDATES
from ingest.documents import Language
from ingest.index.entries import Found
from ingest.index.reader import Index

Step = Literal["dense", "fused", "read"]
STEPS: tuple[Step, ...] = ("dense", "fused", "read")
DEPTH = CANDIDATES


@dataclass(frozen=True, slots=True)
class Steps:
    """What each step makes of a question, best first: passages, and the last one sentences too.

    `vector` is the question's; a passage that was read ranks where its best sentence does.
    """

    vector: NDArray[np.float32]
    passages: Mapping[Step, tuple[Found, ...]]
    sentences: tuple[Read, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the first passage with an expected text stands after each step: 0 is the first, None
    that there is none among the first ten."""

    language: Language
    ranks: Mapping[Step, int | None]


@dataclass(frozen=True, slots=True)
class StepMeasure:
    """How often an expected text is in the first passage, and in one of the first ten."""

    first: Share
    in_ten: Share


def steps(question: str, assistant: Assistant, index: Index) -> Steps:
    """Find and read passages for a question; raise BadQuestion where it cannot be read."""
    retrieved, sentences = assistant.read(question)
    nearest = index.dense(retrieved.vector, DEPTH)
    read = {one.candidate.found.passage.id: one.candidate.found for one in sentences}
    return Steps(
        retrieved.vector,
        {
            "dense": tuple(index.found(scored.passage_id for scored in nearest).values()),
            "fused": tuple(candidate.found for candidate in retrieved.candidates[:DEPTH]),
            "read": tuple(read.values())[:DEPTH],
        },
        tuple(sentences),
    )


def place(expected: Expected, found: Steps) -> Placed:
    """Look for any of the expected texts in the passages of each step."""
    texts = [folded(text) for alternatives in expected.quotes for text in alternatives]
    ranks = {step: _rank(texts, passages) for step, passages in found.passages.items()}
    return Placed(expected.language, ranks)


def measure_steps(placed: Sequence[Placed]) -> dict[Language, dict[Step, StepMeasure]]:
    """Measures of each language and step."""
    return {
        language: {
            step: _measure([one.ranks[step] for one in placed if one.language == language])
            for step in STEPS
        }
        for language in LANGUAGES
    }


def _rank(texts: Sequence[str], passages: Sequence[Found]) -> int | None:
    said = [folded(found.passage.text) for found in passages]
    return next((n for n, told in enumerate(said) if any(text in told for text in texts)), None)


def _measure(ranks: Sequence[int | None]) -> StepMeasure:
    found = [rank for rank in ranks if rank is not None]
    return StepMeasure(Share(found.count(0), len(ranks)), Share(len(found), len(ranks)))
