import pytest
import torch

from models.recipes.reader_mean import mean_of


def test_every_weight_is_the_mean() -> None:
    found = mean_of({"a": torch.tensor([0.0, 2.0])}, {"a": torch.tensor([1.0, 4.0])})
    assert found["a"].tolist() == [0.5, 3.0]


def test_weights_of_different_models_are_refused() -> None:
    with pytest.raises(ValueError, match="different models"):
        mean_of({"a": torch.zeros(1)}, {"b": torch.zeros(1)})
