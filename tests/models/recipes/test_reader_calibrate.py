import numpy as np
import pytest

from assistant.reading import FEATURES
from models.recipes.reader_calibrate import best, fit_calibration, fit_ranking
from models.recipes.reader_gather import Example

SENTENCE, LACKING = FEATURES.index("sentence"), FEATURES.index("lacking")


def drawn(number: int, *, answers: bool, seed: int) -> list[Example]:
    """Examples of four sentences of which the second stands out where it answers."""
    draw = np.random.default_rng(seed)
    found = []
    for _ in range(number):
        features = draw.normal(0, 0.3, (4, len(FEATURES)))
        features[:, LACKING] = draw.uniform(0, 1)
        right = np.zeros(4, bool)
        if answers:
            features[1, SENTENCE] += 3
            right[1] = True
        found.append(Example("asked" if answers else "stranger", "", features, np.zeros(4), right))
    return found


@pytest.fixture(scope="module")
def weights() -> np.ndarray:
    return fit_ranking(drawn(80, answers=True, seed=0), drawn(10, answers=True, seed=9))


def test_the_telling_feature_weighs_most(weights: np.ndarray) -> None:
    assert int(weights.argmax()) == SENTENCE
    assert weights[LACKING] <= 0 <= np.delete(weights, LACKING).min()


def test_what_answers_is_likelier(weights: np.ndarray) -> None:
    chosen = drawn(60, answers=True, seed=1) + drawn(60, answers=False, seed=2)
    slope, bias = fit_calibration(chosen, drawn(10, answers=True, seed=3), weights)
    sure = [best(example, weights)[0] * slope + bias > 0 for example in chosen]
    assert slope > 0
    assert np.mean(sure[:60]) > 0.8 > 0.2 > np.mean(sure[60:])
