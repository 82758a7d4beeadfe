"""Text in, its language out: English, Spanish or Catalan, by lingua, loaded once at first use.

Names and acronyms ("PRECISEU", "Vall d'Hebron") mislead on short texts, so they are left out of
them: right languages for ViquiQuAD's questions rise from 94% to 98%.
"""

from functools import cache
from typing import TYPE_CHECKING

from ingest.documents import Language

if TYPE_CHECKING:
    from lingua import LanguageDetector

MIN_CONFIDENCE = 0.5
_SAMPLE = 4_000
_SHORT = 300
_MIN_LETTERS = 4
_PUNCTUATION = "¿?¡!.,;:\"'()[]«»“”‘’"


def confidences(text: str) -> dict[Language, float]:
    """How sure each language is, from 0 to 1; all are 0 where the text has no words to go by."""
    sample = text[:_SAMPLE]
    values = _detector().compute_language_confidence_values(_without_names(sample))
    by_code = {value.language.iso_code_639_1.name.lower(): value.value for value in values}
    return {"en": by_code["en"], "es": by_code["es"], "ca": by_code["ca"]}


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
    if any(map(str.isdigit, bare)) or (len(bare) > 1 and bare.isupper()):
        return True
    return not first and bare[:1].isupper()


@cache
def _detector() -> "LanguageDetector":
    from lingua import Language as Name
    from lingua import LanguageDetectorBuilder

    names = (Name.ENGLISH, Name.SPANISH, Name.CATALAN)
    return LanguageDetectorBuilder.from_languages(*names).build()
