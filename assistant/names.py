"""Names in a text: organisations, people, places, years. In: text as typed. Out: spans of characters.

A capital tells a name but at the start of a sentence; there only what has a second capital or a figure.
"""

import re

from ingest.documents import Span
from ingest.terms.analyzer import words

_JOINTS = r"(?: (?:de|del|de la|of|of the|d['’]|for|i|y|&))?"
_CAPITALISED = rf"[A-ZÀ-Ý][\w’'·-]*(?:{_JOINTS} ?[A-ZÀ-Ý0-9][\w’'·-]*)*"
_NAME = re.compile(_CAPITALISED)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OPENING_MARKS = ' \t\r"“«('
_ENDS = "\n.?!:¿¡"
_SECOND_SIGN = re.compile(r"\w[\w’'·-]*[A-ZÀ-Ý0-9]|[A-ZÀ-Ý]\S* .*[A-ZÀ-Ý]")
_OPENING = re.compile(
    r"^(?:And|But|What|Who|Where|When|Which|How|Why|Is|Are|Do|Does|Did|Can|In|At|For|About|The|"
    r"Y|E|Pero|En|De|Con|Para|Qué|Quién|Cuál|El|La|I|Però|Amb|Per|Què|Qui|Quin|Quina|Al|A)"
    r"(?: (?:de|del|la|el|about|of|in|at|i|y|the))*(?:\s+|['’])"
)


def name_spans(text: str) -> list[Span]:
    """Names in order; "And Vall d'Hebron" is Vall d'Hebron."""
    found = []
    for match in _NAME.finditer(text):
        start = match.start()
        if _opens(text, start):
            opening = _OPENING.match(match[0])
            start += opening.end() if opening else 0
            if opening is None and not _SECOND_SIGN.search(match[0]):
                continue
        if text[start : match.end()][:1].isupper():
            found.append(Span(start, match.end()))
    return found


def _opens(text: str, start: int) -> bool:
    """Whether a sentence begins here, but for quotation marks."""
    while start and text[start - 1] in _OPENING_MARKS:
        start -= 1
    return not start or text[start - 1] in _ENDS


def named_words(text: str) -> set[str]:
    """The folded words of a text's names."""
    return {word for span in name_spans(text) for word in words(text[span.start : span.end])}


def year_spans(text: str) -> list[Span]:
    """Years in order."""
    return [Span(*match.span()) for match in _YEAR.finditer(text)]
