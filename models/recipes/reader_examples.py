"""Question-answering files to training examples of the reader, and to held-back ones to measure it.

In: the data folder and the folder of translated paragraphs. Out: endless examples of many kinds: what
answers, in any two languages; the same passage without the sentence that answers; SQuAD's adversarial
questions; passages that retrieval takes for an answer; questions with a name or year exchanged; health
answers to another question about the same disease; templates.
"""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ingest.documents import Language, Span
from ingest.sentences import sentences
from models.recipes.near_misses import NearMisses
from models.recipes.paragraphs import (
    QUESTIONS,
    Asked,
    AskedId,
    Corpus,
    Paragraph,
    load_wordings,
    paragraphs,
    read_lines,
)
from models.recipes.reader_example import Example
from models.recipes.reader_templates import examples as templates

# How often each kind of example comes.
SHARES = {
    "answered": 0.36,
    "adversarial": 0.14,
    "answer_removed": 0.08,
    "near_miss": 0.13,
    "exchanged": 0.04,
    "health": 0.05,
    "templates": 0.20,
}
MOST_WORDS = 120
_TITLED = 0.6
_WHOLE = 0.3
_NAME = re.compile(r"(?<=\w )[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+)*")
_YEAR = re.compile(r"\b1\d{3}\b|\b20\d\d\b")


class Examples:
    """Draws training examples, `SHARES` of each kind, with a fixed seed."""

    def __init__(self, data: Path, translations: Path, near: NearMisses, seed: int = 0) -> None:
        self._draw = random.Random(seed)
        self._corpus = Corpus.of(paragraphs(data, translations, held_back=False))
        self._wordings = load_wordings(translations / f"{QUESTIONS}.jsonl.xz")
        self._near = near
        self._health = health(data)
        self._templates = templates(seed)
        self._names = _names(self._corpus)
        self._turns: dict[str, list[AskedId]] = {}

    def __iter__(self) -> Iterator[Example]:
        makers: dict[str, Callable[[], Example | None]] = {
            "answered": self._answered,
            "adversarial": self._adversarial,
            "answer_removed": self._answer_removed,
            "near_miss": self._near_miss,
            "exchanged": self._exchanged,
            "health": self._of_health,
            "templates": lambda: next(self._templates),
        }
        while True:
            (kind,) = self._draw.choices(list(SHARES), list(SHARES.values()))
            example = makers[kind]()
            if example is not None and example.sentences:
                yield example

    def _next(self, kind: str, of: dict[AskedId, dict[Language, Asked]]) -> AskedId:
        """The next question: all of a kind come before one comes again."""
        if not self._turns.get(kind):
            self._turns[kind] = self._draw.sample(list(of), len(of))
        return self._turns[kind].pop()

    def _answered(self) -> Example:
        key = self._next("answered", self._corpus.answerable)
        question, asked, paragraph = self._in_two_languages(self._corpus.answerable, key)
        whole = example(question, paragraph, asked.answers, "answered")
        return self._window(whole)

    def _adversarial(self) -> Example:
        key = self._next("adversarial", self._corpus.adversarial)
        question, _, paragraph = self._in_two_languages(self._corpus.adversarial, key)
        return self._window(example(question, paragraph, (), "adversarial"))

    def _answer_removed(self) -> Example | None:
        key = self._next("removed", self._corpus.answerable)
        question, asked, paragraph = self._in_two_languages(self._corpus.answerable, key)
        whole = example(question, paragraph, asked.answers, "answer_removed")
        said = {paragraph.text[span.start : span.end].lower() for span in asked.answers}
        kept = tuple(
            text
            for row, text in enumerate(whole.sentences)
            if row not in (whole.answering or ()) and not any(a in text.lower() for a in said)
        )
        return self._window(replace(whole, sentences=kept, answering=frozenset(), spans=()))

    def _near_miss(self) -> Example | None:
        key = self._next("near", self._corpus.answerable)
        said = self._corpus.answerable[key]
        language = self._draw.choice(list(said))
        others = self._near.of(key[0], said[language].id, language)
        if not others:
            return None
        versions = self._corpus.paragraphs[self._draw.choice(others)]
        paragraph = versions[self._draw.choice(list(versions))]
        answers = {_answer_text(self._corpus, key, name) for name in said}
        if any(answer and answer in paragraph.text.lower() for answer in answers):
            return None
        return self._window(example(self._in_words(key, said), paragraph, (), "near_miss"))

    def _exchanged(self) -> Example | None:
        """A question with another name or year in place of its own, which the passage does not have."""
        key = self._next("exchanged", self._corpus.answerable)
        question, _, paragraph = self._in_two_languages(self._corpus.answerable, key)
        changed = self._with_another(question, paragraph)
        if changed is None:
            return None
        return self._window(example(changed, paragraph, (), "exchanged"))

    def _with_another(self, question: str, paragraph: Paragraph) -> str | None:
        years = _YEAR.findall(question)
        if years:
            other = str(int(years[0]) + self._draw.randint(1, 30))
            return None if other in paragraph.text else question.replace(years[0], other)
        names = _NAME.findall(question)
        if not names:
            return None
        other = self._draw.choice(self._names[paragraph.article])
        if other in paragraph.text or other in question:
            return None
        return question.replace(self._draw.choice(names), other)

    def _of_health(self) -> Example:
        """A health question with its answer, or with one to another question about the disease."""
        group = self._health[self._draw.choice(list(self._health))]
        (question, own), (other, answer) = self._draw.choices(group, k=2)
        answers = None if question == other or answer == own else frozenset[int]()
        return Example(self._draw.choice(question), "", answer, answers, (), "health")

    def _in_two_languages(
        self, of: dict[AskedId, dict[Language, Asked]], key: AskedId
    ) -> tuple[str, Asked, Paragraph]:
        """The question in one language; its answers and paragraph in one, often another."""
        said = of[key]
        language = self._draw.choice(list(said))
        paragraph = self._corpus.paragraphs[key[0]][language]
        return self._in_words(key, said), said[language], paragraph

    def _in_words(self, key: AskedId, said: dict[Language, Asked]) -> str:
        """The question in one of its languages; the rough translation where there is no better one."""
        words = self._wordings.get(key, {}) | {name: asked.text for name, asked in said.items()}
        return words[self._draw.choice(list(words))]

    def _window(self, whole: Example) -> Example:
        """A run of the sentences that keeps one that answers; sometimes all; sometimes untitled."""
        context = whole.context if self._draw.random() < _TITLED else ""
        rows = range(len(whole.sentences))
        if self._draw.random() > _WHOLE and len(rows) > 1:
            kept = self._draw.choice(list(whole.answering or rows))
            size = self._draw.randint(1, len(rows))
            first = self._draw.randint(max(0, kept - size + 1), min(kept, len(rows) - size))
            rows = range(first, first + size)
        return _short(_part(replace(whole, context=context), rows))


