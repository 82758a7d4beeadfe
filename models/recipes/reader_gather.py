"""Questions of the held-back articles, read by the assistant's own retrieval and reader.

In: data, translations, and the models but for the calibration. Out: for each question the features of
every sentence that was read, its fitness to be quoted, and which of them are right.
"""

import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import models
from api.composition import recipe
from assistant.cross_encoder import CrossEncoder
from assistant.evaluation import folded
from assistant.fitness import fitness
from assistant.lexicon import Lexicon
from assistant.question import Question
from assistant.reading import FEATURES, Read, read_sentences
from assistant.retrieval import Candidate, Retrieved, Retriever
from assistant.weighing import depth
from ingest.documents import Language, Span
from ingest.embedding import open_embedder
from ingest.embedding.protocol import Embedder
from ingest.index.entries import Found, Location
from ingest.index.reader import Index
from ingest.index.writer import IndexWriter
from ingest.pipeline import ingest
from ingest.sandbox import Sandbox
from models.recipes.paragraphs import TRANSLATED, Paragraph, load, load_translated
from models.recipes.text_index import build

# The file whose paragraphs are searched, and the files whose questions are asked of them.
SEARCHED: tuple[tuple[str, Language, tuple[str, ...]], ...] = (
    ("qa.squad2.en", "en", ("qa.squad2.en", "qa.squad2.es", "qa.squad2.ca")),
    ("qa.squad2.es", "es", ("qa.squad2.es", "qa.squad2.en", "qa.squad2.ca")),
    ("qa.viquiquad.ca", "ca", ("qa.viquiquad.ca", "qa.viquiquad.es")),
)
# Questions in each language that no paragraph of SQuAD 2 answers, and none of ViquiQuAD.
STRANGE_TO_SQUAD: dict[Language, str] = {
    "en": "qa.squad1-other-articles.en",
    "es": "qa.viquiquad.es",
    "ca": "qa.viquiquad.ca",
}
STRANGE_TO_VIQUIQUAD: dict[Language, str] = {"es": "qa.squad2.es", "ca": "qa.squad2.ca"}
LANGUAGE_OF: dict[str, Language] = {
    "qa.squad1-other-articles.en": "en",
    "qa.squad2.en": "en",
    "qa.squad2.es": "es",
    "qa.squad2.ca": "ca",
    "qa.viquiquad.ca": "ca",
    "qa.viquiquad.es": "es",
}
QUESTIONS = 120
STRANGERS = 40
# Of the paragraphs learned from, one in so many is searched beside those held back.
DISTRACTORS = 3
QUESTION_SETS = ("development", "harder", "blind")
ROOT = models.HERE.parent


@dataclass(frozen=True, slots=True)
class Example:
    """Sentences read for a question; `right` marks those with the answer (none: should abstain)."""

    kind: str
    article: str
    features: NDArray[np.float64]
    fitness: NDArray[np.float64]
    right: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the paragraph it was asked of and where its answers start there."""

    text: str
    language: Language
    paragraph: str
    article: str
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what is retrieved for it; `asked` has no starts where nothing of that answers."""

    kind: str
    question: Question
    retrieved: Retrieved
    asked: Asked


