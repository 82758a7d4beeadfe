"""Questions of the articles that no model was trained on, and the paragraphs to find their answers in.

In: the question-answering files of a folder of development data. Out: one index after the other, of all
paragraphs of a file, with the held-back questions that are asked of it in one language or another.
"""

import random
import tempfile
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ingest.documents import Language
from ingest.embedding.protocol import Embedder
from ingest.index.reader import Index
from models.recipes.paragraphs import TRANSLATED, Paragraph, load
from models.recipes.reader_gather import LANGUAGE_OF, SEARCHED, Asked, asked_of, index_of

_NAMES: dict[Language, str] = {"en": "English", "es": "Spanish", "ca": "Catalan"}


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Questions of one language: with an answer, with none (they only sound like it), and
    `strangers`, whose answers are in none of the paragraphs."""

    name: str
    answerable: tuple[Asked, ...]
    adversarial: tuple[Asked, ...]
    strangers: tuple[Asked, ...]


def held_back(folder: Path, embedder: Embedder) -> Generator[tuple[Index, list[HeldBack]]]:
    """Each index, open until the next is asked for, and the sets of questions to ask of it."""
    files = {name: load(folder, name, LANGUAGE_OF[name]) for name, _, _ in SEARCHED}
    with tempfile.TemporaryDirectory() as scratch:
        for told, _, asking in SEARCHED:
            sets = [_set(files, name, told) for name in asking if name not in TRANSLATED]
            with closing(index_of(Path(scratch) / told, files[told], embedder)) as index:
                yield index, sets


def sample(questions: Sequence[Asked], number: int) -> list[Asked]:
    """The same ones in each run; all where there are fewer."""
    draw = random.Random(0)  # noqa: S311 - a fixed sample, not a secret
    return draw.sample(questions, min(number, len(questions)))


def _set(files: dict[str, list[Paragraph]], asking: str, told: str) -> HeldBack:
    asked = asked_of(files[asking], files[told], LANGUAGE_OF[asking])
    other = "qa.squad2.en" if told.startswith("qa.viquiquad") else "qa.viquiquad.ca"
    return HeldBack(
        _name(asking, told),
        tuple(one for one in asked if one.starts),
        tuple(one for one in asked if not one.starts),
        tuple(asked_of(files[other], files[other], LANGUAGE_OF[other])),
    )


def _name(asking: str, told: str) -> str:
    source = "ViquiQuAD" if told.startswith("qa.viquiquad") else "SQuAD 2"
    across = "" if asking == told else f" to {_NAMES[LANGUAGE_OF[told]]}"
    return f"{source}, {_NAMES[LANGUAGE_OF[asking]]}{across}"
