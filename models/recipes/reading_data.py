"""Question-answering files as paragraphs to ingest and questions asked of them.

In: a folder with JSON lines, xz-compressed (title, context, qas with answers and their starts). Out:
paragraphs, questions, and an extractor that reads a paragraph to the character.
"""

import json
import lzma
from dataclasses import dataclass
from pathlib import Path

from ingest.documents import Block, Extract, Language

FILES: dict[Language, str] = {
    "en": "qa.squad2.en.jsonl.xz",
    "es": "qa.squad2.es.jsonl.xz",
    "ca": "qa.viquiquad.ca.jsonl.xz",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the paragraph it was asked of, and where its answers start there."""

    id: str
    text: str
    language: Language
    paragraph: str
    title: str
    starts: tuple[int, ...]


class Paragraphs:
    """Reads a file as one paragraph, to the character, so that answers keep their offsets."""

    def extract(self, path: Path, *, password: str | None, ocr: bool) -> Extract:
        """The file's text as it is."""
        text = path.read_text("utf-8")
        return Extract(text, (Block("paragraph", 0, len(text)),))


def load(folder: Path, language: Language) -> tuple[list[str], list[Asked]]:
    """Paragraphs, and the questions asked of them; a paragraph's id is its number."""
    paragraphs, asked = [], []
    with lzma.open(folder / FILES[language], "rt", encoding="utf-8") as rows:
        for number, row in enumerate(map(json.loads, rows)):
            paragraphs.append(row["context"])
            for qa in row["qas"]:
                starts = tuple(answer["start"] for answer in qa["answers"])
                asked.append(
                    Asked(qa["id"], qa["question"], language, str(number), row["title"], starts)
                )
    return paragraphs, asked