def example(question: str, paragraph: Paragraph, answers: Sequence[Span], source: str) -> Example:
    """A question of a whole paragraph."""
    spans = [
        (row, answer.start - sentence.start, min(answer.end, sentence.end) - sentence.start)
        for row, sentence in enumerate(paragraph.sentences)
        for answer in answers
        if sentence.start <= answer.start < sentence.end
    ]
    texts = tuple(paragraph.text[span.start : span.end] for span in paragraph.sentences)
    answering = frozenset(row for row, _, _ in spans)
    return Example(question, paragraph.title, texts, answering, tuple(spans), source)


def _part(whole: Example, rows: range) -> Example:
    answering = whole.answering
    if answering is not None:
        answering = frozenset(row - rows.start for row in answering if row in rows)
    spans = tuple((row - rows.start, a, b) for row, a, b in whole.spans if row in rows)
    return replace(
        whole,
        sentences=whole.sentences[rows.start : rows.stop],
        answering=answering,
        spans=spans,
    )


def _short(whole: Example) -> Example:
    """The example without the last sentences, or the first, until it is short enough."""
    rows = range(len(whole.sentences))
    size = [len(text.split()) for text in whole.sentences]
    needed = whole.answering or frozenset((0,))
    while len(rows) > 1 and sum(size[row] for row in rows) > MOST_WORDS:
        rows = range(rows.start, rows.stop - 1) if min(needed) < rows.stop - 1 else rows[1:]
    return _part(whole, rows)


def _answer_text(corpus: Corpus, key: AskedId, language: Language) -> str:
    asked, paragraph = corpus.answerable[key][language], corpus.paragraphs[key[0]][language]
    shortest = min(asked.answers, key=lambda span: span.end - span.start)
    return paragraph.text[shortest.start : shortest.end].lower()


def _names(corpus: Corpus) -> dict[str, list[str]]:
    """The names that each article has, to exchange for one another."""
    found: dict[str, set[str]] = defaultdict(set)
    for versions in corpus.paragraphs.values():
        for paragraph in versions.values():
            found[paragraph.article].update(_NAME.findall(paragraph.text))
    return {article: sorted(names) or ["Aldea Roja"] for article, names in found.items()}


def health(data: Path) -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """MedQuAD by disease: a question, in every language there is, and its answer's first sentences."""
    known: dict[str, tuple[str, ...]] = {}
    for row in read_lines(data / "parallel.synthetic.jsonl.xz"):
        if str(row["en"]).rstrip().endswith("?"):
            known[str(row["en"]).strip().lower()] = (str(row["es"]), str(row["ca"]))
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
    for row in read_lines(data / "qa.medquad.en.jsonl.xz"):
        question = str(row["question"]).strip()
        answer = _first_sentences(str(row["answer"]))
        if answer:
            found[str(row["focus"])].append(((question, *known.get(question.lower(), ())), answer))
    return {focus: group for focus, group in found.items() if len(group) > 1}


def _first_sentences(text: str, most: int = 80) -> tuple[str, ...]:
    found: list[str] = []
    for span in sentences(text[:2000]):
        found.append(text[span.start : span.end])
        if sum(len(one.split()) for one in found) > most:
            break
    return tuple(" ".join(one.split()[:most]) for one in found[:6])
