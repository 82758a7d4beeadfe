"""The same question asked again, in other words or languages: what recognises it, and what is mistaken.

In: `same_questions.jsonl`, groups of questions that ask the same, each with questions that are near and
ask something else. An answer is fixed for the first question of a group, or for the first of each language;
then the group's other questions are asked, the near ones, and those of all other groups. Out: for each way to
match and each threshold, how many of the former are recognised (recall), and how many of all matches are
right (precision).
Run: python -m bench.same_questions
"""

import json
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import models
from assistant.lexicon import Lexicon
from assistant.query import Expanded, expand
from assistant.question import Question
from assistant.sameness import Sameness, Vector
from bench.table import markdown
from ingest.embedding import open_embedder
from ingest.embedding.protocol import Embedder
from ingest.terms.analyzer import analyze, words

FILE = Path(__file__).with_suffix(".jsonl")
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
HEADS = (
    "match by",
    "threshold",
    "recall, one wording",
    "precision",
    "wrong",
    "recall, one a language",
    "precision",
    "wrong",
)
Score = Callable[[Question, Question], float]


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask the same, and near ones that do not; `held_back`: no rule was made on it."""

    same: tuple[str, ...]
    near: tuple[str, ...]
    held_back: bool

    def fixed(self, languages: int) -> list[str]:
        """The first question of each of so many languages."""
        first: dict[str, str] = {}
        for text in self.same:
            first.setdefault(Question.read(text).language, text)
        return list(first.values())[:languages]


@dataclass(frozen=True, slots=True)
class Reading:
    """What reads questions' words and vectors where no index is needed."""

    embedder: Embedder
    lexicon: Lexicon

    def expand(self, question: Question) -> Expanded:
        """The question's words with all the ways to say them."""
        return expand(question.text, question.languages, self.lexicon)

    def embed(self, text: str) -> Vector:
        """The text's vector, of unit length."""
        vector: Vector = self.embedder.embed([text])[0]
        return vector


def groups() -> list[Group]:
    """Those of the file."""
    rows = map(json.loads, FILE.read_text("utf-8").splitlines())
    return [Group(tuple(r["same"]), tuple(r["near"]), r.get("held_back", False)) for r in rows]


def asked(
    every: Sequence[Group], of: Sequence[Group], languages: int
) -> Iterator[tuple[Group, str, bool]]:
    """Each fixed answer with each question that is put to it, and whether it should be recognised."""
    for group in of:
        others = [text for one in every if one is not group for text in (*one.same, *one.near)]
        fixed = group.fixed(languages)
        for text in dict.fromkeys((*group.same, *group.near, *others)):
            if text not in fixed:
                yield group, text, text in group.same


def measure(
    every: Sequence[Group], of: Sequence[Group], score: Score, languages: int
) -> list[tuple[float, bool]]:
    """The best score of each question against the wordings of each fixed answer, and whether it is right."""
    read = cache(Question.read)
    fixed = {group: [read(text) for text in group.fixed(languages)] for group in of}
    return [
        (max(score(one, read(text)) for one in fixed[group]), right)
        for group, text, right in asked(every, of, languages)
    ]


def figures(scored: Sequence[tuple[float, bool]], threshold: float) -> list[str]:
    """Recall, precision, and the number of wrong matches."""
    right = sum(1 for score, is_right in scored if is_right and score >= threshold)
    wrong = sum(1 for score, is_right in scored if not is_right and score >= threshold)
    recall = right / (sum(1 for _, is_right in scored if is_right) or 1)
    precision = f"{right / (right + wrong):.3f}" if right + wrong else "-"
    return [f"{recall:.3f}", precision, str(wrong)]


def word_overlap(every: Sequence[Group]) -> Score:
    """Shared stems over all stems, each by its inverse document frequency, as BM25 weighs them."""
    texts = [text for group in every for text in (*group.same, *group.near)]

    @cache
    def stems(text: str) -> frozenset[str]:
        return frozenset(analyze(text, Question.read(text).language))

    counts = Counter(term for text in texts for term in stems(text))

    def weight(terms: frozenset[str]) -> float:
        return sum(math.log(1 + len(texts) / (0.5 + counts[term])) for term in terms)

    def score(one: Question, other: Question) -> float:
        mine, theirs = stems(one.text), stems(other.text)
        return weight(mine & theirs) / (weight(mine | theirs) or 1.0)

    return score


def exact(one: Question, other: Question) -> float:
    """1 for the same words in the same order; case, accents and signs do not matter."""
    return float(words(one.text) == words(other.text))


def main() -> None:
    """Print the tables: of the groups on which the rules were made, and of those held back."""
    every = groups()
    sameness = Sameness(Reading(open_embedder("", models.EMBEDDER), Lexicon.open(models.LEXICON)))
    ways: dict[str, tuple[Score, Sequence[float]]] = {
        "the same words": (exact, (1.0,)),
        "shared words, weighted": (word_overlap(every), THRESHOLDS),
        "vectors alone": (sameness.cosine, THRESHOLDS),
        "vectors, and nothing differs (ours)": (sameness.of, THRESHOLDS),
    }
    for title, held_back in (("Groups to work on", False), ("Groups held back", True)):
        part = [group for group in every if group.held_back == held_back]
        rows = []
        for name, (score, thresholds) in ways.items():
            scored = [measure(every, part, score, languages) for languages in (1, 3)]
            rows += [
                [name, f"{at:.1f}", *(cell for one in scored for cell in figures(one, at))]
                for at in thresholds
            ]
        print(f"\n{title}: {len(part)} answers\n")
        print(markdown(HEADS, rows))


if __name__ == "__main__":
    main()
