"""Questions as people type them: without marks, without accents, in small letters, with a slip.

In: a question as it is written well. Out: the same as typed.
"""

import re
import unicodedata
from random import Random

from models.recipes.reader_templates.texts import capitalise

SMALL, UNMARKED, UNACCENTED, SLIPPED, HALF_OPEN = 0.45, 0.25, 0.15, 0.06, 0.3


def typed(question: str, rng: Random) -> str:
    """The question with what hurry leaves out."""
    if rng.random() < UNMARKED:
        question = re.sub(r"[¿?]", "", question)
    elif rng.random() < HALF_OPEN:
        question = question.replace("¿", "")
    if rng.random() < UNACCENTED:
        question = _without_accents(question)
    if rng.random() < SLIPPED:
        question = _with_slip(question, rng)
    return question if rng.random() < SMALL else capitalise(question)


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    kept = "".join(part for part in parts if unicodedata.category(part) != "Mn")
    return unicodedata.normalize("NFC", kept)


def _with_slip(text: str, rng: Random) -> str:
    """Two letters swapped inside a small word."""
    words = [found for found in re.finditer(r"\b[^\W\d_]{5,}\b", text) if found[0].islower()]
    if not words:
        return text
    at = rng.choice(words).start() + rng.randint(1, 3)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
