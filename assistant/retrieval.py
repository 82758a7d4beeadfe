"""A question to the passages that may answer it, best first.

Dense and lexical candidates are fused by a weighted sum of normalised scores (Bruch et al., "An
Analysis of Fusion Functions for Hybrid Retrieval", TOIS 2023); near-duplicates collapse into the
best of them. The weight comes from `bench/retrieval.py`.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.lexicon import Lexicon
from assistant.query import Expanded, expand
from assistant.question import Question
from ingest.embedding.protocol import Embedder
from ingest.index.entries import Alternative, Found, QueryWord, Scored
from ingest.index.reader import Index
from ingest.terms.analyzer import words

DENSE_WEIGHT = 0.35
DEPTH = 50
_SAME_TEXT = 0.9
_SURE = 0.5
# Of the earlier turns' vector beside the question's own; set by `bench/conversations.py`.
CONTEXT_WEIGHT = 0.7
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage found for a question; `score` is from 0 to 1."""

    found: Found
    score: float


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Candidates, best first, with the question's vector and words that found them.

    `weights` say how much each question word matters, 0 to 1: it is rare in these documents (inverse
    document frequency over that of an unseen word) and rare in everyday text. So an unseen name
    matters, and an unseen everyday verb does not.
    """

    vector: NDArray[np.float32]
    expanded: Expanded
    weights: NDArray[np.float64]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What a question leaves unsaid: words of earlier turns with how much each matters, 0 to 1, and a
    vector of those turns, of unit length."""

    expanded: Expanded
    weights: tuple[float, ...]
    vector: NDArray[np.float32]


class Retriever:
    """Searches one index. Safe across threads."""

    def __init__(self, index: Index, embedder: Embedder, lexicon: Lexicon) -> None:
        self._index = index
        self._embedder = embedder
        self._lexicon = lexicon

    def retrieve(self, question: Question, k: int, context: Context | None = None) -> Retrieved:
        """The `k` best passages for a question, in the context of earlier turns where there is one."""
        vector = self.embed(question.text)
        expanded = self.expand(question)
        words: Sequence[QueryWord] = (*expanded.words, *expanded.extra)
        if context is not None:
            vector = unit(vector + CONTEXT_WEIGHT * context.vector)
            words = (*words, *map(_scaled, context.expanded.words, context.weights))
            expanded = expanded.with_more(context.expanded)
        depth = max(DEPTH, 2 * k)
        fused = fuse(self._index.dense(vector, depth), self._index.lexical(words, depth))
        candidates = tuple(self._distinct(fused, k))
        return Retrieved(vector, expanded, self.weights(expanded), candidates)

    def expand(self, question: Question) -> Expanded:
        """The question's words with all the ways to say them."""
        return expand(question.text, question.languages, self._lexicon)

    def embed(self, text: str) -> NDArray[np.float32]:
        """The text's vector, of unit length."""
        vector: NDArray[np.float32] = self._embedder.embed([text])[0]
        return vector

    def weights(self, expanded: Expanded) -> NDArray[np.float64]:
        """How much each word matters, as `Retrieved` says."""
        counts, total = self._index.frequencies(_sure(word) for word in expanded.words)
        here = (_idf(count, total) / _idf(0, total) for count in counts)
        weights = [min(pair) for pair in zip(here, expanded.rarity, strict=True)]
        # A year is often told by a heading or the document's date, so that a text without it may be right.
        years = [_YEAR.fullmatch(word) is not None for word in expanded.typed]
        return np.where(years, np.minimum(weights, _YEAR_WEIGHT), weights)

    def _distinct(self, fused: Sequence[Scored], k: int) -> Iterable[Candidate]:
        """The first `k` passages that do not say what a better one says already."""
        found = self._index.found([scored.passage_id for scored in fused[: k + k // 2]])
        kept: list[frozenset[str]] = []
        for scored in fused:
            passage = found.get(scored.passage_id)
            if passage is None or len(kept) == k:
                continue
            said = frozenset(words(passage.passage.text))
            if not any(_overlap(said, other) >= _SAME_TEXT for other in kept):
                kept.append(said)
                yield Candidate(passage, scored.score)


def fuse(
    dense: Sequence[Scored], lexical: Sequence[Scored], weight: float = DENSE_WEIGHT
) -> list[Scored]:
    """Both lists as one, best first: each score over its list's best, dense first shifted to 0.

    `weight` is the share of the dense score.
    """
    total: dict[str, float] = {}
    floor = dense[-1].score if dense else 0.0
    spread = (dense[0].score - floor if dense else 0.0) or 1.0
    for scored in dense:
        share = weight * (scored.score - floor) / spread
        total[scored.passage_id] = share
    best = lexical[0].score if lexical else 1.0
    for scored in lexical:
        share = (1 - weight) * scored.score / best
        total[scored.passage_id] = total.get(scored.passage_id, 0.0) + share
    ranked = sorted(total.items(), key=lambda item: (-item[1], item[0]))
    return [Scored(passage_id, score) for passage_id, score in ranked]


def unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """The vector at length 1; one of no length stays as it is."""
    scaled: NDArray[np.float32] = vector / (float(np.linalg.norm(vector)) or 1.0)
    return scaled.astype(np.float32)


def _scaled(word: QueryWord, weight: float) -> QueryWord:
    return QueryWord(
        tuple(Alternative(way.language, way.term, weight * way.weight) for way in word.alternatives)
    )


def _sure(word: QueryWord) -> list[Alternative]:
    return [way for way in word.alternatives if way.weight >= _SURE]


def _idf(count: int, total: int) -> float:
    """Inverse document frequency as in BM25."""
    return math.log(1 + (total - count + 0.5) / (count + 0.5))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard overlap of two word sets."""
    return len(one & other) / (len(one | other) or 1)
