"""Candidate passages to sentences with scores: how directly each answers the question.

In: what retrieval found. Out: every sentence of the candidates with its features, first of all what the
cross-encoder makes of it, and a score linear in them plus its fitness to be quoted; and a calibrated
probability that a sentence answers at all. The weights lie in `models/reader/calibration.json`, made by
`models/recipes/reader_calibrate.py`. What somebody planted is not read.
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.cross_encoder import CrossEncoder, Logits
from assistant.fitness import fitness
from assistant.planted import without_planted
from assistant.question import Question
from assistant.question_kinds import Wants
from assistant.retrieval import Candidate, Retrieved
from ingest.documents import Language, Span
from ingest.embedding.protocol import PassageText
from ingest.errors import ModelUnavailable
from ingest.figures.rows import without_source
from ingest.index.entries import QueryWord
from ingest.passages import context_of
from ingest.terms.analyzer import analyze

# `lacking` is the rarity of the rarest question word that passage, title and section lack.
FEATURES = (
    "sentence",
    "passage",
    "sentence_cosine",
    "passage_cosine",
    "sentence_coverage",
    "passage_coverage",
    "retrieval",
    "kind_of_answer",
    "matched_mass",
    "coverage_before",
    "lacking",
    "first_candidate",
)
CALIBRATION = "calibration.json"
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
# "According to the hub's article of 2025" dates the article, not what it tells.
_ATTRIBUTION = re.compile(r"\b(?:according to|segons|según)\b[^,.;:]*", re.I)
_CAPITALISED = re.compile(r"(?<=[\w,;:)] )[A-ZÀ-Ý]\w+")
# What a sentence must have to tell a way to reach somebody, or a reason.
_SIGNS: dict[Wants, re.Pattern[str]] = {
    "contact": re.compile(r"\S@\S|\+?\d(?:[ .-]?\d){7,}"),
    "reason": re.compile(
        r"\b(because|due to|owing to|so that|in order to|reason|therefore|caused?|to (?:avoid|ensure|help)|"
        r"perquè|a causa|per tal|motiu|raó|degut|porque|debido|para que|motivo|razón|causa)\b",
        re.I,
    ),
}
_NEUTRAL = 0.5
# Matched mass is counted in words of the rarest sort; four of them are plenty.
_PLENTY = 4


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence of a candidate.

    `span` is in the document's text; `coverage` is how well it says each question word, 0 to 1, and
    `in_context` how well title and section do, `in_passage` these and the whole passage.
    """

    candidate: Candidate
    span: Span
    text: str
    coverage: NDArray[np.float64]
    in_context: NDArray[np.float64]
    in_passage: NDArray[np.float64]
    features: NDArray[np.float64]
    score: float


class Reader:
    """Scores sentences with a cross-encoder and fixed weights.

    How likely the best one answers is a logistic function of its score (Platt, 1999).
    """

    def __init__(
        self, encoder: CrossEncoder, weights: NDArray[np.float64], slope: float, bias: float
    ) -> None:
        self._encoder = encoder
        self._weights = weights
        self._slope = slope
        self._bias = bias

    @classmethod
    def open(cls, folder: Path) -> "Reader":
        """Load model and weights of `folder`; raise ModelUnavailable where one is not the card's."""
        encoder = CrossEncoder.open(folder)
        if CALIBRATION not in encoder.files:
            raise ModelUnavailable(
                f"the card of {folder.name}/ names no {CALIBRATION}; calibrate the reader again"
            )
        try:
            stored = json.loads((folder / CALIBRATION).read_text("utf-8"))
            weights = np.array([float(stored["weights"][name]) for name in FEATURES])
            return cls(encoder, weights, float(stored["slope"]), float(stored["bias"]))
        except (KeyError, TypeError, ValueError) as error:
            raise ModelUnavailable(
                f"{folder.name}/{CALIBRATION} is of another version: {error!r}"
            ) from error

    def read(self, question: Question, retrieved: Retrieved) -> list[Read]:
        """The candidates' sentences, best first."""
        rows = read_sentences(question, retrieved, self._encoder)
        scored = [replace(row, score=self._score(question, retrieved, row)) for row in rows]
        return sorted(scored, key=lambda row: -row.score)

    def logits(self, text: str, candidates: Sequence[Candidate]) -> list[Logits]:
        """What the cross-encoder makes of each candidate for a question, or for a statement."""
        return self._encoder.read(text, [told_of(candidate) for candidate in candidates])

    def probability(self, row: Read) -> float:
        """How likely it is that a sentence answers."""
        return 1 / (1 + math.exp(-(self._slope * row.score + self._bias)))

    def _score(self, question: Question, retrieved: Retrieved, row: Read) -> float:
        matching = float(row.features @ self._weights)
        return matching + fitness(question, retrieved.expanded, row.text, row.candidate.found)


