"""Exports a BERT-like sentence embedder to ONNX, float or int8, with its card.

In: a folder that transformers can load (weights, tokenizer.json). Out: a folder that
`ingest.embedding.onnx.OnnxEmbedder` opens. Run: python -m models.export MODEL OUT NAME [--int8].
Inputs `input_ids`, `attention_mask` (batch, tokens) int64. Outputs `embedding` (batch, dimension),
mean-pooled and of unit length, and `tokens` (batch, tokens, dimension), the last hidden states, from
which sentence vectors are pooled. int8 weights are quantised per channel: per tensor costs far more
(cosine to float .937 against .993).
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from transformers import AutoModel

WINDOW = 256


class MeanPooled(torch.nn.Module):
    """An encoder with mean pooling and normalisation, its token states kept."""

    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        tokens = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(tokens.dtype)
        mean = (tokens * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
        return torch.nn.functional.normalize(mean, dim=1), tokens


def export_float(model: Path, target: Path) -> int:
    """Write the float ONNX file; return the dimension of its vectors."""
    encoder = AutoModel.from_pretrained(model, attn_implementation="eager").float().eval()
    ids = torch.randint(0, encoder.config.vocab_size, (2, 16))
    names = ("input_ids", "attention_mask", "tokens")
    axes = {name: {0: "batch", 1: "tokens"} for name in names} | {"embedding": {0: "batch"}}
    torch.onnx.export(
        MeanPooled(encoder),
        (ids, torch.ones_like(ids)),
        str(target),
        input_names=["input_ids", "attention_mask"],
        output_names=["embedding", "tokens"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    return int(encoder.config.hidden_size)


def quantise(source: Path, target: Path) -> None:
    """Write an int8 version of `source`, its activations scaled as it runs."""
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / "prepared.onnx"
        quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(str(prepared), str(target), weight_type=QuantType.QInt8, per_channel=True)


def export(model: Path, out: Path, name: str, *, int8: bool) -> None:
    """Write model, tokenizer and card of `model` to the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "model.onnx"
        dimension = export_float(model, whole)
        file = out / ("model-int8.onnx" if int8 else "model.onnx")
        if int8:
            quantise(whole, file)
        else:
            shutil.copyfile(whole, file)
    shutil.copyfile(model / "tokenizer.json", out / "tokenizer.json")
    sums = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (file, out / "tokenizer.json")
    }
    card = {
        "model": file.name,
        "fingerprint": f"{name} {sums[file.name][:12]}",
        "dimension": dimension,
        "window": WINDOW,
        "sha256": sums,
    }
    (out / "card.json").write_text(json.dumps(card, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("name")
    parser.add_argument("--int8", action="store_true")
    arguments = parser.parse_args()
    export(arguments.model, arguments.out, arguments.name, int8=arguments.int8)
