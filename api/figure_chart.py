"""A series of figures as an SVG bar chart. In: the topic, its series, oldest first, a language. Out: SVG.

It can be read aloud: title and description say everything that is drawn. It has no script and no style,
and all text of documents is escaped. Values stand over their bars, so that it fits a phone.
"""

from collections.abc import Sequence
from html import escape

from api.figure_text import marked, told
from assistant.answer import Figure
from ingest.documents import Language

_WIDTH = 440
_LEFT = 110
_BAR = 408
_ROW = 48
_TOP = 52
_THICK = 14
_FOOT = 40
_INK = "#1f2933"
_FILL = "#1c6e7d"
_CONTESTED = "#b45309"
_FONT = 'font-family="system-ui, sans-serif"'
_LONGEST = 43
_DISAGREE: dict[Language, str] = {
    "en": "documents disagree",
    "es": "los documentos no coinciden",
    "ca": "els documents no coincideixen",
}
_DOCUMENT: dict[Language, str] = {
    "en": "the document's date",
    "es": "fecha del documento",
    "ca": "data del document",
}


def svg_chart(topic: str, shown: Sequence[Figure], language: Language = "en") -> str:
    """The chart: a bar for each figure, with its date and value, and ≠ where documents disagree."""
    height = _TOP + _ROW * len(shown) + _FOOT
    most = max((abs(one.value) for one in shown), default=1.0) or 1.0
    rows = "".join(_row(place, one, most, language) for place, one in enumerate(shown))
    note = _text(16, height - 14, _note(shown, language), 12, most=60)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
        f'height="{height}" role="img" aria-labelledby="title desc">'
        f'<title id="title">{_safe(topic)}</title><desc id="desc">{_safe(_told(shown, language))}</desc>'
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>'
        f"{_text(16, 30, topic, 16, 'bold')}{rows}{note}</svg>"
    )


def _row(place: int, figure: Figure, most: float, language: Language) -> str:
    y = _TOP + _ROW * place
    length = max(round(_BAR * abs(figure.value) / most), 2)
    colour = _CONTESTED if figure.disagrees_with else _FILL
    dash = ' stroke-dasharray="4 2"' if figure.disagrees_with else ""
    # Where only a bound is known the bar is hollow.
    fill = colour if figure.qualifier is None else "#ffffff"
    bar = (
        f'<rect x="16" y="{y + 21}" width="{length}" height="{_THICK}" fill="{fill}" '
        f'stroke="{colour}" stroke-width="2"{dash}/>'
    )
    date = f"{figure.as_of}{'' if figure.as_of_from == 'stated' else '*'}"
    label = marked(figure, language)
    return f"{_text(16, y + 15, date, 15)}{_text(_LEFT, y + 15, label, 15)}{bar}"


def _text(
    x: int, y: int, text: str, size: int, weight: str = "normal", most: int = _LONGEST
) -> str:
    shown = text if len(text) <= most else text[: most - 1] + "…"
    return (
        f'<text x="{x}" y="{y}" {_FONT} font-size="{size}" font-weight="{weight}" fill="{_INK}">'
        f"{_safe(shown)}</text>"
    )


def _told(shown: Sequence[Figure], language: Language) -> str:
    """The chart in words."""
    clash = f" ({_DISAGREE[language]})"
    return "; ".join(
        f"{one.as_of}: {told(one, language)}{clash if one.disagrees_with else ''}" for one in shown
    )


def _note(shown: Sequence[Figure], language: Language) -> str:
    """What the signs mean."""
    if not any(one.disagrees_with or one.as_of_from != "stated" for one in shown):
        return ""
    return f"≠ {_DISAGREE[language]}   * {_DOCUMENT[language]}"


def _safe(text: str) -> str:
    """Text for XML: escaped, and without the characters that XML cannot carry."""
    return escape("".join(one for one in text if one.isprintable()), quote=True)