def gather(data: Path, translations: Path) -> dict[str, list[Example]]:
    """Examples by "language asked > language told"; "hub" has the questions over the shipped corpus."""
    embedder = open_embedder("", models.EMBEDDER)
    encoder, lexicon = CrossEncoder.open(models.READER), Lexicon.open(models.LEXICON)
    sets = {name: _load(data, translations, name) for name in LANGUAGE_OF}
    draw = random.Random(0)
    found: dict[str, list[Example]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        found["hub"] = hub_examples(Path(scratch), embedder, encoder, lexicon)
        for told, language, asking in SEARCHED:
            index = index_of(Path(scratch) / told, _searched(sets[told]), embedder)
            retriever = Retriever(index, embedder, lexicon)
            strange_to = STRANGE_TO_SQUAD if told.startswith("qa.squad2") else STRANGE_TO_VIQUIQUAD
            for name in asking:
                asked = asked_of(sets[name], sets[told], LANGUAGE_OF[name])
                chosen = draw.sample(asked, min(QUESTIONS, len(asked)))
                others = sets[strange_to[LANGUAGE_OF[name]]]
                strangers = asked_of(others, others, LANGUAGE_OF[name])
                strange = draw.sample(strangers, min(STRANGERS, len(strangers)))
                found[f"{LANGUAGE_OF[name]} > {language}"] = [
                    _example(case, encoder) for case in cases(retriever, chosen, strange)
                ]
            index.close()
    return found


def _load(data: Path, translations: Path, name: str) -> list[Paragraph]:
    if name in TRANSLATED:
        return load_translated(translations / f"{name}.jsonl.xz")
    return load(data, name, LANGUAGE_OF[name])


def asked_of(
    asking: Sequence[Paragraph], told: Sequence[Paragraph], language: Language
) -> list[Asked]:
    """Held-back questions of `asking`, with the places of their answers in `told`."""
    places = {
        (paragraph.id, one.id): tuple(span.start for span in one.answers)
        for paragraph in told
        for one in paragraph.asked
    }
    return [
        Asked(one.text, language, paragraph.id, paragraph.article, places[paragraph.id, one.id])
        for paragraph in asking
        if paragraph.held_back
        for one in paragraph.asked
        if (paragraph.id, one.id) in places
    ]


def _searched(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    return [
        paragraph
        for number, paragraph in enumerate(paragraphs)
        if paragraph.held_back or number % DISTRACTORS == 0
    ]


def index_of(folder: Path, paragraphs: Sequence[Paragraph], embedder: Embedder) -> Index:
    """A real index of the paragraphs under their titles, in a folder of its own."""
    index, _ = build(folder, {one.id: (one.title, one.text) for one in paragraphs}, embedder)
    return index


def cases(
    retriever: Retriever, asked: Sequence[Asked], strangers: Sequence[Asked]
) -> Iterator[Case]:
    """Each question with its paragraph in reach and (every second one) taken away; and strangers."""
    for number, one in enumerate(asked):
        question = Question.read(one.text, one.language)
        most = depth(question)
        retrieved = retriever.retrieve(question, most + 4)
        yield Case("asked" if one.starts else "adversarial", question, _cut(retrieved, most), one)
        if one.starts and number % 2:
            rest = [c for c in retrieved.candidates if paragraph_of(c.found) != one.paragraph]
            without = replace(retrieved, candidates=_rescaled(rest, retrieved))
            yield Case("taken away", question, _cut(without, most), replace(one, starts=()))
    for one in strangers:
        question = Question.read(one.text, one.language)
        retrieved = retriever.retrieve(question, depth(question))
        yield Case("stranger", question, retrieved, replace(one, starts=()))


def _cut(retrieved: Retrieved, most: int) -> Retrieved:
    return replace(retrieved, candidates=retrieved.candidates[:most])


def _rescaled(rest: Sequence[Candidate], before: Retrieved) -> tuple[Candidate, ...]:
    """Scores as if what was taken away had never been there: they are relative to the best."""
    if not rest:
        return ()
    factor = before.candidates[0].score / max(rest[0].score, 1e-6)
    return tuple(replace(candidate, score=candidate.score * factor) for candidate in rest)


def _example(case: Case, encoder: CrossEncoder) -> Example:
    reads = read_sentences(case.question, case.retrieved, encoder)
    right = [is_right(read.candidate.found, read.span, case.asked) for read in reads]
    return _gathered(case.kind, case.asked.article, case.question, case.retrieved, reads, right)


def _gathered(
    kind: str,
    article: str,
    question: Question,
    retrieved: Retrieved,
    reads: Sequence[Read],
    right: Sequence[bool],
) -> Example:
    fit = [fitness(question, retrieved.expanded, one.text, one.candidate.found) for one in reads]
    features = np.array([one.features for one in reads]).reshape(-1, len(FEATURES))
    return Example(kind, article, features, np.array(fit), np.array(right, bool))


def is_right(found: Found, span: Span, one: Asked) -> bool:
    """Whether an answer starts in this span of what was found."""
    if paragraph_of(found) != one.paragraph:
        return False
    return any(span.start <= start < span.end for start in one.starts)


def paragraph_of(found: Found) -> str:
    """The id of the paragraph that a passage is of."""
    return Path(found.document.path).stem


def hub_examples(
    scratch: Path, embedder: Embedder, encoder: CrossEncoder, lexicon: Lexicon
) -> list[Example]:
    """The development questions over the shipped corpus; `right` marks what has an expected text."""
    location = Location(scratch / "hub")
    with IndexWriter.open(location, recipe(embedder)) as writer, Sandbox() as sandbox:
        ingest([ROOT / "corpus"], writer, embedder, sandbox)
    index = Index.open(location)
    retriever = Retriever(index, embedder, lexicon)
    found = []
    files = [ROOT / f"tests/questions/{name}.jsonl" for name in QUESTION_SETS]
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    for asked in map(json.loads, lines):
        question = Question.read(asked["question"])
        retrieved = retriever.retrieve(question, depth(question))
        reads = read_sentences(question, retrieved, encoder)
        if reads:
            expected = [folded(text) for text in _alternatives(asked["quotes"])]
            told = [folded(read.text) for read in reads]
            right = [any(text in one for text in expected) for one in told]
            found.append(_gathered("hub", "", question, retrieved, reads, right))
    index.close()
    return found


def _alternatives(quotes: Sequence[str | list[str]]) -> Iterator[str]:
    for one in quotes:
        yield from [one] if isinstance(one, str) else one
