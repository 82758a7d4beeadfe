"""What a figure is said to be: more than a number, about it, up to it. In: the text around a number."""

import re

from ingest.figures.figure import Qualifier
from ingest.terms.analyzer import fold

_BEFORE: dict[Qualifier, str] = {
    "at least": r"at least|no fewer than|(?:a )?minimum of|al menos|por lo menos|como minimo|"
    r"minimo de|almenys|"
    r"com a minim|minim de|pel cap baix",
    "more than": r"more than|over|above|upwards of|in excess of|pass(?:ed|es)?|exceed(?:s|ed|ing)?|mas de|"
    r"superior(?:es)? a|super(?:a|an|o|aron|aba|aban|en|ava|aven)|mes de",
    "less than": r"less than|fewer than|under|below|menos de|menys de|inferior(?:e?s)? a",
    "up to": r"up to|at most|(?:a )?maximum of|hasta|como maximo|maximo de|fins a|com a maxim|maxim de",
    "almost": r"almost|nearly|close to|casi|cerca de|gairebe|quasi|prop de",
    "about": r"about|around|approximately|approx\.?|roughly|some|circa|ca\.|~|≈|unos|unas|alrededor de|"
    r"aproximadamente|en torno a|uns|unes|al voltant de|aproximadament|cap a|hacia",
}
_PATTERNS = {
    name: re.compile(
        rf"(?<!\w)(?:{phrases})(?: (?:a total of|un total de|the|los|las|els|les))?\s*[€$]?\s*$"
    )
    for name, phrases in _BEFORE.items()
}
_AFTER: tuple[tuple[Qualifier, re.Pattern[str]], ...] = (
    ("at least", re.compile(r"^\+|^ (?:or more|o mas|o mes)\b")),
    ("up to", re.compile(r"^ (?:or (?:less|fewer)|o menos|o menys)\b")),
)
_REACH = 40


def qualifier_of(before: str, after: str, *, lasts: bool = False) -> Qualifier | None:
    """The qualifier of a number between two texts; `lasts` where it is a time ("over three years")."""
    said = fold(before[-_REACH:])
    for name, pattern in _PATTERNS.items():
        match = pattern.search(said)
        if match and not (lasts and match[0].strip() == "over"):
            return name
    return next((name for name, pattern in _AFTER if pattern.search(fold(after[:_REACH]))), None)
