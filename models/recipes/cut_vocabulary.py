"""A model without the tokens of scripts that its three languages do not use.

In: a model folder with a WordPiece tokenizer. Out: the same with a shorter table; texts in Latin and
Greek letters keep their tokens, letters of other scripts become [UNK].
Run: python -m models.recipes.cut_vocabulary MODEL OUT.
"""

import argparse
import json
import shutil
import unicodedata
from pathlib import Path

import torch
from transformers import AutoModel

_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
_SCRIPTS = ("LATIN", "GREEK", "MICRO SIGN", "FEMININE ORDINAL", "MASCULINE ORDINAL")


def is_used(token: str) -> bool:
    """Whether a token may occur in English, Spanish or Catalan text."""
    if token in _SPECIAL:
        return True
    if token.startswith("[unused"):
        return False
    return all(_is_used(letter) for letter in token.removeprefix("##"))


def _is_used(letter: str) -> bool:
    if not unicodedata.category(letter).startswith(("L", "M")):
        return True
    return unicodedata.name(letter, "").startswith(_SCRIPTS)


def cut(source: Path, out: Path) -> tuple[int, int]:
    """Write the model with the tokens that are used; return their number before and after."""
    spec = json.loads((source / "tokenizer.json").read_text("utf-8"))
    vocabulary: dict[str, int] = spec["model"]["vocab"]
    kept = sorted((token for token in vocabulary if is_used(token)), key=vocabulary.__getitem__)
    spec["model"]["vocab"] = {token: row for row, token in enumerate(kept)}
    for added in spec["added_tokens"]:
        added["id"] = spec["model"]["vocab"][added["content"]]
    _renumber(spec["post_processor"], spec["model"]["vocab"])
    model = AutoModel.from_pretrained(source)
    table = model.embeddings.word_embeddings.weight.detach()
    rows = torch.tensor([vocabulary[token] for token in kept])
    model.resize_token_embeddings(len(kept), mean_resizing=False)
    model.embeddings.word_embeddings.weight.data.copy_(table[rows])
    out.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(out)
    (out / "tokenizer.json").write_text(json.dumps(spec, ensure_ascii=False), "utf-8")
    for name in ("tokenizer_config.json", "special_tokens_map.json"):
        if (source / name).exists():
            shutil.copyfile(source / name, out / name)
    return len(vocabulary), len(kept)


def _renumber(processor: dict[str, object], vocabulary: dict[str, int]) -> None:
    """Give the special tokens that a text is put between their new numbers."""
    for name, token in processor.get("special_tokens", {}).items():  # type: ignore[attr-defined]
        token["ids"] = [vocabulary[name]]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    before, after = cut(arguments.model, arguments.out)
    print(f"{before:,} tokens, {after:,} kept")
