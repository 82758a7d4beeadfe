"""Fits what stands between the reader's logits and an answer: `models/reader/calibration.json`.

In: data and translations. Out: weights that rank the sentence with the answer first (softmax over all
sentences of a question's candidates), and a logistic calibration of the best score against questions
whose paragraph was taken away, questions from other sets, and the development questions over the
shipped corpus, whose documents are of one field and so much alike. Everything is of articles that the
reader was not trained on; what is printed is of articles that the weights were not fitted on either.
Run: python -m models.recipes.reader_calibrate DATA TRANSLATIONS models/reader
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp
from sklearn.metrics import roc_auc_score

from assistant.evidence import THRESHOLD
from assistant.reading import CALIBRATION, FEATURES
from models.recipes.export import write_card
from models.recipes.reader_gather import Example, gather

HUB_SHARE = 0.5
FOLDS = 3

Fit = tuple[NDArray[np.float64], tuple[float, float]]


def fit_ranking(chosen: Sequence[Example], hub: Sequence[Example]) -> NDArray[np.float64]:
    """Weights that minimise the softmax loss of the right sentences; `hub` weighs HUB_SHARE."""
    parts = [[e for e in part if e.right.any()] for part in (chosen, hub)]
    usable = [e for part in parts for e in part]
    shares = np.repeat([1.0, HUB_SHARE], [len(part) for part in parts])
    shares /= np.repeat([len(part) or 1 for part in parts], [len(part) for part in parts])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, gradient = 1e-3 * float(weights @ weights), 2e-3 * weights
        for example, share in zip(usable, shares, strict=True):
            scores = scored(example, weights)
            right = scores[example.right]
            total += float(logsumexp(scores) - logsumexp(right)) * share
            likely = np.exp(scores - logsumexp(scores))
            likely[example.right] -= np.exp(right - logsumexp(right))
            gradient = gradient + share * (likely @ example.features)
        return total, gradient

    bounds = [(None, 0) if name == "lacking" else (0, None) for name in FEATURES]
    start = np.zeros(len(FEATURES))
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x)


def scored(example: Example, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The scores of an example's sentences, as the assistant has them."""
    return np.asarray(example.features @ weights + example.fitness)


def best(example: Example, weights: NDArray[np.float64]) -> tuple[float, bool]:
    """The score of an example's best sentence, and whether it is right."""
    scores = scored(example, weights)
    row = int(np.argmax(scores))
    return float(scores[row]), bool(example.right[row])


def fit_calibration(
    chosen: Sequence[Example], hub: Sequence[Example], weights: NDArray[np.float64]
) -> tuple[float, float]:
    """Slope and bias of the logistic probability that the best sentence is a right one (Platt, 1999).

    Of hub examples, that there is one: an answer quotes several. All of them together weigh
    HUB_SHARE of the others.
    """
    scores = np.array([best(example, weights)[0] for example in (*chosen, *hub)])
    right = [best(e, weights)[1] for e in chosen] + [bool(e.right.any()) for e in hub]
    signs = np.where(right, 1.0, -1.0)
    each = HUB_SHARE * len(chosen) / len(hub)
    shares = np.r_[np.ones(len(chosen)), np.full(len(hub), each)]

    def loss(parameters: NDArray[np.float64]) -> float:
        margins = signs * (scores * parameters[0] + parameters[1])
        return float(shares @ np.logaddexp(0, -margins) / shares.sum())

    slope, bias = minimize(loss, np.zeros(2)).x
    return float(slope), float(bias)


def fit(chosen: Sequence[Example], hub: Sequence[Example]) -> Fit:
    """Ranking weights and calibration; adversarial questions are measured only."""
    weights = fit_ranking([e for e in chosen if e.kind == "asked"], hub)
    return weights, fit_calibration([e for e in chosen if e.kind != "adversarial"], hub, weights)


def fold_of(example: Example) -> int:
    """Whole articles are fitted on or measured."""
    return hashlib.sha256(example.article.encode()).digest()[1] % FOLDS


def measure(name: str, rows: Sequence[Example], fits: Sequence[Fit]) -> None:
    """Print how often the right sentence comes first, and how well abstention tells apart."""
    sure: dict[str, list[float]] = {}
    first = []
    for example in rows:
        weights, (slope, bias) = fits[fold_of(example)]
        score, right = best(example, weights)
        sure.setdefault(example.kind, []).append(float(1 / (1 + np.exp(-(score * slope + bias)))))
        if example.kind == "asked":
            first.append(right)
    parts = [f"{name}: {len(first)} questions, right sentence first {np.mean(first):.3f}"]
    for kind in ("taken away", "stranger", "adversarial"):
        if kind in sure:
            labels = [1] * len(sure["asked"]) + [0] * len(sure[kind])
            auroc = roc_auc_score(labels, sure["asked"] + sure[kind])
            refused = np.mean(np.array(sure[kind]) < THRESHOLD)
            parts.append(f"{kind}: AUROC {auroc:.3f}, abstained {refused:.2f}")
    answered = np.mean(np.array(sure["asked"]) >= THRESHOLD)
    print("; ".join(parts), f"; answered {answered:.2f}", flush=True)


def main(data: Path, translations: Path, folder: Path) -> None:
    """Measure across folds, fit on all, and write the weights into the reader's folder."""
    gathered = gather(data, translations)
    hub = gathered.pop("hub")
    found = {name: [e for e in rows if len(e.right)] for name, rows in gathered.items()}
    every = [e for rows in found.values() for e in rows]
    fits = [fit([e for e in every if fold_of(e) != fold], hub) for fold in range(FOLDS)]
    for name, rows in found.items():
        measure(name, rows, fits)
    weights, (slope, bias) = fit(every, hub)
    stored = {
        "weights": {k: round(float(v), 4) for k, v in zip(FEATURES, weights, strict=True)},
        "slope": round(slope, 4),
        "bias": round(bias, 4),
    }
    (folder / CALIBRATION).write_text(json.dumps(stored, indent=2) + "\n", "utf-8")
    card = json.loads((folder / "card.json").read_text("utf-8"))
    files = list(dict.fromkeys([*card.pop("sha256"), CALIBRATION]))
    write_card(folder, files, **card)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "translations", "folder"):
        parser.add_argument(name, type=Path)
    given = parser.parse_args()
    main(given.data, given.translations, given.folder)
