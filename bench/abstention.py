"""What it costs to answer more: the share of questions answered against the share of answers wrong.

In: a folder of development data, of which the articles that no model was trained on are asked about.
Out: a picture, and the figures of the shipped threshold as a Markdown table.
Run: python -m bench.abstention DATA_FOLDER OUT.svg
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import models
from assistant.evidence import THRESHOLD, weigh
from assistant.lexicon import Lexicon
from assistant.reading import Reader
from assistant.retrieval import Retriever
from bench.coverage import Curve, Decided, curve
from bench.curve_picture import draw
from bench.held_back import HeldBack, held_back, sample
from bench.table import markdown
from ingest.embedding import open_embedder
from models.recipes.reader_gather import Case, cases, is_right

# Every second answerable question is asked again with its paragraph taken away, so that each panel
# has as many unanswerable questions as answerable ones.
SAMPLE = 200
STRANGERS = SAMPLE // 2
# Panels of the picture, and the unanswerable questions of each.
PANELS = {
    "Answer not in the documents": ("taken away", "stranger"),
    "Adversarial questions": ("adversarial",),
}

Panels = Mapping[str, Mapping[str, Curve]]


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a question of one kind."""

    kind: str
    decided: Decided


def answer(case: Case, reader: Reader) -> Answered:
    """Choose as the assistant does, but whatever the probability."""
    sentences = reader.read(case.question, case.retrieved)
    verdict = weigh(case.question, case.retrieved, sentences, reader, threshold=0.0)
    told = max((one.read for one in verdict.evidence), key=lambda read: read.score, default=None)
    right = told is not None and is_right(told.candidate.found, told.span, case.asked)
    return Answered(case.kind, Decided(case.kind == "asked", verdict.probability, right))


def answers(questions: HeldBack, retriever: Retriever, reader: Reader) -> list[Answered]:
    """What comes of a sample of each kind of question."""
    asked = sample(questions.answerable, SAMPLE) + sample(questions.adversarial, SAMPLE)
    strangers = sample(questions.strangers, STRANGERS)
    return [answer(case, reader) for case in cases(retriever, asked, strangers)]


def panels(sets: Mapping[str, Sequence[Answered]]) -> Panels:
    """The curves of each panel; a set that has no questions of its kinds has none."""
    found: dict[str, dict[str, Curve]] = {title: {} for title in PANELS}
    for title, kinds in PANELS.items():
        for name, answered in sets.items():
            if any(one.kind in kinds for one in answered):
                chosen = [one.decided for one in answered if one.kind in ("asked", *kinds)]
                found[title][name] = curve(chosen, THRESHOLD)
    return found


def report(found: Panels) -> str:
    """Coverage and error at the shipped threshold."""
    cells = [
        [name, title, f"{one.shipped.coverage:.3f}", f"{one.shipped.error:.3f}"]
        for title, curves in found.items()
        for name, one in curves.items()
    ]
    return markdown(["questions", "unanswerable ones", "answered", "wrong"], cells)


def main(folder: Path, picture: Path) -> None:
    """Ask, draw and print."""
    embedder = open_embedder("", models.EMBEDDER)
    lexicon, reader = Lexicon.open(models.LEXICON), Reader.open(models.READER)
    sets: dict[str, list[Answered]] = {}
    for index, asked in held_back(folder, embedder):
        retriever = Retriever(index, embedder, lexicon)
        for questions in asked:
            sets[questions.name] = answers(questions, retriever, reader)
            print(questions.name, file=sys.stderr, flush=True)
    found = panels(sets)
    draw(found, THRESHOLD, picture)
    print(report(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
