"""Fits the reader's weights on question-answering data: `models/reading/weights.json`.

In: a folder with qa.squad2.en, qa.squad2.es and qa.viquiquad.ca (JSON lines, xz: title, context, qas).
Out: weights that rank the sentence with the answer first (softmax over all sentences of a question's
candidates), and a logistic calibration of the best one against questions whose paragraph was taken
away, questions from other sets, and the development questions over the shipped corpus, whose
documents are of one field and so much alike. Half of the articles fit, the others are measured.
Run: python -m models.recipes.fit_reading DATA models/reading/weights.json
"""

import hashlib
import json
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp
from sklearn.metrics import roc_auc_score

import models
from api.composition import recipe
from assistant.assistant import CANDIDATES
from assistant.evidence import THRESHOLD
from assistant.lexicon import Lexicon
from assistant.question import Question
from assistant.reading import CALIBRATED, FEATURES, Read, calibrated, read_sentences
from assistant.retrieval import Candidate, Retrieved, Retriever
from ingest.documents import Language
from ingest.embedding import open_embedder
from ingest.embedding.protocol import Embedder
from ingest.index.entries import Location
from ingest.index.reader import Index
from ingest.index.writer import IndexWriter
from ingest.pipeline import ingest
from ingest.sandbox import Sandbox
from models.recipes.reading_data import FILES, Asked, Paragraphs, load

PAIRS: tuple[tuple[Language, Language], ...] = (
    ("en", "en"),
    ("es", "es"),
    ("ca", "ca"),
    ("es", "en"),
    ("en", "es"),
)
# SQuAD is one text in two languages, so its questions are no strangers to either.
STRANGERS_FOR: dict[Language, tuple[Language, ...]] = {
    "en": ("ca",),
    "es": ("ca",),
    "ca": ("en", "es"),
}
QUESTIONS = 1_000
HUB_SHARE = 0.5
ROOT = models.HERE.parent
STRANGERS = 300


@dataclass(frozen=True, slots=True)
class Example:
    """Sentences read for a question; `right` marks those with the answer (none: should abstain)."""

    kind: str
    title: str
    features: NDArray[np.float64]
    right: NDArray[np.bool_]


def index_of(folder: Path, paragraphs: Sequence[str], embedder: Embedder) -> Index:
    """A real index of the paragraphs, in a folder of its own."""
    files = folder / "files"
    files.mkdir(parents=True)
    for number, paragraph in enumerate(paragraphs):
        (files / f"{number}.txt").write_text(paragraph, "utf-8")
    location = Location(folder / "data")
    with IndexWriter.open(location, recipe(embedder)) as writer:
        ingest([files], writer, embedder, Paragraphs())
    return Index.open(location)


def examples(
    retriever: Retriever, asked: Sequence[Asked], strangers: Sequence[Asked]
) -> Iterator[Example]:
    """Each question with its paragraph in reach and (every second one) taken away; and strangers."""
    for number, one in enumerate(asked):
        question = Question.read(one.text, one.language)
        retrieved = retriever.retrieve(question, CANDIDATES + 4)
        yield _example("asked" if one.starts else "adversarial", question, retrieved, one)
        if one.starts and number % 2:
            rest = [c for c in retrieved.candidates if _paragraph(c) != one.paragraph]
            without = replace(retrieved, candidates=_rescaled(rest, retrieved))
            yield _example("taken away", question, without, replace(one, starts=()))
    for one in strangers:
        question = Question.read(one.text, one.language)
        retrieved = retriever.retrieve(question, CANDIDATES)
        yield _example("stranger", question, retrieved, replace(one, starts=()))


def _rescaled(rest: Sequence[Candidate], before: Retrieved) -> tuple[Candidate, ...]:
    """Scores as if what was taken away had never been there: they are relative to the best."""
    if not rest:
        return ()
    factor = before.candidates[0].score / rest[0].score
    return tuple(replace(candidate, score=candidate.score * factor) for candidate in rest)


def _example(kind: str, question: Question, retrieved: Retrieved, one: Asked) -> Example:
    cut = replace(retrieved, candidates=retrieved.candidates[:CANDIDATES])
    reads = read_sentences(question, cut)
    right = [_is_right(read, one) for read in reads]
    features = np.array([read.features for read in reads]).reshape(-1, len(FEATURES))
    return Example(kind, one.title, features, np.array(right, bool))


def _is_right(read: Read, one: Asked) -> bool:
    if _paragraph(read.candidate) != one.paragraph:
        return False
    return any(read.span.start <= start < read.span.end for start in one.starts)


def _paragraph(candidate: Candidate) -> str:
    return Path(candidate.found.document.path).stem


def hub_examples(scratch: Path, embedder: Embedder, lexicon: Lexicon) -> list[Example]:
    """The development questions over the shipped corpus; `right` is whether it answers at all."""
    location = Location(scratch / "hub")
    with IndexWriter.open(location, recipe(embedder)) as writer, Sandbox() as sandbox:
        ingest([ROOT / "corpus"], writer, embedder, sandbox)
    index = Index.open(location)
    retriever = Retriever(index, embedder, lexicon)
    found = []
    files = [ROOT / f"tests/questions/{name}.jsonl" for name in ("development", "harder")]
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    for asked in map(json.loads, lines):
        question = Question.read(asked["question"])
        reads = read_sentences(question, retriever.retrieve(question, CANDIDATES))
        if reads:
            answered = np.full(len(reads), asked["expect"] != "abstain")
            found.append(Example("hub", "", np.array([r.features for r in reads]), answered))
    index.close()
    return found


