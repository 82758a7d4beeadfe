"""What the embedder learns from: texts with the English whose vector they should get, and questions
with the passages that answer them.

In: the data folder and the folder of translated paragraphs. Out: endless batches, each of one kind.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.documents import Language
from models.recipes.paragraphs import (
    QUESTIONS,
    AskedId,
    Paragraph,
    Wordings,
    is_held_back,
    load_wordings,
    paragraphs,
    read_lines,
)

# Tokens of a batch, and how often each kind of batch comes.
TOKENS = 1800
SHARES = {"sentences": 0.20, "paragraphs": 0.20, "kept": 0.20, "questions": 0.40}
ASKED_TOGETHER = 24
LONGEST_WORDS = 110
# English is kept on texts as long as the window too.
LONGEST_KEPT = 150
_SORTED_TOGETHER = 2000
_TERMS = 30_000
SAME = 60_000


@dataclass(frozen=True, slots=True)
class Pair:
    """A text, and the English text whose vector it should have; None where there is none."""

    text: str
    english: str | None


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts to bring near their English; `passages[i]` answers `texts[i]` where there are any."""

    texts: tuple[Pair, ...]
    passages: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """One question with its passage, each in every language there is, and what it is about."""

    question: dict[Language, str]
    passage: dict[Language, str]
    topic: str
    passage_id: str


def batches(data: Path, translations: Path, seed: int = 0, same: int = SAME) -> Iterator[Batch]:
    """Batches of every kind in turns, drawn by `SHARES`, without end."""
    draw = random.Random(seed)
    kinds = {
        "sentences": _pair_batches(sentence_pairs(data, same), draw),
        "paragraphs": _pair_batches(paragraph_pairs(data, translations), draw),
        "kept": _pair_batches(kept_pairs(data, translations), draw),
        "questions": _question_batches(matters(data, translations), draw),
    }
    while True:
        (kind,) = draw.choices(list(SHARES), list(SHARES.values()))
        yield next(kinds[kind])


def sentence_pairs(data: Path, same: int = SAME) -> list[Pair]:
    """Sentences and terms in Spanish and Catalan with their English, and `same` English ones as they are."""
    found: list[Pair] = []
    for name in ("en-es", "en-ca", "en-es-ca", "synthetic", "tatoeba-ca-synthetic"):
        for row in read_lines(data / f"parallel.{name}.jsonl.xz"):
            english = str(row["en"])
            if 2 <= len(english.split()) <= 60 and "`" not in english:
                found += [Pair(str(row[lang]), english) for lang in ("es", "ca") if row.get(lang)]
    human = [
        Pair(str(row["ca"]), str(row["en"])) for row in read_lines(data / "parallel.en-ca.jsonl.xz")
    ]
    found += [pair for pair in human if 3 <= len(pair.text.split()) <= 60]
    kept = random.Random(1).sample(found, same)
    return [*found, *(Pair(str(pair.english), pair.english) for pair in kept), *_terms(data)]


def _terms(data: Path) -> list[Pair]:
    terms = [
        Pair(str(row["ca"]), str(row["en"])) for row in read_lines(data / "lexicon.en-ca.jsonl.xz")
    ]
    for row in read_lines(data / "lexicon.en-es-ca.jsonl.xz"):
        english = row.get("en")
        for lang in ("es", "ca"):
            if isinstance(english, list) and isinstance(row.get(lang), list):
                terms += [Pair(word, english[0]) for word in row[lang][:2]]
    return random.Random(2).sample(terms, min(len(terms), _TERMS))


