"""Sentences of English, Spanish and Catalan text, as character spans.

In: text and the stretch of it to split. Out: spans that leave out the white space around them; one
after the other they cover every other character. A full stop does not end a sentence after an
abbreviation, an initial or a list number, nor before a lower-case letter.
"""

import re
from collections.abc import Iterator

from ingest.documents import Span

_ABBREVIATIONS = frozenset(
    (
        "dr dra drs prof sr sra srs st sta mr mrs ms jr inc ltd co corp dept univ vs etc approx ca "
        "cf al ed eds fig figs no nos nr núm num núms art arts pàg pàgs pág págs pag pags p pp vol "
        "cap ap ex e.g i.e eg ie p.ex p.e a.c d.c aprox máx mín màx tel av avda c ctra ee.uu u.s u.k "
        "jan feb mar apr jun jul aug sep sept oct nov dec"
    ).split()
)
_LONGEST_WORD = 30
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?:\[\d+\])*(?=\s)|\n+")
_WORD_BEFORE = re.compile(r"[^\s(\[\"“«'’]*$")
_OPENING = re.compile(r"\s*[\"'“‘«(\[¿¡–—-]*\s*(.)", re.DOTALL)


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of `text[start:end]`, as spans in `text`."""
    end = len(text) if end is None else end
    found = []
    for left, right in _cuts(text, start, end):
        stripped = text[left:right].strip()
        if stripped:
            first = text.index(stripped[0], left)
            found.append(Span(first, first + len(stripped)))
    return found


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = start
    for match in _END.finditer(text, start, end):
        if _ends_sentence(text, match, left, end):
            yield left, match.end()
            left = match.end()
    yield left, end


def _ends_sentence(text: str, match: re.Match[str], left: int, end: int) -> bool:
    if match.group().startswith("\n"):
        return True
    following = _OPENING.match(text, match.end(), end)
    if following is None or following.group(1).islower():
        return False
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    return not _is_abbreviation(text[max(left, match.start() - _LONGEST_WORD) : match.start()])


def _is_abbreviation(before: str) -> bool:
    """Whether the full stop after `before` belongs to its last word."""
    word_match = _WORD_BEFORE.search(before)
    word = word_match.group() if word_match else ""
    is_initial = len(word) == 1 and word.isupper()
    is_list_number = word.isdecimal() and before.strip() == word
    return is_initial or is_list_number or word.lower() in _ABBREVIATIONS
