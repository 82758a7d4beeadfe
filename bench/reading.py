"""How well each step to an answer finds what answers: the embedder alone, fused, fused and read.

In: a folder of development data, of which the articles that no model was trained on are asked about.
Out: one Markdown table. Run: python -m bench.reading DATA_FOLDER
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import numpy as np
from numpy.typing import NDArray

import models
from assistant.assistant import Assistant
from assistant.retrieval_evaluation import STEPS, Step, Steps, steps
from bench.held_back import held_back, sample
from bench.table import markdown
from ingest.documents import Span
from ingest.embedding import open_embedder
from ingest.index.entries import Found
from ingest.index.reader import Index
from models.recipes.reader_gather import Asked, is_right, paragraph_of

SAMPLE = 400
HEADINGS: dict[Step, str] = {
    "dense": "dense alone",
    "fused": "fused",
    "read": "fused and read",
}
TEXT, SENTENCE = "right text first", "right sentence first"


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of one set of questions: a share for each step, in their order."""

    set: str
    questions: int
    measure: str
    values: tuple[float, ...]


def first_told(found: Steps) -> list[tuple[Found, Span]]:
    """The passage that each step puts first, and its sentence: where nothing was read, the one
    nearest to the question."""
    unread = [found.passages[step][0] for step in STEPS if step != "read"]
    best = found.sentences[0]
    return [
        *((one, nearest(one, found.vector)) for one in unread),
        (best.candidate.found, best.span),
    ]


def nearest(found: Found, vector: NDArray[np.float32]) -> Span:
    """The sentence of a passage whose vector is nearest to a question's."""
    vectors = found.sentence_vectors.astype(np.float32)
    cosines = vectors @ vector / np.linalg.norm(vectors, axis=1)
    return found.passage.sentences[int(np.argmax(cosines))]


def measure(name: str, asked: Sequence[Asked], assistant: Assistant, index: Index) -> Iterator[Row]:
    """The set's two measures."""
    told = [(one, first_told(steps(one.text, assistant, index))) for one in asked]
    texts = [[paragraph_of(found) == one.paragraph for found, _ in ways] for one, ways in told]
    sentences = [[is_right(*way, one) for way in ways] for one, ways in told]
    for heading, right in ((TEXT, texts), (SENTENCE, sentences)):
        yield Row(name, len(asked), heading, tuple(map(mean, zip(*right, strict=True))))


def report(rows: Sequence[Row]) -> str:
    """The table, the means over all sets last."""
    total = sum(row.questions for row in rows if row.measure == TEXT)
    means = [
        Row("mean of the sets", total, heading, tuple(map(mean, zip(*of, strict=True))))
        for heading in (TEXT, SENTENCE)
        if (of := [row.values for row in rows if row.measure == heading])
    ]
    cells = [
        [row.set, f"{row.questions:,}", row.measure, *(f"{value:.3f}" for value in row.values)]
        for row in (*rows, *means)
    ]
    return markdown(["questions", "number", "measure", *HEADINGS.values()], cells)


def main(folder: Path) -> None:
    """Ask a sample of each set and print the table."""
    embedder = open_embedder("", models.EMBEDDER)
    rows: list[Row] = []
    for index, sets in held_back(folder, embedder):
        assistant = Assistant.open(index, embedder)
        for questions in sets:
            asked = sample(questions.answerable, SAMPLE)
            rows += measure(questions.name, asked, assistant, index)
            print(f"{len(rows)} rows", file=sys.stderr, flush=True)
    print(report(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