def paragraph_pairs(data: Path, translations: Path) -> list[Pair]:
    """Whole paragraphs, English ones as they are too, and runs of parallel sentences."""
    found = []
    for matter in matters(data, translations):
        english = matter.passage.get("en")
        found += [Pair(text, english) for text in matter.passage.values() if english]
    found = list(dict.fromkeys(found))
    for row in read_lines(data / "retrieval.scifact.corpus.jsonl.xz"):
        text = _cut(f"{row['title']} {row['text']}")
        found.append(Pair(text, text))
    for name in ("en-ca", "synthetic"):
        rows = list(read_lines(data / f"parallel.{name}.jsonl.xz"))
        for start in random.Random(3).sample(range(0, len(rows) - 4), min(len(rows) // 4, 12_000)):
            run = rows[start : start + random.Random(start).randint(2, 4)]
            english = _cut(" ".join(str(row["en"]) for row in run))
            found += [
                Pair(_cut(" ".join(str(row[lang]) for row in run)), english)
                for lang in ("es", "ca")
                if run[0].get(lang)
            ]
    return found


def kept_pairs(data: Path, translations: Path) -> list[Pair]:
    """English texts as they are, so that what the original knew of English is not lost: claims, questions,
    abstracts, answers and paragraphs."""
    texts = [str(row["claim"]) for row in _claims(data)]
    for row in read_lines(data / "retrieval.scifact.corpus.jsonl.xz"):
        texts.append(_cut(f"{row['title']} {row['text']}", LONGEST_KEPT))
    for matter in matters(data, translations):
        if "en" in matter.question:
            texts += [
                matter.question["en"],
                *([matter.passage["en"]] if "en" in matter.passage else []),
            ]
    return [Pair(text, text) for text in dict.fromkeys(texts)]


def matters(data: Path, translations: Path) -> list[Matter]:
    """Questions with passages: SQuAD and ViquiQuAD of articles not held back, MedQuAD, and SciFact's
    claims with their abstracts."""
    kept = paragraphs(data, translations, held_back=False)
    wordings = load_wordings(translations / f"{QUESTIONS}.jsonl.xz")
    return [*_of_paragraphs(kept, wordings), *_of_health(data), *_of_science(data)]


def _of_paragraphs(paragraphs: Sequence[Paragraph], wordings: Wordings) -> list[Matter]:
    texts: dict[str, dict[Language, str]] = defaultdict(dict)
    questions: dict[AskedId, dict[Language, str]] = defaultdict(dict)
    topics = {}
    for paragraph in paragraphs:
        topics[paragraph.id] = paragraph.article
        texts[paragraph.id][paragraph.language] = _cut(paragraph.text)
        for asked in paragraph.asked:
            if asked.answers:
                questions[paragraph.id, asked.id][paragraph.language] = asked.text
    return [
        Matter(wordings.get(key, {}) | said, texts[key[0]], topics[key[0]], key[0])
        for key, said in questions.items()
    ]


def _of_health(data: Path) -> list[Matter]:
    """MedQuAD, its questions in Spanish and Catalan where the parallel sentences have them."""
    known: dict[str, dict[Language, str]] = {}
    for row in read_lines(data / "parallel.synthetic.jsonl.xz"):
        english = str(row["en"])
        if english.rstrip().endswith("?"):
            known[english.strip().lower()] = {"es": str(row["es"]), "ca": str(row["ca"])}
    found = []
    for row in read_lines(data / "qa.medquad.en.jsonl.xz"):
        question, answer = str(row["question"]).strip(), str(row["answer"])
        if len(answer.split()) < 8:
            continue
        said: dict[Language, str] = {"en": question, **known.get(question.lower(), {})}
        found.append(
            Matter(said, {"en": _cut(answer, 70)}, f"health {row['focus']}", str(row["id"]))
        )
    return found


def _of_science(data: Path) -> list[Matter]:
    """SciFact's claims, each with an abstract that has evidence for or against it."""
    abstracts = {
        str(row["_id"]): _cut(f"{row['title']} {row['text']}")
        for row in read_lines(data / "retrieval.scifact.corpus.jsonl.xz")
    }
    return [
        Matter({"en": str(row["claim"])}, {"en": abstracts[id_]}, "science", id_)
        for row in _claims(data)
        for id_ in list(row["evidence"])[:1]
        if id_ in abstracts
    ]


def _claims(data: Path) -> list[dict[str, Any]]:
    rows = read_lines(data / "retrieval.scifact.train.jsonl.xz")
    return [row for row in rows if not is_held_back(str(row["claim"]))]


def _pair_batches(pairs: Sequence[Pair], draw: random.Random) -> Iterator[Batch]:
    """Batches of pairs of like length, about `TOKENS` long."""
    while True:
        order = draw.sample(range(len(pairs)), len(pairs))
        for start in range(0, len(order), _SORTED_TOGETHER):
            part = [pairs[row] for row in order[start : start + _SORTED_TOGETHER]]
            cut = _of_like_length(part)
            draw.shuffle(cut)
            yield from cut


def _of_like_length(pairs: list[Pair]) -> list[Batch]:
    pairs.sort(key=lambda pair: len(pair.text))
    found, batch = [], list[Pair]()
    for pair in pairs:
        batch.append(pair)
        if len(batch) * (len(pair.text) / 4 + 3) >= TOKENS:
            found.append(Batch(tuple(batch)))
            batch = []
    return found or [Batch(tuple(batch))]


def _question_batches(every: Sequence[Matter], draw: random.Random) -> Iterator[Batch]:
    """Questions of a few topics with their passages, so that the others' passages are near misses."""
    by_topic: dict[str, list[Matter]] = defaultdict(list)
    for matter in every:
        by_topic[matter.topic].append(matter)
    health = [topic for topic in by_topic if topic.startswith("health ")]
    other = [topic for topic in by_topic if not topic.startswith("health ")]
    sizes = [len(by_topic[topic]) for topic in other]
    while True:
        topics = (
            draw.sample(health, min(ASKED_TOGETHER, len(health)))
            if draw.random() < 0.3
            else draw.choices(other, sizes, k=3)
        )
        drawn = [matter for topic in dict.fromkeys(topics) for matter in by_topic[topic]]
        draw.shuffle(drawn)
        chosen = list({matter.passage_id: matter for matter in drawn}.values())[:ASKED_TOGETHER]
        yield Batch(
            tuple(_in_some_language(matter.question, draw) for matter in chosen),
            tuple(_in_some_language(matter.passage, draw) for matter in chosen),
        )


def _in_some_language(said: dict[Language, str], draw: random.Random) -> Pair:
    return Pair(said[draw.choice(list(said))], said.get("en"))


def _cut(text: str, most: int = LONGEST_WORDS) -> str:
    return " ".join(text.split()[:most])
