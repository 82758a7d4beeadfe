"""Measures an embedder's vectors alone on development data that it was not trained on.

In: a model folder, data and translations. Out: a table: the right paragraph first among those of the
articles held back, for questions in each language and paragraphs in each; SciFact claims to abstracts
(nDCG@10); and translations first among the FLORES sentences.
Run: python -m models.recipes.embedder_measure MODEL DATA TRANSLATIONS [--scifact].
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from ingest.documents import Language
from models.recipes.embedder_train import Encoder
from models.recipes.paragraphs import Corpus, is_held_back, paragraphs, read_lines

LANGUAGES: tuple[Language, ...] = ("en", "es", "ca")
QUESTIONS = 400
SENTENCES = 500


@torch.no_grad()
def embed(encoder: Encoder, texts: Sequence[str]) -> np.ndarray:
    """Unit vectors of texts, shape (texts, dimension)."""
    order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
    found = np.empty((len(texts), 384), np.float32)
    for start in range(0, len(order), 32):
        rows = order[start : start + 32]
        found[rows] = encoder([texts[row] for row in rows]).numpy()
    return found


def right_first(encoder: Encoder, corpus: Corpus) -> dict[tuple[str, str], float]:
    """How often the right paragraph comes first, by the languages of question and paragraph."""
    ids = [key for key, texts in corpus.paragraphs.items() if set(LANGUAGES) <= set(texts)]
    keys = [key for key, said in corpus.answerable.items() if set(LANGUAGES) <= set(said)]
    keys = random.Random(0).sample(keys, min(QUESTIONS, len(keys)))
    right = np.array([ids.index(key[0]) for key in keys])
    told = {
        name: embed(encoder, [corpus.paragraphs[key][name].text for key in ids])
        for name in LANGUAGES
    }
    asked = {
        name: embed(encoder, [corpus.answerable[key][name].text for key in keys])
        for name in LANGUAGES
    }
    return {
        (asks, tells): float(((asked[asks] @ told[tells].T).argmax(1) == right).mean())
        for asks in LANGUAGES
        for tells in LANGUAGES
    }


def flores(encoder: Encoder, data: Path) -> dict[str, float]:
    """How often a sentence's translation comes first among the English ones."""
    rows = list(read_lines(data / "parallel.flores-dev.jsonl.xz"))[:SENTENCES]
    english = embed(encoder, [str(row["en"]) for row in rows])
    return {
        name: float(
            (
                (embed(encoder, [str(row[name]) for row in rows]) @ english.T).argmax(1)
                == np.arange(len(rows))
            ).mean()
        )
        for name in ("es", "ca")
    }


def scifact(encoder: Encoder, data: Path, *, held_back: bool) -> float:
    """nDCG@10 of the abstracts cited for the claims that have evidence, or for those held back."""
    corpus = list(read_lines(data / "retrieval.scifact.corpus.jsonl.xz"))
    claims = [
        row
        for row in read_lines(data / "retrieval.scifact.train.jsonl.xz")
        if row["evidence"] and (is_held_back(str(row["claim"])) or not held_back)
    ]
    place = {str(row["_id"]): number for number, row in enumerate(corpus)}
    told = embed(encoder, [f"{row['title']} {row['text']}" for row in corpus])
    asked = embed(encoder, [str(row["claim"]) for row in claims])
    gains = 1 / np.log2(np.arange(2, 12))
    found = []
    for row, claim in enumerate(claims):
        right = {place[one] for one in claim["evidence"] if one in place}
        if not right:
            continue
        best = np.argsort(-(told @ asked[row]))[:10]
        got = gains[[number in right for number in best]].sum()
        found.append(got / gains[: len(right)].sum())
    return float(np.mean(found))


def main(arguments: argparse.Namespace) -> None:
    """Print the figures."""
    torch.set_grad_enabled(False)
    encoder = Encoder(arguments.model).eval()
    corpus = Corpus.of(paragraphs(arguments.data, arguments.translations, held_back=True))
    print("| question > paragraph | right first |\n|---|---|")
    for (asks, tells), share in right_first(encoder, corpus).items():
        print(f"| {asks} > {tells} | {share:.3f} |", flush=True)
    for name, share in flores(encoder, arguments.data).items():
        print(f"| FLORES {name} > en | {share:.3f} |")
    if arguments.scifact:
        for name, held_back in (("held back", True), ("all", False)):
            gain = scifact(encoder, arguments.data, held_back=held_back)
            print(f"| SciFact claims {name}, nDCG@10 | {gain:.3f} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("model", "data", "translations"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--scifact", action="store_true")
    main(parser.parse_args())
