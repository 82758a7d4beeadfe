from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer
from transformers import AutoModel

from models.recipes.embedder_start import Original, associated, new_words, start_of, write


@pytest.fixture(scope="module")
def original(tiny: Path) -> Original:
    return Original(tiny)


def test_a_word_is_associated_with_what_it_translates(original: Original) -> None:
    pairs = [("the cells", "las células"), ("the plant", "la fábrica"), ("cells", "células")] * 4
    found = dict(associated(pairs, original))
    assert max(found["celulas"], key=found["celulas"].__getitem__) == "cells"
    assert max(found["fabrica"], key=found["fabrica"].__getitem__) == "plant"
    assert "la" not in found


def test_a_sure_association_needs_no_dictionary(original: Original) -> None:
    sure = start_of("celulas", {"cells": 0.9}, [["plant"]], original)
    assert sure == pytest.approx(original.vector("cells"))
    unsure = start_of("celulas", {"cells": 0.2}, [["plant"]], original)
    between = (original.vector("cells") + original.vector("plant")) / 2
    assert unsure == pytest.approx(between)
    assert start_of("celulas", {}, [], original) is None


def test_new_words_are_tokens_of_their_own(
    data: Path, tiny: Path, original: Original, tmp_path: Path
) -> None:
    added = new_words(data, original) | {"fabrica": original.vector("plant")}
    write(tiny, added, tmp_path)
    tokenizer = Tokenizer.from_file(str(tmp_path / "tokenizer.json"))
    (row,) = tokenizer.encode("Fàbrica", add_special_tokens=False).ids
    table = AutoModel.from_pretrained(tmp_path).get_input_embeddings().weight.detach().numpy()
    assert table[row] == pytest.approx(original.vector("plant"))
    assert len(table) == len(tokenizer.get_vocab())
    assert np.isfinite(table).all()
