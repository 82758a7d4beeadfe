"""Exports what was trained to what is served: the words, ONNX encoders, their cards.

In: a folder that transformers can load (weights, tokenizer.json), a BERT-like sentence embedder. Out: a
folder that `ingest.embedding.onnx.OnnxEmbedder` opens, and one that `ingest.embedding.words.Words` opens.
Run: python -m models.recipes.export MODEL OUT NAME [--int8] [--words ../words]

Encoders read `word_vectors` (batch, tokens, dimension) float32 and `attention_mask` (batch, tokens)
int64, so that several share one token table. The embedder gives `embedding` (batch, dimension),
mean-pooled and of unit length, and `tokens` (batch, tokens, dimension), the last hidden states.
int8 weights are quantised per channel: per tensor costs far more (cosine to float .937 against .993).
"""

import argparse
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from transformers import AutoModel

from ingest.embedding.card import checksum
from ingest.embedding.words import FILES, SCALES, TABLE, TOKENIZER, fingerprint_of

WINDOW = 256
VECTORS = "word_vectors"
BATCH, TOKENS = 3, 17
PER_CHANNEL = {"weight_type": QuantType.QInt8, "per_channel": True}


class MeanPooled(torch.nn.Module):
    """An encoder with mean pooling and normalisation, its token states kept."""

    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(
        self, word_vectors: torch.Tensor, attention_mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        read = self.encoder(inputs_embeds=word_vectors, attention_mask=attention_mask)
        tokens = read.last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(tokens.dtype)
        mean = (tokens * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
        return torch.nn.functional.normalize(mean, dim=1), tokens


def write_words(model: Path, out: Path, name: str) -> None:
    """Write the token table, the tokenizer and the card of `model` to the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    encoder = AutoModel.from_pretrained(model).float()
    table, scales = quantise_rows(encoder.get_input_embeddings().weight.detach().numpy())
    _save(out / TABLE, table)
    _save(out / SCALES, scales)
    shutil.copyfile(model / TOKENIZER, out / TOKENIZER)
    write_card(out, FILES, name=name, tokens=len(table), dimension=table.shape[1])


def quantise_rows(weights: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Each row as int8 and the scale that gives it back."""
    scales = np.abs(weights).max(axis=1) / 127
    safe = np.where(scales > 0, scales, 1)
    return np.rint(weights / safe[:, None]).astype(np.int8), scales.astype(np.float32)


def _save(path: Path, array: NDArray[np.generic]) -> None:
    """Replaced whole: a running program has the old file mapped."""
    partial = path.with_name(f"partial-{path.name}")
    np.save(partial, array)
    partial.replace(path)


def export_encoder(
    module: torch.nn.Module,
    target: Path,
    *,
    inputs: Sequence[str],
    outputs: Sequence[str],
    dim: int,
    int8: bool,
) -> None:
    """Write `module` as ONNX to `target`; batch and tokens may be of any size.

    `inputs` names the arguments of its forward, in order: `word_vectors` (batch, tokens, dim) float32,
    all others (batch, tokens) int64. Outputs have the batch first; a second axis may be the tokens.
    """
    sample = tuple(
        torch.rand(BATCH, TOKENS, dim) if name == VECTORS else torch.ones(BATCH, TOKENS).long()
        for name in inputs
    )
    module = module.float().eval()
    axes = {name: {0: "batch", 1: "tokens"} for name in inputs}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "float.onnx"
        torch.onnx.export(
            module,
            sample,
            str(whole),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=axes | _output_axes(module, sample, outputs),
            opset_version=17,
            dynamo=False,
        )
        if int8:
            quantise(whole, target)
        else:
            shutil.copyfile(whole, target)


def _output_axes(
    module: torch.nn.Module, sample: tuple[torch.Tensor, ...], names: Sequence[str]
) -> dict[str, dict[int, str]]:
    """Which axes of the outputs follow the batch and the tokens of the sample."""
    with torch.no_grad():
        found = module(*sample)
    tensors = (found,) if isinstance(found, torch.Tensor) else tuple(found)
    axes = {}
    for name, tensor in zip(names, tensors, strict=True):
        follows = tensor.ndim > 1 and tensor.shape[1] == TOKENS
        axes[name] = {0: "batch", 1: "tokens"} if follows else {0: "batch"}
    return axes


def quantise(source: Path, target: Path, options: Mapping[str, Any] = PER_CHANNEL) -> None:
    """Write an int8 version of `source`, its activations scaled as it runs."""
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / "prepared.onnx"
        quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(str(prepared), str(target), **options)


def write_card(folder: Path, files: Sequence[str], **fields: object) -> None:
    """Write the `card.json` of `folder`: the fields, and the checksum of each of `files`."""
    card = fields | {"sha256": {name: checksum(folder / name) for name in files}}
    (folder / "card.json").write_text(json.dumps(card, indent=2) + "\n", "utf-8")


def made_with(words: Path) -> str:
    """The fingerprint of the words in a folder, for the card of a model that reads them."""
    return fingerprint_of({name: checksum(words / name) for name in FILES})


def export(model: Path, out: Path, name: str, *, int8: bool, words: str = ".") -> None:
    """Write the embedder `model` to `out`, and its words to the folder `words`, a path from there."""
    write_words(model, out / words, name)
    file = out / ("model-int8.onnx" if int8 else "model.onnx")
    export_embedder(model, file, int8=int8)
    write_embedder_card(file, name, words)


def export_embedder(model: Path, target: Path, *, int8: bool) -> None:
    """Write the layers above the words, with mean pooling, to the file `target`."""
    encoder = AutoModel.from_pretrained(model, attn_implementation="eager")
    target.parent.mkdir(parents=True, exist_ok=True)
    export_encoder(
        MeanPooled(encoder),
        target,
        inputs=[VECTORS, "attention_mask"],
        outputs=["embedding", "tokens"],
        dim=encoder.config.hidden_size,
        int8=int8,
    )


def write_embedder_card(file: Path, name: str, words: str) -> None:
    """Write the card of the embedder in `file`, beside it."""
    table = np.load(file.parent / words / TABLE, mmap_mode="r")
    write_card(
        file.parent,
        [file.name, *FILES] if words == "." else [file.name],
        model=file.name,
        words=words,
        words_fingerprint=made_with(file.parent / words),
        fingerprint=f"{name} {checksum(file)[:12]}",
        dimension=table.shape[1],
        window=WINDOW,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("name")
    parser.add_argument("--int8", action="store_true")
    parser.add_argument("--words", default=".", help="where the words go, as a path from OUT")
    given = parser.parse_args()
    export(given.model, given.out, given.name, int8=given.int8, words=given.words)
