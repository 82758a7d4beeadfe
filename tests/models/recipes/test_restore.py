"""What is restored from served int8 models is near what was exported, and trains on."""

import shutil
from pathlib import Path

import pytest
import torch
from transformers import AutoModel

from models.recipes import reader_export
from models.recipes.embedder_train import Encoder
from models.recipes.export import export
from models.recipes.reader_model import started
from models.recipes.restore import restore_embedder, restore_reader

TEXTS = ["who makes vectors ?", "the plant of vic in girona and cells", "it was founded 2010 ."]


@pytest.fixture(scope="module")
def restored(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `reader.pt` as trained, and beside it what came back from the served form."""
    folder = tmp_path_factory.mktemp("restored")
    trained = folder / "trained"
    _as_if_trained(tiny, trained)
    export(trained, folder / "embedder", "tiny", int8=True, words="../words")
    model, _ = started(trained)
    torch.save(model.state_dict(), folder / "reader.pt")
    reader_export.main(trained, folder / "reader.pt", folder / "reader")
    restore_embedder(folder / "embedder", tiny, folder / "back")
    restore_reader(folder / "reader", folder / "back", folder / "back" / "reader.pt")
    return folder


def _as_if_trained(tiny: Path, out: Path) -> None:
    """No two biases are alike, as after training; ONNX would keep one of them."""
    torch.manual_seed(1)
    model = AutoModel.from_pretrained(tiny)
    with torch.no_grad():
        for weights in model.parameters():
            weights += 0.02 * torch.randn_like(weights)
    model.save_pretrained(out)
    shutil.copyfile(tiny / "tokenizer.json", out / "tokenizer.json")


def test_the_embedder_comes_back(restored: Path) -> None:
    with torch.no_grad():
        before, after = (Encoder(restored / name).eval()(TEXTS) for name in ("trained", "back"))
    assert ((before * after).sum(1) > 0.999).all()
    assert not torch.equal(before, after)


def test_every_weight_of_the_reader_comes_back(restored: Path) -> None:
    before, after = (
        torch.load(folder / "reader.pt", weights_only=True)
        for folder in (restored, restored / "back")
    )
    assert set(before) == set(after)
    for name, weights in before.items():
        if "pooler" not in name and "word_embeddings" not in name:  # neither is served
            step = weights.abs().max() / 100
            assert (weights - after[name]).abs().max() <= step, name
