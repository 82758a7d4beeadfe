"""Whether a figure is announced, planned or achieved, told by its sentence (en, es, ca)."""

import re

from ingest.figures.figure import FigureStatus
from ingest.terms.analyzer import fold

_NOT_DONE = re.compile(
    r"\b(?:not|no|ni|never|nunca|mai)\W+(?:\w+\W+){0,3}?(?:spent|paid|gasta\w*|paga\w*)"
)
# A part that is done does not make the whole done, nor does a sum that may be reached.
_PART_DONE = re.compile(
    r"\b\d+(?:[.,]\d+)? ?(?:%|per cent|percent|por ciento)\W+(?:of it |d ell |de ello )?\w+"
)
_AT_MOST = re.compile(r"\b(?:up to|hasta|fins a)\W+\d")
_SIGNS: tuple[tuple[FigureStatus, re.Pattern[str]], ...] = (
    ("announced", re.compile(r"\b(?:announc\w+|anunci\w+)")),
    (
        "planned",
        re.compile(
            r"\b(?:planned|plans? to|will|expect\w*|forecast\w*|is to|are to|aims? to|previst\w*|"
            r"preven?|planific\w+|planead\w+|tindran?|passaran?|tendran?|pasaran?|seran?|faran?|haran?)\b"
        ),
    ),
    (
        "achieved",
        re.compile(
            r"\b(?:raised|received|obtained|closed|treated|executed|spent|reached|attracted|awarded|"
            r"accepted|"
            r"opened|launched|invested|recib\w+|obtuv\w+|ejecut\w+|gasta\w+|capt\w+|tratado|abrio|invert\w+|"
            r"rebut|va (?:rebre|obtenir|captar|obrir|tancar)|executat\w*|tractat|invertit\w*|"
            r"recaud\w+|recapt\w+)\b"
        ),
    ),
)


def status_of(sentence: str) -> FigureStatus | None:
    """The status that a sentence gives its figures; None where it says nothing of it."""
    folded = fold(sentence)
    said = _PART_DONE.sub(" ", _NOT_DONE.sub(" ", folded))
    found = next((status for status, sign in _SIGNS if sign.search(said)), None)
    return None if found == "achieved" and _AT_MOST.search(folded) else found
