"""How well the parts of retrieval find the right text: dense, lexical, fused with several weights.

In: a folder of development data (`bench.question_sets`). Out: one Markdown table; the weight in
`assistant.retrieval` comes from it. Run: python -m bench.retrieval DATA_FOLDER
"""

import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import models
from assistant.lexicon import Lexicon
from assistant.query import expand
from assistant.question import Question
from assistant.retrieval import DENSE_WEIGHT, DEPTH, Retriever, fuse
from bench.question_sets import Asked, Collection, QuestionSet, load
from bench.ranking import ndcg, recall
from bench.table import markdown
from ingest.embedding import open_embedder
from ingest.embedding.protocol import Embedder
from ingest.index.entries import Scored
from ingest.index.reader import Index
from models.recipes.text_index import build

SAMPLE = 400
WEIGHTS = tuple(sorted({0.2, 0.3, 0.4, 0.5, 0.6, DENSE_WEIGHT}))
_RANK_CONSTANT = 60
_DEEPEST = 10
_MEASURES: dict[str, Callable[[Sequence[str], frozenset[str], int], float]] = {
    "nDCG": ndcg,
    "recall": recall,
}

Ranking = Callable[[Sequence[Scored], Sequence[Scored]], Sequence[Scored]]


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of one set of questions: a value for each way to rank, in their order."""

    set: str
    questions: int
    measure: str
    values: tuple[float, ...]


def weighted(weight: float) -> Ranking:
    """The assistant's own fusion, with this weight of the dense side."""
    return lambda dense, lexical: fuse(dense, lexical, weight)


def reciprocal_ranks(dense: Sequence[Scored], lexical: Sequence[Scored]) -> list[Scored]:
    """Reciprocal rank fusion (Cormack et al., SIGIR 2009)."""
    total: dict[str, float] = {}
    for ranked in (dense, lexical):
        for rank, scored in enumerate(ranked, start=1):
            share = 1 / (_RANK_CONSTANT + rank)
            total[scored.passage_id] = total.get(scored.passage_id, 0.0) + share
    best = sorted(total.items(), key=lambda item: (-item[1], item[0]))
    return [Scored(passage_id, score) for passage_id, score in best]


RANKINGS: dict[str, Ranking] = {
    "dense": lambda dense, lexical: dense,
    "lexical": lambda dense, lexical: lexical,
    **{f"{weight:.2f}": weighted(weight) for weight in WEIGHTS},
    "RRF": reciprocal_ranks,
}
SHIPPED = "as shipped"


class Searcher:
    """Asks one index in every way; answers are ids of texts, best first."""

    def __init__(
        self, index: Index, texts: Mapping[str, list[str]], embedder: Embedder, lexicon: Lexicon
    ) -> None:
        self._index = index
        self._texts = texts
        self._embedder = embedder
        self._lexicon = lexicon
        self._retriever = Retriever(index, embedder, lexicon)

    def rankings(self, text: str) -> list[list[str]]:
        """A ranking for each of RANKINGS, then that of the assistant's own retriever."""
        question = Question.read(text)
        expanded = expand(question.text, question.languages, self._lexicon)
        dense = self._index.dense(self._embedder.embed([question.text])[0], DEPTH)
        lexical = self._index.lexical((*expanded.words, *expanded.extra), DEPTH)
        found = self._index.found({scored.passage_id for scored in (*dense, *lexical)})
        documents = {id_: one.document.id for id_, one in found.items()}
        ranked = [
            [documents[scored.passage_id] for scored in rank(dense, lexical)]
            for rank in RANKINGS.values()
        ]
        shipped = self._retriever.retrieve(question, 2 * _DEEPEST).candidates
        ranked.append([candidate.found.document.id for candidate in shipped])
        return [self._distinct(ids) for ids in ranked]

    def _distinct(self, document_ids: Sequence[str]) -> list[str]:
        """Each document once, as the texts that it is."""
        return [text for id_ in dict.fromkeys(document_ids) for text in self._texts[id_]]


def measure(searcher: Searcher, questions: QuestionSet, asked: Sequence[Asked]) -> Iterator[Row]:
    """The set's two measures, over all rankings."""
    answers = [(searcher.rankings(one.question), one.right) for one in asked]
    for name, depth in questions.measures:
        scored = [
            [_MEASURES[name](ranked, right, depth) for ranked in rankings]
            for rankings, right in answers
        ]
        means = tuple(mean(column) for column in zip(*scored, strict=True))
        yield Row(questions.name, len(asked), f"{name}@{depth}", means)


def measure_collection(
    folder: Path, collection: Collection, embedder: Embedder, lexicon: Lexicon
) -> Iterator[Row]:
    """Index the collection and ask a fixed sample of each of its sets."""
    index, texts = indexed(folder, collection, embedder)
    searcher = Searcher(index, texts, embedder, lexicon)
    draw = random.Random(0)  # noqa: S311 - a fixed sample, not a secret
    for questions in collection.sets:
        number = min(SAMPLE, len(questions.asked))
        yield from measure(searcher, questions, draw.sample(questions.asked, number))
    index.close()


def indexed(
    folder: Path, collection: Collection, embedder: Embedder
) -> tuple[Index, dict[str, list[str]]]:
    """An index of a collection's texts, and their ids by document id."""
    numbered = {str(row): text for row, text in enumerate(collection.texts)}
    index, numbers = build(
        folder, {row: (text.title, text.text) for row, text in numbered.items()}, embedder
    )
    return index, {
        document: [numbered[row].id for row in rows] for document, rows in numbers.items()
    }


def report(rows: Sequence[Row]) -> str:
    """The table, the mean of each set's first measure last."""
    firsts = {row.set: row for row in reversed(rows)}.values()
    means = tuple(mean(column) for column in zip(*(r.values for r in firsts), strict=True))
    total = Row("mean of each first measure", sum(r.questions for r in firsts), "", means)
    cells = [
        [row.set, f"{row.questions:,}", row.measure, *(f"{value:.3f}" for value in row.values)]
        for row in (*rows, total)
    ]
    return markdown(["questions", "number", "measure", *RANKINGS, SHIPPED], cells)


def main(folder: Path) -> None:
    """Measure every collection and print the table."""
    embedder = open_embedder("", models.EMBEDDER)
    lexicon = Lexicon.open(models.LEXICON)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as scratch:
        for number, collection in enumerate(load(folder)):
            place = Path(scratch) / str(number)
            rows += measure_collection(place, collection, embedder, lexicon)
            print(f"{len(rows)} rows", file=sys.stderr, flush=True)
    print(report(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
