"""A text to its terms: words folded (case, accents), function words dropped, stemmed by language.

In: a text and its language. Out: terms without white space, in order. The same fold serves people
who type without accents and the word lists, which are folded too.
"""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import Stemmer

from ingest.documents import Language

VERSION = "snowball-folded-7"
_STEMMERS = {"en": "english", "es": "spanish", "ca": "catalan"}
_WORD = re.compile(r"\bm2\b|\d+(?:[.,]\d+)*|[^\W\d_]+|%")
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]+")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?:-[^\W\d_]+)+")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
# What Snowball's Catalan rules take wrongly from a folded word: -ció without its accent, and the
# plurals -ques, -gues of -ca, -ga.
_CATALAN_ENDINGS = (
    (re.compile("(?<=[csx])io$"), "ió"),
    (re.compile("(?<=.)ques$"), "ca"),
    (re.compile("(?<=.)gues$"), "ga"),
)


def fold(text: str) -> str:
    """Lower case, no accents, l·l as ll, compatibility forms resolved."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", lowered.replace("l·l", "ll")))


def words(text: str) -> list[str]:
    """Folded words of a text in order; 1,469 and 1.469 are both 1469, single letters are left out.

    A compound with hyphens gives its parts and then the whole: start-up is start, up and startup.
    """
    folded = fold(text)
    found = [_written(word) for word in _WORD.findall(folded)]
    found += [match.replace("-", "") for match in _COMPOUND.findall(folded)]
    return [word for word in found if len(word) > 1 or word.isdecimal()]


@lru_cache(maxsize=200_000)
def stem(word: str, language: Language) -> str:
    """The folded stem of a folded word."""
    if language == "ca":
        for ending, spelling in _CATALAN_ENDINGS:
            word = ending.sub(spelling, word)
    return fold(_stemmer(language).stemWord(word))


def analyze(text: str, language: Language) -> list[str]:
    """The terms of a text."""
    dropped = function_words(language)
    return [stem(word, language) for word in words(text) if word not in dropped]


@cache
def function_words(language: Language) -> frozenset[str]:
    """Folded words that say nothing of a text's subject: articles, pronouns, question words."""
    path = Path(__file__).with_name(f"function_words.{language}.txt")
    return frozenset(words(path.read_text("utf-8")))


def _written(word: str) -> str:
    if word == "%":
        return "percent"
    return re.sub("[.,]", "", word) if _THOUSANDS.fullmatch(word) else word


@cache
def _stemmer(language: Language) -> Stemmer.Stemmer:
    # No cache inside: PyStemmer's is not safe across threads, ours is.
    return Stemmer.Stemmer(_STEMMERS[language], 0)
