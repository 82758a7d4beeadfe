"""Measures a trained reader on the articles held back from training.

In: the reader's weights, data and translations. Out: a table: how often the right sentence comes first in
its paragraph, and how well passages that answer are told from retrieved ones that do not and from
SQuAD's adversarial questions (area under the receiver operating characteristic).
Run: python -m models.recipes.reader_measure WEIGHTS READER EMBEDDER DATA TRANSLATIONS [--all].
"""

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score
from tokenizers import Tokenizer

from ingest.documents import Language
from ingest.embedding import open_embedder
from models.recipes.near_misses import NearMisses
from models.recipes.paragraphs import Corpus, paragraphs
from models.recipes.reader_batches import encode, opened
from models.recipes.reader_example import Example
from models.recipes.reader_examples import example
from models.recipes.reader_model import sentence_logits, started

PAIRS: tuple[tuple[Language, Language], ...] = (
    ("en", "en"),
    ("es", "es"),
    ("ca", "ca"),
    ("es", "en"),
    ("ca", "en"),
    ("en", "es"),
    ("en", "ca"),
)
QUESTIONS = 250
_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Scores:
    """Logits of one passage and of its sentences."""

    passage: float
    sentences: NDArray[np.float32]


class Reading:
    """A reader in PyTorch, as its training left it."""

    def __init__(self, weights: Path, reader: Path) -> None:
        self._model, self._table = started(weights)
        self._model.load_state_dict(torch.load(reader, weights_only=True))
        self._model.eval()
        self._tokenizer = opened(Tokenizer.from_file(str(weights / "tokenizer.json")))

    @torch.no_grad()
    def __call__(self, examples: Sequence[Example]) -> list[Scores]:
        """Scores of each example."""
        found: list[Scores] = []
        for start in range(0, len(examples), _AT_ONCE):
            part = examples[start : start + _AT_ONCE]
            batch = encode(part, self._tokenizer)
            passage, tokens = self._model(self._table(batch.ids), batch.mask, batch.types)
            of = sentence_logits(tokens, batch.sentence_of, batch.answering.shape[1])
            found += [
                Scores(float(passage[row]), of[row, : len(one.sentences)].numpy())
                for row, one in enumerate(part)
            ]
        return found


def _auroc(right: Sequence[float], wrong: Sequence[float]) -> float:
    labels = [1] * len(right) + [0] * len(wrong)
    return float(roc_auc_score(labels, [*right, *wrong]))


def measure(
    reading: Reading,
    corpus: Corpus,
    near: NearMisses,
    asks: Language,
    tells: Language,
    most: int = QUESTIONS,
) -> list[float]:
    """Right sentence first; then AUROC against near misses and against adversarial questions."""
    draw = random.Random(0)
    keys = [key for key, said in corpus.answerable.items() if {asks, tells} <= set(said)]
    tricks = [key for key, said in corpus.adversarial.items() if {asks, tells} <= set(said)]
    keys = draw.sample(keys, min(most, len(keys)))
    right, wrong = [], []
    for key in keys:
        asked, told = corpus.answerable[key][asks], corpus.answerable[key][tells]
        paragraph = corpus.paragraphs[key[0]][tells]
        right.append(example(asked.text, paragraph, told.answers, "right"))
        said = {paragraph.text[span.start : span.end].lower() for span in told.answers}
        others = [corpus.paragraphs[other].get(tells) for other in near.of(key[0], asked.id, asks)]
        misses = [p for p in others if p and not any(a in p.text.lower() for a in said)][:3]
        wrong += [example(asked.text, miss, (), "near miss") for miss in misses]
    tricky = [
        example(corpus.adversarial[key][asks].text, corpus.paragraphs[key[0]][tells], (), "trick")
        for key in draw.sample(tricks, min(most, len(tricks)))
    ]
    scores = reading(right)
    first = [
        int(score.sentences.argmax()) in (one.answering or ())
        for score, one in zip(scores, right, strict=True)
    ]
    good = [certainty(score) for score in scores]
    bad = [certainty(score) for score in reading(wrong)]
    told_apart = [_auroc(good, bad)]
    if tricky:
        told_apart.append(_auroc(good, [certainty(score) for score in reading(tricky)]))
    return [float(np.mean(first)), *told_apart]


def certainty(score: Scores) -> float:
    """That a passage answers: its own logit and the best sentence's."""
    return score.passage + float(score.sentences.max())


def main(arguments: argparse.Namespace) -> None:
    """Print the table."""
    every = paragraphs(arguments.data, arguments.translations, held_back=True)
    corpus = Corpus.of(every)
    near = NearMisses(every, open_embedder("", arguments.embedder))
    reading = Reading(arguments.weights, arguments.reader)
    print("| question > text | right sentence first | against near misses | adversarial |")
    print("|---|---|---|---|")
    most = sys.maxsize if arguments.all else QUESTIONS
    for asks, tells in PAIRS:
        figures = measure(reading, corpus, near, asks, tells, most)
        print(
            f"| {asks} > {tells} |",
            " | ".join(f"{figure:.3f}" for figure in figures),
            "|",
            flush=True,
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("weights", "reader", "embedder", "data", "translations"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--all", action="store_true", help="every question, for hours")
    main(parser.parse_args())
