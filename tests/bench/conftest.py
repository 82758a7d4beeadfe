"""A folder of development data in small: of the articles, "Barn" and "Port" are trained on."""

import json
import lzma
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from bench.held_back import HeldBack, held_back
from ingest.index.reader import Index
from tests.fakes import HashEmbedder

HARBOUR = "Ships wait in the harbour. The old lighthouse was built in 1820."
PUERTO = "Los barcos esperan en el puerto. El viejo faro se construyó en 1820."
GRANJA = "Les vaques dormen a la granja. El paller vell és del 1700."

Asked = tuple[str, str, str]  # id, question, answer


def row(title: str, text: str, *asked: Asked) -> dict[str, object]:
    return {
        "title": title,
        "context": text,
        "qas": [
            {
                "id": id_,
                "question": question,
                "answers": [{"text": answer, "start": text.index(answer)}] if answer else [],
            }
            for id_, question, answer in asked
        ],
    }


FILES: dict[str, Sequence[dict[str, object]]] = {
    "qa.squad2.en": (
        row(
            "Harbour",
            HARBOUR,
            ("h1", "When was the old lighthouse built?", "1820"),
            ("h2", "When was the old lighthouse sold?", ""),
            ("h3", "What waits in the harbour?", "Ships"),
        ),
        row("Barn", "Cows sleep in the barn.", ("b1", "Who sleeps in the barn?", "Cows")),
        row("Barn", "The old road was closed.", ("b2", "What was closed?", "road")),
    ),
    "qa.squad2.es": (
        row(
            "Puerto",
            PUERTO,
            ("h1", "¿Cuándo se construyó el viejo faro?", "1820"),
            ("h2", "¿Cuándo se vendió el viejo faro?", ""),
        ),
        row("Granero", "Las vacas duermen.", ("b1", "¿Quién duerme?", "vacas")),
    ),
    "qa.viquiquad.ca": (
        row("Granja", GRANJA, ("g1", "De quin any és el paller vell?", "1700")),
        row("Port", "Els vaixells esperen al port.", ("p1", "Qui espera al port?", "vaixells")),
    ),
}


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("questions")
    for name, rows in FILES.items():
        with lzma.open(folder / f"{name}.jsonl.xz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(one) + "\n" for one in rows)
    return folder


@pytest.fixture(scope="session")
def english(data: Path) -> Iterator[tuple[Index, HeldBack]]:
    """The English paragraphs, and the English questions asked of them."""
    with closing(held_back(data, HashEmbedder())) as found:
        index, (questions, _) = next(found)
        yield index, questions