def read_sentences(question: Question, retrieved: Retrieved, encoder: CrossEncoder) -> list[Read]:
    """Every sentence of the candidates with its features, not scored yet; planted ones left out."""
    told = [told_of(candidate) for candidate in retrieved.candidates]
    logits = encoder.read(question.text, told)
    found: list[Read] = []
    for rank, (candidate, read) in enumerate(zip(retrieved.candidates, logits, strict=True)):
        found += _read_candidate(question, retrieved, candidate, rank, told[rank], read)
    return found


def told_of(candidate: Candidate) -> PassageText:
    """A passage as it is read: what somebody planted is blank, and offsets are in the passage."""
    passage = candidate.found.passage
    spans = tuple(
        Span(span.start - passage.start, span.end - passage.start) for span in passage.sentences
    )
    context = context_of(candidate.found.document, passage.section)
    return PassageText(context, without_planted(passage.text, spans), spans)


def _read_candidate(
    question: Question,
    retrieved: Retrieved,
    candidate: Candidate,
    rank: int,
    told: PassageText,
    logits: Logits,
) -> list[Read]:
    weights = retrieved.weights
    passage = candidate.found.passage
    texts = [told.text[span.start : span.end] for span in told.sentences]
    words = retrieved.expanded.words
    said = [*map(without_source, texts), _context(candidate)]
    *matched_rows, context = matches(words, said, passage.language)
    matched = np.array(matched_rows)
    vectors = candidate.found.sentence_vectors.astype(np.float32) / 127
    lengths = np.linalg.norm(vectors, axis=1)
    cosines = vectors @ retrieved.vector / np.where(lengths > 0, lengths, 1)
    in_passage = np.maximum(matched.max(axis=0, initial=0.0), context)
    whole = float(weights.sum()) or 1.0
    coverage = (matched @ weights) / whole
    rarity = np.array(retrieved.expanded.rarity)
    lacking = float(((1 - in_passage) * rarity).max(initial=0.0))
    mean = vectors.mean(axis=0)
    passage_cosine = float(mean @ retrieved.vector) / (float(np.linalg.norm(mean)) or 1.0)
    return [
        Read(
            candidate,
            span,
            text,
            matched[row],
            context,
            in_passage,
            np.array(
                [
                    float(logits.sentences[row]),
                    logits.passage,
                    float(cosines[row]),
                    passage_cosine,
                    coverage[row],
                    float(in_passage @ weights) / whole,
                    candidate.score,
                    kind_of_answer(text, question.text, question.wants),
                    float(matched[row] @ weights) / _PLENTY,
                    coverage[row - 1] if row else 0.0,
                    lacking,
                    1 / (1 + rank),
                ]
            ),
            0.0,
        )
        for row, (span, text) in enumerate(zip(passage.sentences, texts, strict=True))
        if not text.isspace()
    ]


def kind_of_answer(sentence: str, question: str, wants: Wants) -> float:
    """Whether a sentence has what the question wants and does not say itself: 1, 0, or unknown."""
    if wants == "other":
        return _NEUTRAL
    if wants in _SIGNS:
        return float(_SIGNS[wants].search(sentence) is not None)
    if wants == "name":
        known = question.lower()
        names = _CAPITALISED.findall(sentence)
        return float(any(name.lower() not in known for name in names))
    known_numbers = set(_DIGITS.findall(question))
    numbers = (
        _YEAR.findall(_ATTRIBUTION.sub("", sentence))
        if wants == "date"
        else _DIGITS.findall(sentence)
    )
    return float(any(number not in known_numbers for number in numbers))


def matches(
    words: Sequence[QueryWord], texts: Sequence[str], language: Language
) -> NDArray[np.float64]:
    """How well each text says each question word, 0 to 1; shape (texts, words)."""
    ways: list[Mapping[str, float]] = [
        {way.term: way.weight for way in word.alternatives if way.language == language}
        for word in words
    ]
    matrix = np.zeros((len(texts), len(words)))
    for row, text in enumerate(texts):
        terms = set(analyze(text, language))
        for column, way in enumerate(ways):
            matrix[row, column] = max((way[term] for term in way.keys() & terms), default=0.0)
    return matrix


def _context(candidate: Candidate) -> str:
    return f"{candidate.found.document.metadata.title} {candidate.found.passage.section}"
