"""A written sentence and the passages that it cites to the sentence of theirs that bears it out.

In: a sentence in any of the three languages, passages. Out: the best bearing sentence, where nothing
speaks against it. How well one bears it out is the cosine of their vectors, the share of the words that
it says too (translated where need be), and what the reader makes of the pair; `bench/support.py` measures it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.generation.consistency import denies, invented, lacking_names
from assistant.names import named_words
from assistant.query import Expanded
from assistant.question import Question
from assistant.reading import Reader, matches
from assistant.retrieval import Candidate, Retriever
from ingest.documents import Language, Span
from ingest.passages import context_of

# Of sentences that are borne out 92 to 98% pass, of others 2 to 4% (`bench/support.py`).
ENOUGH = 1.0
_READER_WEIGHT = 0.03


@dataclass(frozen=True, slots=True)
class Bearing:
    """The sentence of a passage that bears a statement out, and how well."""

    candidate: Candidate
    span: Span
    score: float

    @property
    def text(self) -> str:
        """The sentence as it stands in its document."""
        passage = self.candidate.found.passage
        return passage.text[self.span.start - passage.start : self.span.end - passage.start]


class Support:
    """Checks statements against passages. Safe across threads."""

    def __init__(self, retriever: Retriever, reader: Reader) -> None:
        self._retriever = retriever
        self._reader = reader

    def of(self, statement: str, language: Language, cited: Sequence[Candidate]) -> Bearing | None:
        """What bears a statement out; None where nothing does, or something speaks against it."""
        if not cited:
            return None
        told = "\n".join(map(_all_of, cited))
        expanded = self._retriever.expand(Question.read(statement, language))
        if invented(statement, told) or lacking_names(
            statement, told, _translated(statement, expanded, cited)
        ):
            return None
        best = max(self.bearings(statement, expanded, cited), key=lambda one: one.score)
        if best.score < ENOUGH or denies(statement) != denies(best.text):
            return None
        return best

    def nearest(self, statement: str, language: Language, cited: Sequence[Candidate]) -> Bearing:
        """The sentence that comes nearest to a statement which none bears out."""
        expanded = self._retriever.expand(Question.read(statement, language))
        return max(self.bearings(statement, expanded, cited), key=lambda one: one.score)

    def bearings(
        self, statement: str, expanded: Expanded, cited: Sequence[Candidate]
    ) -> list[Bearing]:
        """Every sentence of the passages with how well it bears a statement out."""
        vector = self._retriever.embed(statement)
        logits = self._reader.logits(statement, cited)
        found: list[Bearing] = []
        for candidate, read in zip(cited, logits, strict=True):
            said = _coverage(expanded, candidate)
            near = _cosines(vector, candidate)
            scores = near + said + _READER_WEIGHT * read.sentences
            spans = candidate.found.passage.sentences
            found += [
                Bearing(candidate, span, float(score))
                for span, score in zip(spans, scores, strict=True)
            ]
        return found


def _all_of(candidate: Candidate) -> str:
    found = candidate.found
    context = context_of(found.document, found.passage.section)
    return f"{context}\n{found.document.metadata.date or ''}\n{found.passage.text}"


def _translated(statement: str, expanded: Expanded, cited: Sequence[Candidate]) -> set[str]:
    """Words of the statement's names that passages say in another language."""
    said = np.zeros(len(expanded.words))
    for candidate in cited:
        language = candidate.found.passage.language
        said += matches(expanded.words, [_all_of(candidate)], language)[0]
    named = named_words(statement)
    return {word for word, much in zip(expanded.typed, said, strict=True) if much and word in named}


def _coverage(expanded: Expanded, candidate: Candidate) -> np.ndarray:
    """The share of the statement's words, weighed by rarity, that each sentence says."""
    passage = candidate.found.passage
    texts = [
        passage.text[span.start - passage.start : span.end - passage.start]
        for span in passage.sentences
    ]
    rarity = np.array(expanded.rarity)
    said = matches(expanded.words, texts, passage.language) > 0
    share: np.ndarray = said @ rarity / (float(rarity.sum()) or 1.0)
    return share


def _cosines(vector: np.ndarray, candidate: Candidate) -> np.ndarray:
    vectors = candidate.found.sentence_vectors.astype(np.float32)
    lengths = np.linalg.norm(vectors, axis=1)
    cosines: np.ndarray = vectors @ vector / np.where(lengths > 0, lengths, 1)
    return cosines
