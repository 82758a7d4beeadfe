"""List markers and note marks at the start of a line.

In: a line's text. Out: whether it opens a list item or a footnote, and the text with its marker
in one plain form.
"""

import re

_BULLETS = "•●◦○▪■□▫–—‣⁃∙·➢➤✓✔❖\uf0b7\uf0a7\uf0d8\uf0fc"
_BULLET = re.compile(rf"[{_BULLETS}*o\-](?=\s|$)\s*|[{_BULLETS[:4]}\uf0b7\uf0a7]\s*")
_NUMBERED = re.compile(r"(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,5})\)|(?:\d{1,2}|[a-z])\.)(?=\s|$)\s*")
_NOTE = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,2}(?=\s|[.)]\s)|[*†‡§]+)[.)]?\s*(?=\S)")


def is_marker(text: str) -> bool:
    """Whether the text is a list marker and nothing else."""
    match = _BULLET.match(text) or _NUMBERED.match(text)
    return match is not None and match.end() == len(text)


def is_item(text: str) -> bool:
    """Whether the text opens a list item."""
    match = _BULLET.match(text) or _NUMBERED.match(text)
    return match is not None and match.end() < len(text)


def without_bullet(text: str) -> str:
    """The item's text: a bullet goes, a number or letter stays."""
    match = _BULLET.match(text)
    return text[match.end() :] if match else text


def note_mark(text: str) -> str | None:
    """The mark that opens a footnote, such as "3", "¹" or "*"."""
    match = _NOTE.match(text)
    return match[1] if match else None
