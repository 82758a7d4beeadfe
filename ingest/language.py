"""Text in, its language out: English, Spanish or Catalan.

Lingua's three-letter statistics, joined on short texts by what only one language writes: small words
("té", "tiene"), question words ("qui"), letters and marks (ç, ñ, ¿). Right for 99.8 to 100% of ViquiQuAD's
and SQuAD's questions, as lingua's large models are, at a tenth of their memory and of the time to load them.
Names and acronyms ("PRECISEU", "Vall d'Hebron") mislead on short texts, so they are left out of them.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from ingest.documents import Language
from ingest.terms.analyzer import function_words, words

if TYPE_CHECKING:
    from lingua import LanguageDetector

MIN_CONFIDENCE = 0.5
_LANGUAGES: tuple[Language, ...] = ("en", "es", "ca")
_SAMPLE = 4_000
_DOUBT = 0.2
_SMALL_WORD = 3.0
_MARK = 3.0
_MARKS: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:who(?:se|m)?|what|which|how|where|when|why|the|does|did|is|are)\b", re.I
    ),
    "es": re.compile("[¿¡ñ]"),
    # A capital after the apostrophe is a name's, which says nothing of the text around it.
    "ca": re.compile(
        r"[çàèòï]|l·l|\bés\b|\b[Qq]u(?:i|an|in[ae]?s?|ant[ae]?s?)\b|"
        r"\b[ldnmsLDNMS][’'](?=[aeiouhàèéíòóú])"
    ),
}
_SHORT = 300
_MIN_LETTERS = 4
_PUNCTUATION = "¿?¡!.,;:\"'()[]«»“”‘’"


def confidences(text: str) -> dict[Language, float]:
    """How likely each language is, from 0 to 1; all are 0 where the text has no words to go by."""
    sample = text[:_SAMPLE]
    values = _detector().compute_language_confidence_values(_without_names(sample))
    by_code = {value.language.iso_code_639_1.name.lower(): value.value for value in values}
    shares: dict[Language, float] = {name: by_code[name] for name in _LANGUAGES}
    signs = _signs(sample) if len(sample) <= _SHORT else {}
    if signs and (any(shares.values()) or len(set(signs.values())) > 1):
        shares = {name: (shares[name] + _DOUBT) * signs[name] for name in _LANGUAGES}
    total = sum(shares.values()) or 1.0
    return {name: share / total for name, share in shares.items()}


def _signs(text: str) -> dict[Language, float]:
    """Factors for each language: one for each of its small words, letters and marks in a text."""
    typed = words(text)
    return {
        name: _SMALL_WORD ** sum(word in function_words(name) for word in typed)
        * (1 + _MARK * len(_MARKS[name].findall(text)))
        for name in _LANGUAGES
    }


def detect(text: str) -> Language:
    """The likeliest language; English for a text without words."""
    return detect_with_default(text, "en", min_confidence=0.0)


def detect_with_default(
    text: str, default: Language, *, min_confidence: float = MIN_CONFIDENCE
) -> Language:
    """The likeliest language, or `default` where the text is too short or unclear to tell."""
    values = confidences(text)
    best = max(values, key=lambda language: values[language])
    return best if values[best] > min_confidence else default


def _without_names(text: str) -> str:
    """A short text without its names and acronyms; as it is if too little would be left."""
    if len(text) > _SHORT:
        return text
    words = text.split()
    kept = " ".join(word for i, word in enumerate(words) if not _is_name(word, first=i == 0))
    return kept if sum(map(str.isalpha, kept)) >= _MIN_LETTERS else text


def _is_name(word: str, *, first: bool) -> bool:
    bare = word.strip(_PUNCTUATION)
    if any(map(str.isdecimal, bare)) or (len(bare) > 1 and bare.isupper()):
        return True
    return not first and bare[:1].isupper()


@cache
def _detector() -> "LanguageDetector":
    from lingua import Language as Name
    from lingua import LanguageDetectorBuilder

    names = (Name.ENGLISH, Name.SPANISH, Name.CATALAN)
    return LanguageDetectorBuilder.from_languages(*names).with_low_accuracy_mode().build()
