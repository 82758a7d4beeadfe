"""Forms in which the embedder could be served: bytes, speed, and what is lost against float.

In: a folder with trained weights that transformers can load, as `models/recipes/export.py` reads it. Out: a
Markdown table. The texts are paragraphs of the shipped corpus and the development questions. All forms take
turns in one process, so that a busy machine slows all alike; each keeps the best of its rounds.
Run: python -m bench.embedder_formats MODEL
"""

import json
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from onnxruntime.quantization import QuantType

from bench.machine import describe
from bench.table import markdown
from ingest.embedding.onnx import OnnxEmbedder
from models.recipes.export import (
    PER_CHANNEL,
    export_embedder,
    quantise,
    write_embedder_card,
    write_words,
)

ROOT = Path(__file__).resolve().parents[1]
LAYERS = range(6)
# Each form's options of ONNX Runtime's `quantize_dynamic`; none for float.
FORMS: dict[str, Mapping[str, Any] | None] = {
    "float32": None,
    "int8 a channel": PER_CHANNEL,
    "int8 a channel, matrices alone": PER_CHANNEL | {"op_types_to_quantize": ["MatMul"]},
    "int8 a channel, 7 bits used": PER_CHANNEL | {"reduce_range": True},
    "uint8 a channel": PER_CHANNEL | {"weight_type": QuantType.QUInt8},
    "int8 a channel, last matrix of a layer float": PER_CHANNEL
    | {"nodes_to_exclude": [f"/encoder/encoder/layer.{n}/output/dense/MatMul" for n in LAYERS]},
    "int8 a matrix": PER_CHANNEL | {"per_channel": False},
}
HEAD = ("form", "MB", "paragraphs/s", "question, ms", "cosine, questions", "cosine, paragraphs")
PARAGRAPHS, QUESTIONS, ROUNDS = 64, 40, 4


@dataclass(frozen=True, slots=True)
class Speed:
    """One round: paragraphs a second, and the median seconds of one question."""

    rate: float
    seconds: float


def paragraphs() -> list[str]:
    """Of the corpus's Markdown files, those long enough, evenly drawn."""
    files = sorted((ROOT / "corpus").rglob("*.md"))
    found = [part for file in files for part in file.read_text("utf-8").split("\n\n")]
    long = [part for part in found if len(part) > 250]
    return long[:: len(long) // PARAGRAPHS][:PARAGRAPHS]


def questions() -> list[str]:
    """The first development questions."""
    lines = (ROOT / "tests/questions/development.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines[:QUESTIONS]]


def embedders(model: Path, folder: Path) -> dict[str, OnnxEmbedder]:
    """Every form of the model, exported to `folder` and opened."""
    write_words(model, folder / "words", "measured")
    whole = folder / "float.onnx"
    export_embedder(model, whole, int8=False)
    found = {}
    for number, (name, options) in enumerate(FORMS.items()):
        file = folder / str(number) / "model.onnx"
        file.parent.mkdir()
        if options is None:
            file.write_bytes(whole.read_bytes())
        else:
            quantise(whole, file, options)
        write_embedder_card(file, name, "../words")
        found[name] = OnnxEmbedder.open(file.parent)
    return found


def speed(embedder: OnnxEmbedder, texts: Sequence[str], asked: Sequence[str]) -> Speed:
    """Paragraphs together, then questions one by one."""
    started = time.perf_counter()
    embedder.embed(texts)
    rate = len(texts) / (time.perf_counter() - started)
    return Speed(rate, median(_seconds(embedder, question) for question in asked))


def _seconds(embedder: OnnxEmbedder, question: str) -> float:
    started = time.perf_counter()
    embedder.embed([question])
    return time.perf_counter() - started


def likeness(one: OnnxEmbedder, other: OnnxEmbedder, texts: Sequence[str]) -> float:
    """The mean cosine of both vectors of each text."""
    return float((one.embed(texts) * other.embed(texts)).sum(axis=1).mean())


def main(model: Path) -> None:
    """Measure every form and print the table."""
    texts, asked = paragraphs(), questions()
    with tempfile.TemporaryDirectory() as folder:
        found = embedders(model, Path(folder))
        rounds = [{n: speed(e, texts, asked) for n, e in found.items()} for _ in range(ROUNDS)]
        sizes = [path.stat().st_size for path in sorted(Path(folder).glob("*/model.onnx"))]
    rows = [
        (
            name,
            f"{size / 1e6:.1f}",
            f"{max(one[name].rate for one in rounds):.0f}",
            f"{min(one[name].seconds for one in rounds) * 1e3:.1f}",
            f"{likeness(embedder, found['float32'], asked):.4f}",
            f"{likeness(embedder, found['float32'], texts):.4f}",
        )
        for (name, embedder), size in zip(found.items(), sizes, strict=True)
    ]
    print(f"> {describe()}\n\n{markdown(HEAD, rows)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
