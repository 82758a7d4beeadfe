"""An answer's text to the things that it lists: its lines or, in running text, what each citation closes.

In: an answer as it was told, ours or another program's. Out: the items in order, without marks.
"""

import re

_LINE = re.compile(r"^[ \t]*(?:[-*•]|\d{1,3}[.)])[ \t]+(.+)$", re.M)
_MARKS = re.compile(r"(?: ?\[\d{1,3}\])+")


def items(told: str) -> list[str]:
    """The items; the whole text where it lists nothing."""
    lines = _LINE.findall(told)
    parts = lines or _MARKS.split(told)
    return [_MARKS.sub("", part).strip() for part in parts if part.strip()] or [told.strip()]
