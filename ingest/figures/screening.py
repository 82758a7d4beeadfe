"""Numbers that are no figures: of tables, pages and phases, ages, phones, names, lists of sources.

In: a sentence, its section, a number. Out: whether it counts or measures nothing.
"""

import re
from functools import lru_cache

from ingest.figures.numbers import Number
from ingest.terms.analyzer import fold

_SOURCES = re.compile(
    r"(?:sources?|fonts?|fuentes?|references?|referenci\w+|bibliograph\w+|bibliograf\w+)"
)
_SOURCE_LINE = re.compile(r"\W*(?:sources?|fonts?|fuentes?) ?: (?!.*; \w+: )")
_LABELLED = re.compile(
    r"\b(?:table|taula|tabla|figure|figura|fig|pages?|paginas?|pagines|pagina|pag|pp?|chapter|capitol|"
    r"capitulo|section|"
    r"seccio|seccion|article|articulo|art|phases?|fases?|vol|volume|volumen|suppl|supplement|"
    r"suplemento|no|n[oº]|num|news|"
    r"noticia|noticias|day|dia|step|pas|paso|grade|grado|grau|type|tipo|tipus|version|versio|series?|"
    r"decree|decreto|"
    r"decret|regulation|reglament|reglamento|law|ley|llei|appendix|annex|anexo|slide|diapositiva|line|"
    r"linia|linea|room|"
    r"sala|code|codigo|codi|ref|edition|edicion|edicio|aav|isbn|issn|doi|tel|telephone|phone|telefono|"
    r"telefon)"
    r"\.?\s*$"
)
_AGED = re.compile(
    r"\b(?:adult\w*|patients?|pacient\w*|aged?|people|children|personas|persones|majors|mayores|"
    r"menors|menores)"
    r"\s+(?:over|under|above|below|de mes de|majors de|mayores de|de mas de|menors de|menores de)\s*$"
)
_OF_AGE = re.compile(r"\b(?:aged?|edad(?:es)?|edats?)\b[^,;.]{0,15}$")
_PHONE = re.compile(r"\+?\d[\d ().-]{7,}\d")
_ADDRESS = re.compile(r"\S{0,200}(?:://|www\.|@)\S{0,200}")
_LIST_NUMBER = re.compile(r"\d+(?:\.\d+)*[.)]? (?=[A-ZÀ-Ý])")
_CLOCK = re.compile(r"\d+:\d+")
_BETWEEN_CAPITALS = (re.compile(r"[A-ZÀ-Ý][\w]* $"), re.compile(r" [A-ZÀ-Ý][a-zà-ÿ]+\b"))
_MIN_GROUPS = 3


def is_reference(sentence: str, section: str) -> bool:
    """Whether a sentence lists sources."""
    heading = fold(section.rpartition(" › ")[2])
    return _SOURCES.fullmatch(heading) is not None or _SOURCE_LINE.match(fold(sentence)) is not None


def is_no_figure(sentence: str, number: Number) -> bool:
    """Whether a number of a sentence is a label, an age, or part of a phone number, name or address."""
    before = fold(sentence[max(number.start - 40, 0) : number.start])
    if not number.unit and number.scale == 1 and _LABELLED.search(before):
        return True
    if _AGED.search(before) or _OF_AGE.search(before):
        return True
    if _LIST_NUMBER.match(sentence) and number.start == 0:
        return True
    if any(pattern_holds(pattern, sentence, number) for pattern in (_ADDRESS, _CLOCK)):
        return True
    return _is_phone(sentence, number) or _is_in_a_name(sentence, number)


def pattern_holds(pattern: re.Pattern[str], sentence: str, number: Number) -> bool:
    """Whether a number stands inside a match of a pattern."""
    return any(start <= number.start < end for start, end, _ in _matches(pattern, sentence))


def _is_phone(sentence: str, number: Number) -> bool:
    return any(
        start <= number.start < end
        and (found.startswith("+") or len(re.findall(r"\d+", found)) >= _MIN_GROUPS)
        and not re.search(r"\d\.\d{3}(?!\d)", found)
        for start, end, found in _matches(_PHONE, sentence)
    )


@lru_cache(maxsize=64)
def _matches(pattern: re.Pattern[str], sentence: str) -> tuple[tuple[int, int, str], ...]:
    """Where a pattern matches: looked for once a sentence, and not once a number."""
    return tuple((match.start(), match.end(), match[0]) for match in pattern.finditer(sentence))


def _is_in_a_name(sentence: str, number: Number) -> bool:
    """ "Gate 2 Brain": a number between two capitalised words, but not after the first of a sentence."""
    before, after = _BETWEEN_CAPITALS
    is_digits = sentence[number.start].isdecimal() and number.unit == ""
    first = before.search(sentence[: number.start])
    return is_digits and first is not None and after.match(sentence, number.end) is not None
