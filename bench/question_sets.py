"""Development data on disk to collections of texts and the questions asked of them.

In: a folder of JSON lines, xz (SciFact, ViquiQuAD, SQuAD 2 in English and Spanish, conversations).
Out: collections, each with its sets of questions and the ids of the texts that answer.
"""

import json
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.documents import Language

_SAID = "|user|:"
_CONVERSATION_TEXTS = "conversations.corpus.jsonl.xz"


@dataclass(frozen=True, slots=True)
class Text:
    """One retrievable text."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the ids of the texts that answer it."""

    question: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions of one kind, and the two measures that are usual for it: name and depth."""

    name: str
    asked: tuple[Asked, ...]
    measures: tuple[tuple[str, int], tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Collection:
    """Texts of one language, and the sets of questions asked of them."""

    language: Language
    texts: tuple[Text, ...]
    sets: tuple[QuestionSet, ...]


@dataclass(frozen=True, slots=True)
class Conversation:
    """What somebody asked in turns, the last question as a person rewrote it to stand alone, and the ids
    of the texts that answer it."""

    turns: tuple[str, ...]
    rewrite: str
    right: frozenset[str]


def load(folder: Path) -> Iterator[Collection]:
    """Every collection, one at a time."""
    yield _scifact(folder)
    yield _conversations(folder)
    texts, catalan = _paragraphs(folder / "qa.viquiquad.ca.jsonl.xz")
    yield Collection("ca", texts, (_paragraph_set("ViquiQuAD, Catalan", catalan.values()),))
    yield from _squad(folder)


def _scifact(folder: Path) -> Collection:
    asked = [
        Asked(row["claim"], frozenset(map(str, row["cited_doc_ids"])))
        for row in _rows(folder / "retrieval.scifact.train.jsonl.xz")
    ]
    measures = (("nDCG", 10), ("recall", 10))
    claims = QuestionSet("SciFact claims, English", tuple(asked), measures)
    return Collection("en", _texts(folder / "retrieval.scifact.corpus.jsonl.xz"), (claims,))


def _conversations(folder: Path) -> Collection:
    rows = list(_rows(folder / "conversations.jsonl.xz"))
    sets = tuple(
        QuestionSet(
            name,
            tuple(Asked(_said(row[key]), frozenset(row["relevant"])) for row in rows),
            (("nDCG", 10), ("recall", 5)),
        )
        for name, key in (
            ("conversations, last turn", "last_turn"),
            ("conversations, rewritten", "rewrite"),
        )
    )
    return Collection("en", _texts(folder / _CONVERSATION_TEXTS), sets)


def conversation_texts(folder: Path) -> Collection:
    """The texts that conversations are about."""
    return Collection("en", _texts(folder / _CONVERSATION_TEXTS), ())


def conversations(folder: Path) -> list[Conversation]:
    """Every conversation, each cut off after one of its questions."""
    return [
        Conversation(
            tuple(filter(None, (turn.strip() for turn in row["questions"].split(_SAID)))),
            _said(row["rewrite"]),
            frozenset(row["relevant"]),
        )
        for row in _rows(folder / "conversations.jsonl.xz")
    ]


def _squad(folder: Path) -> Iterator[Collection]:
    """English and Spanish, each asked in both: the same question has one id in both files."""
    english, in_english = _paragraphs(folder / "qa.squad2.en.jsonl.xz")
    spanish, in_spanish = _paragraphs(folder / "qa.squad2.es.jsonl.xz")
    both = in_english.keys() & in_spanish.keys()
    from_spanish = [Asked(in_spanish[i].question, in_english[i].right) for i in sorted(both)]
    from_english = [Asked(in_english[i].question, in_spanish[i].right) for i in sorted(both)]
    yield Collection(
        "en",
        english,
        (
            _paragraph_set("SQuAD 2, English", in_english.values()),
            _paragraph_set("SQuAD 2, Spanish to English", from_spanish),
        ),
    )
    yield Collection(
        "es",
        spanish,
        (
            _paragraph_set("SQuAD 2, Spanish", in_spanish.values()),
            _paragraph_set("SQuAD 2, English to Spanish", from_english),
        ),
    )


def _paragraph_set(name: str, asked: Iterable[Asked]) -> QuestionSet:
    return QuestionSet(name, tuple(asked), (("recall", 1), ("recall", 5)))


def _paragraphs(file: Path) -> tuple[tuple[Text, ...], dict[str, Asked]]:
    """Paragraphs, and their questions by id; those that the paragraph does not answer left out."""
    texts, asked = [], {}
    for number, row in enumerate(_rows(file)):
        id_ = str(number)
        texts.append(Text(id_, "", row["context"]))
        for qa in row["qas"]:
            if qa["answers"]:
                asked[str(qa["id"])] = Asked(qa["question"], frozenset([id_]))
    return tuple(texts), asked


def _texts(file: Path) -> tuple[Text, ...]:
    return tuple(Text(row["_id"], row["title"], row["text"]) for row in _rows(file))


def _said(turn: str) -> str:
    """A turn's words without the mark of who said them."""
    return turn.removeprefix(_SAID).strip()


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
