"""Puts soft hyphens into plain words of a text, so that narrow lines break as a typesetter would.

Only lower-case words of seven letters or more; names, codes and web addresses stay whole.
"""

import re
from functools import cache

import pyphen

from .report import Language

_WORD = re.compile(r"(?<![\w.\-/@'’·])[a-zß-ÿ]{7,}(?![\w\-/·]|\.\w)")
_DICTIONARIES: dict[Language, str] = {"en": "en_GB", "es": "es", "ca": "ca"}
_SOFT = "\xad"


def with_soft_hyphens(text: str, language: Language) -> str:
    dictionary = _dictionary(language)
    return _WORD.sub(lambda word: dictionary.inserted(word.group(), _SOFT), text)


@cache
def _dictionary(language: Language) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=_DICTIONARIES[language], left=3, right=3)
