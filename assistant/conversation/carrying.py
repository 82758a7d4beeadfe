"""What a question leaves unsaid, taken from earlier turns: their rarest words, and their vectors.

In: the words that the question says itself, and texts of earlier turns with weights, nearest first. Out: a
context for retrieval, and the carried words as they were typed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.names import named_words
from assistant.query import Expanded
from assistant.question import Question
from assistant.retrieval import Context, Retriever, unit
from ingest.index.entries import QueryWord
from ingest.terms.analyzer import words

MOST_CARRIED = 4
_MARKS = ".,;:?!¿¡()«»“”\"'"


@dataclass(frozen=True, slots=True)
class Said:
    """A text of an earlier turn, and how much it counts, 0 to 1."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Carried:
    """The context, and its words as people typed them, in the order of the turns."""

    context: Context
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    word: QueryWord
    typed: str
    rarity: float
    weight: float


def carry(own: Expanded, said: Sequence[Said], retriever: Retriever, subject: str = "") -> Carried:
    """Up to `MOST_CARRIED` words that `own` lacks, by how much they matter and their turn counts.

    Of a `subject` that is known to be meant, its words alone: what else was asked of it is not asked again.
    """
    spoken = [Said(subject, 1.0)] if subject else said
    every = [word for one in spoken for word in _rated(one, retriever)]
    nearest = {word.typed: word for word in reversed(every) if word.typed not in own.typed}
    kept = sorted(nearest.values(), key=lambda word: -word.weight)[:MOST_CARRIED]
    expanded = Expanded(
        tuple(word.word for word in kept),
        tuple(word.typed for word in kept),
        tuple(word.rarity for word in kept),
        (),
    )
    vectors = [one.weight * retriever.embed(one.text) for one in said]
    context = Context(expanded, tuple(word.weight for word in kept), unit(np.sum(vectors, axis=0)))
    return Carried(context, _as_typed(expanded.typed, (one.text for one in spoken)))


def _rated(said: Said, retriever: Retriever) -> list[_Word]:
    expanded = retriever.expand(Question.read(said.text))
    weights = retriever.weights(expanded)
    # A name is carried to be found again, whatever common words it is made of.
    named = named_words(said.text)
    return [
        _Word(word, typed, 1.0 if typed in named else rarity, said.weight * float(weight))
        for word, typed, rarity, weight in zip(
            expanded.words, expanded.typed, expanded.rarity, weights, strict=True
        )
    ]


def _as_typed(folded: Sequence[str], texts: Iterable[str]) -> tuple[str, ...]:
    """The words of texts whose folded forms are given, each once."""
    found: dict[str, str] = {}
    for bare in (typed.strip(_MARKS) for text in texts for typed in text.split()):
        if set(words(bare)).intersection(folded):
            found.setdefault(bare.lower(), bare)
    return tuple(found.values())
