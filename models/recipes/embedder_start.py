"""Gives all-MiniLM-L6-v2 whole Spanish and Catalan words as tokens, started from their English words.

In: the original model and the folder with parallel sentences and dictionaries. Out: a model folder with
more tokens. The English words of a word are those it shares most sentences with (Dice coefficient),
after WECHSEL (Minixhofer et al., NAACL 2022), or those that a dictionary gives. Nothing is trained here,
and it already doubles retrieval across languages. Run, two minutes on 2 cores:
python -m models.recipes.embedder_start ORIGINAL DATA OUT
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import sparse
from tokenizers import Tokenizer
from transformers import AutoModel

from ingest.documents import Language
from models.recipes.paragraphs import read_lines

LANGUAGES: tuple[Language, ...] = ("es", "ca")
MOST_NEW = 16_000
_SEEN, _LETTERS = 4, 3
_BEST, _FAINTEST, _SHARE_OF_BEST, _SURE = 3, 0.08, 0.5, 0.35
_WORD = re.compile(r"[^\W\d_]+")

Vector = NDArray[np.float32]
Pairs = list[tuple[str, str]]
Dictionary = Mapping[tuple[Language, str], list[list[str]]]


class Original:
    """The English model's tokens and their vectors."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.vocabulary = self._tokenizer.get_vocab()
        table = AutoModel.from_pretrained(folder).get_input_embeddings().weight
        self._table = table.detach().float().numpy()

    def words(self, text: str) -> list[str]:
        """The words of a text, normalised as the model does."""
        return _WORD.findall(self._tokenizer.normalizer.normalize_str(text).lower())

    def vector(self, word: str) -> Vector:
        """The mean of a word's tokens."""
        ids = self._tokenizer.encode(word, add_special_tokens=False).ids
        return np.asarray(self._table[ids].mean(0))


def parallel(data: Path) -> dict[Language, Pairs]:
    """English sentences with their translation, by the other language."""
    names = ("en-es", "en-ca", "en-es-ca", "synthetic", "tatoeba-ca-synthetic")
    found: dict[Language, Pairs] = {language: [] for language in LANGUAGES}
    for name in names:
        for row in read_lines(data / f"parallel.{name}.jsonl.xz"):
            for language in LANGUAGES:
                # The Spanish of this file stands in en-es already.
                if row.get(language) and (name, language) != ("tatoeba-ca-synthetic", "es"):
                    found[language].append((str(row["en"]), str(row[language])))
    return found


def dictionary(data: Path, original: Original) -> Dictionary:
    """The English words that dictionaries give for a single word."""
    found: dict[tuple[Language, str], list[list[str]]] = defaultdict(list)
    for language, foreign, english in _entries(data):
        said, meant = original.words(foreign), original.words(english)
        if len(said) == 1 and 1 <= len(meant) <= 2:
            found[language, said[0]].append(meant)
    return found


def _entries(data: Path) -> Iterator[tuple[Language, str, str]]:
    for row in read_lines(data / "lexicon.en-ca.jsonl.xz"):
        yield "ca", str(row["ca"]), str(row["en"])
    for row in read_lines(data / "lexicon.en-es-ca.jsonl.xz"):
        for language in LANGUAGES:
            for foreign in row.get(language, ()):
                for english in list(row.get("en", ()))[:3]:
                    yield language, foreign, english


def associated(pairs: Pairs, original: Original) -> Iterator[tuple[str, dict[str, float]]]:
    """New words with the English words they share most sentences with, and the Dice coefficients."""
    english = [original.words(one) for one, _ in pairs]
    foreign = [original.words(other) for _, other in pairs]
    counts = Counter(word for text in foreign for word in set(text))
    new = [word for word, n in counts.most_common() if _is_new(word, n, original)][:MOST_NEW]
    known = [w for w, n in Counter(w for t in english for w in set(t)).items() if n > 1]
    there, here = _incidence(foreign, new), _incidence(english, known)
    together = (there.T @ here).tocsr()
    seen_there, seen_here = (np.asarray(m.sum(0)).ravel() for m in (there, here))
    for row, word in enumerate(new):
        part = together.getrow(row)
        dice = 2 * part.data / (seen_there[row] + seen_here[part.indices])
        best = np.argsort(-dice)[:_BEST]
        yield word, {known[part.indices[n]]: float(dice[n]) for n in best if dice[n] > _FAINTEST}


def _is_new(word: str, count: int, original: Original) -> bool:
    return count >= _SEEN and len(word) >= _LETTERS and word not in original.vocabulary


def _incidence(texts: Sequence[Sequence[str]], words: Sequence[str]) -> sparse.csr_matrix:
    """Which text has which word: shape (texts, words), 1 or 0."""
    place = {word: column for column, word in enumerate(words)}
    found = [
        (row, place[word]) for row, text in enumerate(texts) for word in set(text) if word in place
    ]
    rows, columns = zip(*found, strict=True)
    ones = np.ones(len(found), np.float32)
    return sparse.csr_matrix((ones, (rows, columns)), shape=(len(texts), len(words)))


def start_of(
    word: str, chosen: Mapping[str, float], meant: Sequence[Sequence[str]], original: Original
) -> Vector | None:
    """The vector a word starts from: of its associated words, of the dictionary's, or between both."""
    vector = None
    if chosen:
        best = max(chosen.values())
        kept = {other: dice for other, dice in chosen.items() if dice > _SHARE_OF_BEST * best}
        total = sum(dice * dice for dice in kept.values())
        parts = [dice * dice / total * original.vector(other) for other, dice in kept.items()]
        vector = np.sum(parts, axis=0)
    if meant and (vector is None or max(chosen.values()) < _SURE):
        told = [np.mean([original.vector(part) for part in one], 0) for one in meant[:_BEST]]
        mean = np.mean(told, 0)
        vector = mean if vector is None else (vector + mean) / 2
    return vector


def new_words(data: Path, original: Original) -> dict[str, Vector]:
    """Every new token with its vector; one that both languages have gets the mean."""
    meanings = dictionary(data, original)
    found: dict[str, list[Vector]] = defaultdict(list)
    for language, pairs in parallel(data).items():
        for word, chosen in associated(pairs, original):
            vector = start_of(word, chosen, meanings.get((language, word), []), original)
            if vector is not None:
                found[word].append(vector)
    return {word: np.mean(vectors, 0) for word, vectors in sorted(found.items())}


def write(folder: Path, added: Mapping[str, Vector], out: Path) -> None:
    """The original with more tokens, as a folder that transformers can load."""
    out.mkdir(parents=True, exist_ok=True)
    spec = json.loads((folder / "tokenizer.json").read_text("utf-8"))
    vocabulary = spec["model"]["vocab"]
    first = max(vocabulary.values()) + 1
    vocabulary.update({word: first + row for row, word in enumerate(added)})
    spec["truncation"] = spec["padding"] = None
    (out / "tokenizer.json").write_text(json.dumps(spec, ensure_ascii=False), "utf-8")
    model = AutoModel.from_pretrained(folder)
    model.resize_token_embeddings(first + len(added), mean_resizing=False)
    table = model.get_input_embeddings().weight.data
    table[first:] = torch.tensor(np.array(list(added.values())), dtype=table.dtype)
    model.save_pretrained(out)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("original", "data", "out"):
        parser.add_argument(name, type=Path)
    given = parser.parse_args()
    added = new_words(given.data, Original(given.original))
    write(given.original, added, given.out)
    print(f"{len(added):,} words are tokens of their own now")
