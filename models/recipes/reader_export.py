"""Exports the trained reader to what is served: `models/reader/model-int8.onnx` and its card.

In: the embedder's trained weights and the reader's. Run:
python -m models.recipes.reader_export WEIGHTS READER models/reader
Calibrate afterwards (`models.recipes.reader_calibrate`), or the reader does not open.
"""

import argparse
from pathlib import Path

import torch

from assistant.reading import CALIBRATION
from ingest.embedding.card import checksum
from models.recipes.export import VECTORS, WINDOW, export_encoder, made_with, write_card
from models.recipes.reader_model import started

NAME = "reader-en-es-ca"
FILE = "model-int8.onnx"
WORDS = "../words"


def main(weights: Path, reader: Path, out: Path) -> None:
    """Write model and card; words are the embedder's, exported before."""
    out.mkdir(parents=True, exist_ok=True)
    model, table = started(weights, attention="eager")
    model.load_state_dict(torch.load(reader, weights_only=True))
    export_encoder(
        model,
        out / FILE,
        inputs=[VECTORS, "attention_mask", "token_type_ids"],
        outputs=["passage", "tokens"],
        dim=table.embedding_dim,
        int8=True,
    )
    (out / CALIBRATION).unlink(missing_ok=True)  # another model's
    write_card(
        out,
        [FILE],
        model=FILE,
        words=WORDS,
        words_fingerprint=made_with(out / WORDS),
        fingerprint=f"{NAME} {checksum(out / FILE)[:12]}",
        window=WINDOW,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("weights", "reader", "out"):
        parser.add_argument(name, type=Path)
    given = parser.parse_args()
    main(given.weights, given.reader, given.out)
