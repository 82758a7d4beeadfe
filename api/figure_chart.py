"""A series of figures as an SVG bar chart. In: the topic and its series, oldest first. Out: an SVG text.

It can be read aloud: title and description say everything that is drawn. It has no script and no style,
and all
text of documents is escaped.
"""

from collections.abc import Sequence
from html import escape

from api.figure_text import marked, written
from assistant.answer import Figure

_WIDTH = 720
_LEFT = 110
_BAR = 330
_ROW = 34
_TOP = 52
_THICK = 20
_FOOT = 40
_INK = "#1f2933"
_FILL = "#1c6e7d"
_CONTESTED = "#b45309"
_FONT = 'font-family="system-ui, sans-serif"'
_LONGEST = 70


def svg_chart(topic: str, shown: Sequence[Figure]) -> str:
    """The chart: a bar for each figure, with its date and value, and ≠ where documents disagree."""
    height = _TOP + _ROW * len(shown) + _FOOT
    most = max((abs(one.value) for one in shown), default=1.0) or 1.0
    rows = "".join(_row(place, one, most) for place, one in enumerate(shown))
    note = "≠ documents disagree   * the document's date" if any(map(_is_noted, shown)) else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
        f'height="{height}" role="img" aria-labelledby="title desc">'
        f'<title id="title">{_safe(topic)}</title><desc id="desc">{_safe(_told(shown))}</desc>'
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>'
        f"{_text(16, 30, topic, 16, 'bold')}{rows}{_text(16, height - 14, note, 12)}</svg>"
    )


def _row(place: int, figure: Figure, most: float) -> str:
    y = _TOP + _ROW * place
    length = max(round(_BAR * abs(figure.value) / most), 2)
    colour = _CONTESTED if figure.disagrees_with else _FILL
    dash = ' stroke-dasharray="4 2"' if figure.disagrees_with else ""
    # Where only a bound is known the bar is hollow.
    fill = colour if figure.qualifier is None else "#ffffff"
    bar = (
        f'<rect x="{_LEFT}" y="{y}" width="{length}" height="{_THICK}" fill="{fill}" '
        f'stroke="{colour}" stroke-width="2"{dash}/>'
    )
    date = f"{figure.as_of}{'' if figure.as_of_from == 'stated' else '*'}"
    label = f"{marked(figure)}{' ≠' if figure.disagrees_with else ''}"
    return f"{_text(16, y + 15, date, 13)}{bar}{_text(_LEFT + length + 8, y + 15, label, 13)}"


def _text(x: int, y: int, text: str, size: int, weight: str = "normal") -> str:
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return (
        f'<text x="{x}" y="{y}" {_FONT} font-size="{size}" font-weight="{weight}" fill="{_INK}">'
        f"{_safe(shown)}</text>"
    )


def _told(shown: Sequence[Figure]) -> str:
    """The chart in words."""
    return "; ".join(
        f"{one.as_of}: {written(one)}{' (documents disagree)' if one.disagrees_with else ''}"
        for one in shown
    )


def _is_noted(figure: Figure) -> bool:
    return bool(figure.disagrees_with) or figure.as_of_from != "stated"


def _safe(text: str) -> str:
    """Text for XML: escaped, and without the characters that XML cannot carry."""
    return escape("".join(one for one in text if one.isprintable()), quote=True)
