"""Figures as people write them. In: figures of a topic. Out: their text, and the series that a chart
shows."""

from collections import Counter
from collections.abc import Sequence
from itertools import count

from assistant.answer import Figure

_MILLION = 1_000_000
_SIGNS = {
    "more than": ">",
    "less than": "<",
    "at least": "≥",
    "up to": "≤",
    "almost": "≲",
    "about": "≈",
}
_MEASURES = frozenset({"EUR", "USD", "%", "m2", "rank"})


def amount(figure: Figure) -> str:
    """The value with its unit: "42,068 million EUR", "7.6%", "70 members"."""
    unit = "m²" if figure.unit == "m2" else figure.unit
    if figure.unit == "rank":
        return f"rank {_plain(figure.value)}"
    if figure.unit == "%":
        return f"{_plain(figure.value)}%"
    if figure.unit in _MEASURES and abs(figure.value) >= _MILLION:
        return f"{_plain(figure.value / _MILLION)} million {unit}"
    return f"{_plain(figure.value)} {unit}".strip()


def written(figure: Figure) -> str:
    """The amount with its qualifier: "more than 70 members"."""
    return f"{figure.qualifier} {amount(figure)}" if figure.qualifier else amount(figure)


def marked(figure: Figure) -> str:
    """The amount with its qualifier as a sign: "> 70 members"."""
    return f"{_SIGNS[figure.qualifier]} {amount(figure)}" if figure.qualifier else amount(figure)


def series(figures: Sequence[Figure]) -> list[Figure]:
    """The dated figures of the commonest unit, oldest first: what can stand in one chart."""
    dated = [one for one in figures if one.as_of]
    if not dated:
        return []
    order = count()
    places = {kind: next(order) for kind in dict.fromkeys(map(_kind, dated))}
    sizes = Counter(map(_kind, dated))
    kind = max(sizes, key=lambda one: (sizes[one], -places[one]))
    return sorted((one for one in dated if _kind(one) == kind), key=lambda one: one.as_of or "")


def _kind(figure: Figure) -> str:
    """Things counted in three languages are one series."""
    return figure.unit if figure.unit in _MEASURES else ""


def _plain(value: float) -> str:
    """With commas for thousands, and no more decimals than there are."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6f}".rstrip("0").rstrip(".")
