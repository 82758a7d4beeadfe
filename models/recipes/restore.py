"""Gives served int8 models back as weights that PyTorch trains on, so that training can go on from them.

In: served models and the folder of all-MiniLM-L6-v2, for its configuration alone. Out: the embedder as a
folder that transformers loads, and beside it `reader.pt`. What int8 lost stays lost (cosine to the float
vectors .993), which a few training steps make good.
Run: python -m models.recipes.restore models/embedder models/reader ORIGINAL OUT
"""

import argparse
import json
import re
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from transformers import AutoConfig, AutoModel

from ingest.embedding.words import SCALES, TABLE, TOKENIZER
from models.recipes.reader_model import started

_PRODUCT = re.compile(r"/(?P<layer>.+)/MatMul_quant")
_QUANTISED, _SCALE, _ZERO = "_quantized", "_scale", "_zero_point"
_TRANSPOSED = "_Transposed"


def weights(path: Path) -> dict[str, torch.Tensor]:
    """The weights in an int8 ONNX file that `export.quantise` wrote, by their names in PyTorch."""
    graph = onnx.load(path).graph
    held = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    layers = {
        node.input[1].removesuffix(_QUANTISED): f"{match['layer'].replace('/', '.')}.weight"
        for node in graph.node
        if node.op_type == "MatMulInteger" and (match := _PRODUCT.fullmatch(node.name))
    }
    found = {}
    for name, value in held.items():
        plain = name.removesuffix(_QUANTISED)
        if plain in layers:
            found[layers[plain]] = _dequantised(held, plain).T
        elif plain.endswith(_TRANSPOSED):
            found[plain.removesuffix(_TRANSPOSED)] = _dequantised(held, plain).T
        elif plain != name:
            found[plain] = _dequantised(held, plain)
        elif name.endswith((".weight", ".bias")):
            found[name] = value
    return {name: torch.from_numpy(np.array(value, np.float32)) for name, value in found.items()}


def _dequantised(held: dict[str, NDArray[np.generic]], name: str) -> NDArray[np.float32]:
    whole, zero, scale = (
        held[name + part].astype(np.float32) for part in (_QUANTISED, _ZERO, _SCALE)
    )
    return np.asarray((whole - zero) * scale, np.float32)


def restore_embedder(served: Path, original: Path, out: Path) -> None:
    """Write the embedder of the folder `served`, with its words, to the folder `out`."""
    card = json.loads((served / "card.json").read_text("utf-8"))
    words = served / card["words"]
    table = np.load(words / TABLE) * np.load(words / SCALES)[:, None]
    config = AutoConfig.from_pretrained(original)
    config.vocab_size = len(table)
    model = AutoModel.from_config(config, add_pooling_layer=False)  # type: ignore[no-untyped-call]
    held = {
        name.removeprefix("encoder."): value
        for name, value in weights(served / card["model"]).items()
    }
    held["embeddings.word_embeddings.weight"] = torch.from_numpy(table.astype(np.float32))
    model.load_state_dict(held)
    model.save_pretrained(out)
    shutil.copyfile(words / TOKENIZER, out / TOKENIZER)


def restore_reader(served: Path, embedder: Path, out: Path) -> None:
    """Write the reader of the folder `served` to the file `out`; `embedder` is what was restored."""
    card = json.loads((served / "card.json").read_text("utf-8"))
    model, _ = started(embedder)
    held, unserved = weights(served / card["model"]), (".pooler.", ".word_embeddings.")
    kept = {
        name: value
        for name, value in model.state_dict().items()
        if any(part in name for part in unserved)
    }
    model.load_state_dict(kept | held)
    torch.save(model.state_dict(), out)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for argument in ("embedder", "reader", "original", "out"):
        parser.add_argument(argument, type=Path)
    given = parser.parse_args()
    restore_embedder(given.embedder, given.original, given.out)
    restore_reader(given.reader, given.out, given.out / "reader.pt")
