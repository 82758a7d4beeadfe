"""A small BERT with random weights and a vocabulary of its own, as a folder that transformers loads."""

from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import BertWordPieceTokenizer
from transformers import BertConfig, BertModel, BertTokenizerFast

from models.recipes.export import quantise_rows


def save(folder: Path, texts: Sequence[str]) -> None:
    """Write weights and tokenizer; its words are those of `texts`."""
    words = sorted({word for text in texts for word in text.split()})
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words]
    (folder / "vocab.txt").write_text("\n".join(vocabulary))
    BertWordPieceTokenizer(str(folder / "vocab.txt")).save(str(folder / "raw.json"))
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=256,
    )
    model = BertModel(config)
    # Words that int8 holds exactly, so that what is served can be compared with what was trained.
    table = model.get_input_embeddings().weight
    rows, scales = quantise_rows(table.detach().numpy())
    table.data = torch.from_numpy(rows * scales[:, None])
    model.save_pretrained(folder)
    BertTokenizerFast(tokenizer_file=str(folder / "raw.json")).save_pretrained(folder)