def fit_ranking(chosen: Sequence[Example]) -> NDArray[np.float64]:
    """Weights that minimise the softmax loss of the right sentences."""
    usable = [e for e in chosen if e.right.any()]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, gradient = 1e-3 * float(weights @ weights), 2e-3 * weights
        for example in usable:
            scores = example.features @ weights
            right = scores[example.right]
            total += float(logsumexp(scores) - logsumexp(right)) / len(usable)
            share = np.exp(scores - logsumexp(scores))
            share[example.right] -= np.exp(right - logsumexp(right))
            gradient = gradient + share @ example.features / len(usable)
        return total, gradient

    return np.asarray(minimize(loss, np.zeros(len(FEATURES)), jac=True, method="L-BFGS-B").x)


def best_rows(chosen: Sequence[Example], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The calibrated features of each example's best sentence."""
    return np.array([_best(example, weights)[0] for example in chosen])


def _best(example: Example, weights: NDArray[np.float64]) -> tuple[NDArray[np.float64], bool]:
    best = int(np.argmax(example.features @ weights))
    return calibrated(example.features[best]), bool(example.right[best])


def fit_calibration(
    chosen: Sequence[Example], hub: Sequence[Example], weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float]:
    """Logistic weights and bias of the probability that the best sentence is a right one.

    All hub examples together weigh HUB_SHARE of the others. Signs are held to what a feature means
    (only `lacking` may count against), so that the weights carry over to other documents.
    """
    examples = [*chosen, *hub]
    rows = best_rows(examples, weights)
    hits = np.array([1.0 if _best(example, weights)[1] else -1.0 for example in examples])
    each = HUB_SHARE * len(chosen) / len(hub)
    shares = np.r_[np.ones(len(chosen)), np.full(len(hub), each)]

    def loss(parameters: NDArray[np.float64]) -> float:
        margins = hits * (rows @ parameters[:-1] + parameters[-1])
        return float(shares @ np.logaddexp(0, -margins) / shares.sum())

    bounds = [(None, 0) if name == "lacking" else (0, None) for name in CALIBRATED]
    found = minimize(loss, np.zeros(len(bounds) + 1), bounds=[*bounds, (None, None)]).x
    return np.asarray(found[:-1]), float(found[-1])


def measure(
    name: str,
    held: Sequence[Example],
    weights: NDArray[np.float64],
    raw: NDArray[np.float64],
    bias: float,
) -> None:
    """Print how often the right sentence comes first, and how well abstention tells apart."""
    of = {
        kind: [e for e in held if e.kind == kind]
        for kind in ("asked", "taken away", "stranger", "adversarial")
    }
    sure = {
        kind: 1 / (1 + np.exp(-(best_rows(rows, weights) @ raw + bias)))
        for kind, rows in of.items()
        if rows
    }
    first = np.mean([_best(example, weights)[1] for example in of["asked"]])
    parts = [f"{name}: {len(of['asked'])} questions, right sentence first {first:.3f}"]
    for kind in ("taken away", "stranger", "adversarial"):
        if kind in sure:
            labels = [1] * len(sure["asked"]) + [0] * len(sure[kind])
            auroc = roc_auc_score(labels, np.r_[sure["asked"], sure[kind]])
            refused = np.mean(sure[kind] < THRESHOLD)
            parts.append(f"{kind}: AUROC {auroc:.3f}, abstained {refused:.2f}")
    print("; ".join(parts), f"; answered {np.mean(sure['asked'] >= THRESHOLD):.2f}", flush=True)


def is_for_fitting(example: Example) -> bool:
    """Whole articles go to one side or the other."""
    return hashlib.sha256(example.title.encode()).digest()[0] % 2 == 0


def gather(folder: Path) -> tuple[dict[str, list[Example]], list[Example]]:
    """Examples of every pair of languages, and of the hub, read through real indexes."""
    embedder = open_embedder("", models.EMBEDDER)
    lexicon = Lexicon.open(models.LEXICON)
    sets = {language: load(folder, language) for language in FILES}
    draw = random.Random(0)  # noqa: S311 - a fixed sample, not a secret
    found: dict[str, list[Example]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        hub = hub_examples(Path(scratch), embedder, lexicon)
        for language, (paragraphs, _) in sets.items():
            index = index_of(Path(scratch) / language, paragraphs, embedder)
            retriever = Retriever(index, embedder, lexicon)
            others = [q for other in STRANGERS_FOR[language] for q in sets[other][1]]
            places = {q.id: q for q in sets[language][1]}
            for asking in (a for a, of in PAIRS if of == language):
                asked = [
                    replace(places[q.id], text=q.text, language=asking)
                    for q in sets[asking][1]
                    if q.id in places
                ]
                draw.shuffle(asked)
                found[f"{asking} > {language}"] = list(
                    examples(retriever, asked[:QUESTIONS], draw.sample(others, STRANGERS))
                )
            index.close()
    return found, hub


def main(folder: Path, target: Path) -> None:
    """Fit, measure on the other articles, and write the weights."""
    gathered, hub = gather(folder)
    found = {name: [e for e in rows if len(e.right)] for name, rows in gathered.items()}
    fitting = [e for rows in found.values() for e in rows if is_for_fitting(e)]
    weights = fit_ranking([e for e in fitting if e.kind == "asked"])
    raw, bias = fit_calibration([e for e in fitting if e.kind != "adversarial"], hub, weights)
    for name, rows in found.items():
        measure(name, [e for e in rows if not is_for_fitting(e)], weights, raw, bias)
    stored = {
        "weights": {k: round(float(v), 4) for k, v in zip(FEATURES, weights, strict=True)},
        "calibration": {k: round(float(v), 4) for k, v in zip(CALIBRATED, raw, strict=True)},
        "bias": round(bias, 4),
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(stored, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
