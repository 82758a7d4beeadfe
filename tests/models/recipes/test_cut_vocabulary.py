from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer
from transformers import AutoModel

from models.recipes.cut_vocabulary import cut, is_used


@pytest.mark.parametrize("token", ["[CLS]", "al", "##ció", "·", "β", "µ", "ª", "2010", "€", "ñ"])
def test_tokens_of_the_three_languages_stay(token: str) -> None:
    assert is_used(token)


@pytest.mark.parametrize("token", ["[unused1]", "ю", "##中", "ع", "か"])
def test_other_scripts_and_unused_tokens_go(token: str) -> None:
    assert not is_used(token)


def test_a_text_keeps_its_tokens_and_their_vectors(tiny: Path, tmp_path: Path) -> None:
    before, after = cut(tiny, tmp_path)
    assert before - after == 3
    text, models, tokenizers = "Who makes β vectors?", [], []
    for folder in (tiny, tmp_path):
        tokenizers.append(Tokenizer.from_file(str(folder / "tokenizer.json")))
        models.append(AutoModel.from_pretrained(folder).eval())
    one, other = (tokenizer.encode(text) for tokenizer in tokenizers)
    assert one.tokens == other.tokens
    with torch.no_grad():
        states = [
            model(input_ids=torch.tensor([encoding.ids])).last_hidden_state
            for model, encoding in zip(models, (one, other), strict=True)
        ]
    assert torch.allclose(states[0], states[1], atol=1e-6)


def test_a_letter_of_another_script_becomes_unknown(tiny: Path, tmp_path: Path) -> None:
    cut(tiny, tmp_path)
    assert "[UNK]" in Tokenizer.from_file(str(tmp_path / "tokenizer.json")).encode("中").tokens
