"""A page in, the same page without the text that its styles keep from a reader's eyes.

Only what is sure goes: text without size, paint or place. White text stays wherever something may lie
behind it. Elements without `display` are `drop_boilerplate`'s, save those that a style sheet hides.
"""

import re
from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from ingest.loaders.styles import Style, Styles

_FAR = 500
_SMALLEST = 1.1
_ROOTS = frozenset({"html", "body", "main", "[document]"})
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|vw|vh|%)?")
_RELATIVE = frozenset({"em", "%"})
_NO_AREA = re.compile(
    r"rect\((?:\s*,?\s*[01](?:px)?\s*,?\s*){4}\)|(?:inset\((?:50|100)%|circle\(0).*"
)
_COLOURS = {"white": (255, 255, 255), "black": (0, 0, 0)}
_UNPAINTED = frozenset({"transparent", "none", "initial"})
_AWAY = re.compile(r"scale[xy]?\(0[,)].*|translate[xy]?\(-\d{4,}px.*")
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})")
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+))?\s*\)")
_WHITE = 250
_SAME = 5

Colour = tuple[int, ...] | str | None


def drop_hidden(soup: BeautifulSoup, styles: Styles) -> int:
    """Takes hidden text out of the page; the number of characters that it had."""
    dropped = 0
    for element in soup.find_all(True):
        if element.name not in _ROOTS and _has_no_place(styles.of(element)):
            dropped += len(element.get_text(strip=True))
            element.extract()
    for text in list(soup.find_all(string=True)):
        if text.strip() and _is_unseen(text, styles):
            dropped += len(text.strip())
            text.extract()
    return dropped


def hides(tag: str) -> bool:
    """Whether what stands in an element with this opening tag is hidden."""
    soup = BeautifulSoup(f"{tag}text", "lxml")
    if soup.find(hidden=True) or soup.find("template"):
        return True
    drop_hidden(soup, Styles(soup))
    return not soup.get_text()


def _has_no_place(style: Style) -> bool:
    """Whether an element is not laid out, fully transparent, off the screen or without area."""
    opacity = _LENGTH.fullmatch(style.get("opacity", "1"))
    is_loose = style.get("position") in ("absolute", "fixed")
    is_cut = style.get("overflow") in ("hidden", "clip")
    sides = (style.get(side, "") for side in ("left", "top", "right", "bottom"))
    sizes = (style.get(size, "") for size in ("height", "width", "max-height", "max-width"))
    return (
        style.get("display") == "none"
        or (opacity is not None and float(opacity[1]) < 0.01)
        or (is_loose and any(map(_is_far, sides)))
        or _is_far(style.get("text-indent", ""))
        or (is_loose and _NO_AREA.fullmatch(style.get("clip", "")) is not None)
        or _NO_AREA.fullmatch(style.get("clip-path", "")) is not None
        or _AWAY.fullmatch(style.get("transform", "")) is not None
        or (is_cut and any(map(_is_small, sizes)))
    )


def _is_unseen(text: NavigableString, styles: Styles) -> bool:
    """Whether what a text inherits makes it invisible, tiny, or of the colour of its ground."""
    above = [(element, styles.of(element)) for element in text.parents]
    if not styles.is_whole:
        above = above[: _known(element for element, _ in above)]
    chain = [style for _, style in above]
    size = next((one for style in chain if (one := style.get("font-size")) and _settles(one)), "")
    inside = [style for element, style in above if element.name not in _ROOTS]
    visibility = next((style["visibility"] for style in inside if "visibility" in style), "")
    is_link = any(element.name in ("a", "mark", "button") for element, _ in above)
    return (
        _is_small(size)
        or visibility in ("hidden", "collapse")
        or (not is_link and _is_painted_over(chain, is_whole=styles.is_whole))
    )


def _known(elements: Iterable[Tag]) -> int:
    """How many elements, from a text upwards, an unknown style sheet leaves to their own styles."""
    named = [bool(element.get("class") or element.get("id")) for element in elements]
    return named.index(True) + 1 if True in named else len(named)


def _is_painted_over(chain: list[Style], *, is_whole: bool) -> bool:
    """Whether a text's own colour is that of its ground; paper is white."""
    declared = next((style["color"] for style in chain if "color" in style), None)
    if declared is None:
        return False
    colour = _colour(declared)
    grounds = [_colour(_ground(style)) for style in chain]
    height = next((i for i, ground in enumerate(grounds) if ground is not None), len(chain))
    # Behind what is positioned there may be a picture.
    if any("position" in style for style in chain[:height]):
        return False
    if height == len(chain):
        is_white = isinstance(colour, tuple) and min(colour) >= _WHITE
        return colour is None or (is_white and is_whole)
    return _are_alike(colour, grounds[height])


def _ground(style: Style) -> str:
    return style.get("background-color") or style.get("background") or "none"


def _colour(value: str) -> Colour:
    """Red, green and blue; None where nothing is painted; else the value as it is written."""
    if value in _COLOURS or value in _UNPAINTED:
        return _COLOURS.get(value)
    if match := _HEX.fullmatch(value):
        digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])
        return tuple(bytes.fromhex(digits))
    if match := _RGB.fullmatch(value):
        return None if match[4] and not float(match[4]) else tuple(map(int, match.groups()[:3]))
    return value


def _are_alike(one: Colour, other: Colour) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return all(abs(a - b) <= _SAME for a, b in zip(one, other, strict=True))
    return one == other


def _settles(size: str) -> bool:
    """Whether a font size is not a share of that around it, which may be none."""
    match = _LENGTH.fullmatch(size)
    return match is None or match[2] not in _RELATIVE or not float(match[1])


def _is_small(value: str) -> bool:
    match = _LENGTH.fullmatch(value)
    least = _SMALLEST if match and match[2] in ("px", "pt") else 0.01
    return match is not None and float(match[1]) < least


def _is_far(value: str) -> bool:
    """Whether a distance leads off the screen to the left or to the top."""
    match = _LENGTH.fullmatch(value)
    return match is not None and -float(match[1]) * (10 if match[2] in ("em", "rem") else 1) >= _FAR
