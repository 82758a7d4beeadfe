"""Which documents come close to a question that none answers: those that have what matters in it.

In: what retrieval found. Out: titles, the best first. Some document is always found nearest; one that shares
but a chance word with the question ("capital") would only puzzle.
"""

import numpy as np

from assistant.names import name_spans, named_words
from assistant.question import Question
from assistant.retrieval import Candidate, Retrieved
from ingest.index.entries import QueryWord
from ingest.passages import context_of
from ingest.terms.analyzer import analyze, words

# The share of what matters in a question that a passage has: in one word of it, or in several.
_SHARED, _IN_SEVERAL = 0.5, 0.3
# How surely a word is another's translation.
_SURE = 0.5


def closest(question: Question, retrieved: Retrieved, most: int) -> list[str]:
    """Titles of the documents that come close, each once."""
    titles = dict.fromkeys(
        candidate.found.document.metadata.title
        for candidate in retrieved.candidates
        if _shares(candidate, retrieved, question)
    )
    return list(titles)[:most]


def _shares(candidate: Candidate, retrieved: Retrieved, question: Question) -> bool:
    every = retrieved.expanded.words
    weights = retrieved.weights[: len(every)]
    said = _terms(candidate, question)
    has = np.array([_is_said(word, said) for word in every], dtype=bool)
    least = _IN_SEVERAL if has.sum() > 1 else _SHARED
    return bool(has.any() and weights[has].sum() > least * weights.sum())


def _terms(candidate: Candidate, question: Question) -> frozenset[str]:
    """The terms of a passage, without names that a word of the question, no name there, is but a part of."""
    asked, named = set(words(question.text)), named_words(question.text)
    passage = candidate.found.passage
    text = f"{context_of(candidate.found.document, passage.section)}\n{passage.text}"
    for span in reversed(name_spans(text)):
        name = set(words(text[span.start : span.end]))
        if not (name <= asked or name & named):
            text = f"{text[: span.start]} {text[span.end :]}"
    return frozenset(analyze(text, passage.language))


def _is_said(word: QueryWord, said: frozenset[str]) -> bool:
    return any(way.term in said for way in word.alternatives if way.weight >= _SURE)
