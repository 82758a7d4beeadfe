"""How good a ranked list is. In: ids, best first, and those that are right. Out: from 0 to 1."""

import math
from collections.abc import Collection, Sequence


def recall(ranked: Sequence[str], right: Collection[str], k: int) -> float:
    """The share of the right ones among the first `k`."""
    return len(set(ranked[:k]) & set(right)) / len(right)


def ndcg(ranked: Sequence[str], right: Collection[str], k: int) -> float:
    """Normalised discounted cumulative gain at `k`, each id either right or not."""
    gained = sum(_discount(rank) for rank, id_ in enumerate(ranked[:k]) if id_ in right)
    return gained / sum(_discount(rank) for rank in range(min(k, len(right))))


def _discount(rank: int) -> float:
    return 1 / math.log2(rank + 2)
