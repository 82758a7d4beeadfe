"""Paragraphs of the question-answering files, split into sentences, with the questions asked of them.

In: a folder with JSON lines, xz-compressed (title, context, qas with answers and their starts). Out:
paragraphs that keep their article across languages, so that training and held-back articles never mix.
"""

import hashlib
import json
import lzma
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.documents import Language, Span
from ingest.sentences import sentences

FILES: tuple[tuple[str, Language], ...] = (
    ("qa.squad2.en", "en"),
    ("qa.squad2.es", "es"),
    ("qa.viquiquad.ca", "ca"),
    ("qa.squad1-other-articles.en", "en"),
)
TRANSLATED = ("qa.squad2.ca", "qa.viquiquad.es")
QUESTIONS = "questions.en"
AskedId = tuple[str, str]  # of paragraph and question
Wordings = dict[AskedId, dict[Language, str]]
# One article in so many is held back from all training.
HELD_BACK = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; `answers` are spans in its paragraph's text, none where it does not answer.

    A translated answer whose words are not found again is the span of its whole sentence.
    """

    id: str
    text: str
    answers: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`id` is the same in every language; so is `article`, the title of the original."""

    id: str
    article: str
    language: Language
    title: str
    text: str
    sentences: tuple[Span, ...]
    asked: tuple[Asked, ...]

    @property
    def held_back(self) -> bool:
        """Whether the paragraph is of an article that nothing is trained on."""
        return is_held_back(self.article)


def is_held_back(name: str) -> bool:
    """Whether an article, or a claim, of this name is kept from all training."""
    return hashlib.sha256(name.encode()).digest()[0] % HELD_BACK == 0


def load(folder: Path, name: str, language: Language) -> list[Paragraph]:
    """The paragraphs of one file; those of the Spanish SQuAD have their English ids."""
    rows = list(read_lines(folder / f"{name}.jsonl.xz"))
    original = _originals(folder) if name == "qa.squad2.es" else {}
    return [
        _paragraph(row, f"{name}-{number}", language, original) for number, row in enumerate(rows)
    ]


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON lines file, xz-compressed."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _originals(folder: Path) -> dict[str, tuple[str, str]]:
    """The paragraph and article of each English question."""
    return {
        asked.id: (paragraph.id, paragraph.article)
        for paragraph in load(folder, "qa.squad2.en", "en")
        for asked in paragraph.asked
    }


def _paragraph(
    row: dict[str, Any], number: str, language: Language, original: dict[str, tuple[str, str]]
) -> Paragraph:
    title, text = str(row["title"]).replace("_", " "), str(row["context"])
    asked = tuple(_asked(qa, text) for qa in row["qas"])
    id_, article = next((original[one.id] for one in asked if one.id in original), (number, title))
    return Paragraph(id_, article, language, title, text, tuple(sentences(text)), asked)


def _asked(qa: dict[str, Any], text: str) -> Asked:
    spans = {
        Span(answer["start"], answer["start"] + len(answer["text"]))
        for answer in qa["answers"]
        if answer["text"] and answer["start"] >= 0
    }
    inside = sorted((s for s in spans if s.end <= len(text)), key=lambda span: span.start)
    return Asked(str(qa["id"]), str(qa["question"]).strip(), tuple(inside))


def load_translated(path: Path) -> list[Paragraph]:
    """Paragraphs as `models.recipes.translate` writes them."""
    return [_as_written(row) for row in read_lines(path)]


def _as_written(row: dict[str, Any]) -> Paragraph:
    asked = tuple(Asked(qa["id"], qa["text"], _spans(qa["answers"])) for qa in row["asked"])
    return Paragraph(**row | {"sentences": _spans(row["sentences"]), "asked": asked})


def load_wordings(path: Path) -> Wordings:
    """English questions in other languages, as `models.recipes.translate` writes them."""
    return {(row["paragraph"], row["id"]): row["said"] for row in read_lines(path)}


def _spans(rows: Sequence[dict[str, int]]) -> tuple[Span, ...]:
    return tuple(Span(row["start"], row["end"]) for row in rows)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Paragraphs by id and language, and the questions asked of each, by id and language."""

    paragraphs: dict[str, dict[Language, Paragraph]]
    answerable: dict[AskedId, dict[Language, Asked]]
    adversarial: dict[AskedId, dict[Language, Asked]]

    @classmethod
    def of(cls, every: Sequence[Paragraph]) -> "Corpus":
        """Put paragraphs of several languages together by their ids."""
        paragraphs: dict[str, dict[Language, Paragraph]] = defaultdict(dict)
        kinds: tuple[dict[AskedId, dict[Language, Asked]], ...] = (
            defaultdict(dict),
            defaultdict(dict),
        )
        for paragraph in every:
            paragraphs[paragraph.id][paragraph.language] = paragraph
            for asked in paragraph.asked:
                kinds[not asked.answers][paragraph.id, asked.id][paragraph.language] = asked
        return cls(dict(paragraphs), dict(kinds[0]), dict(kinds[1]))


def paragraphs(data: Path, translations: Path, *, held_back: bool) -> list[Paragraph]:
    """Every paragraph of the training articles, or of those held back."""
    sets = [load(data, name, language) for name, language in FILES]
    sets += [load_translated(translations / f"{name}.jsonl.xz") for name in TRANSLATED]
    return [one for part in sets for one in part if one.held_back == held_back]
