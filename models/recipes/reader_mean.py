"""The mean of the weights of two readers, of which one was trained on from the other.

It keeps what the one answers and most of what the other refuses (after Wortsman et al., "Model soups",
ICML 2022).
In: the weights of both. Out: a file of the same form.
Run: python -m models.recipes.reader_mean restored/reader.pt reader/reader.pt mean.pt
"""

import argparse
from pathlib import Path

import torch


def mean_of(
    one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]
) -> dict[str, torch.Tensor]:
    """The mean of each of the weights, which must have the same names."""
    if one.keys() != other.keys():
        raise ValueError("the weights are of different models")
    return {name: torch.lerp(weights, other[name], 0.5) for name, weights in one.items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for argument in ("one", "other", "out"):
        parser.add_argument(argument, type=Path)
    given = parser.parse_args()
    loaded = [torch.load(path, weights_only=True) for path in (given.one, given.other)]
    torch.save(mean_of(*loaded), given.out)
