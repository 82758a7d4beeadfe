"""The language of a topic, which is too short for it to be told by its letters: "viral vector production".

In: a topic as it was typed. Out: of the languages that its small words leave, the one that has most of its words,
of those that have as many the detected one. Names in capitals, such as PERTE, are words of no language.
"""

from assistant.courtesies import without_courtesies
from assistant.lexicon import LANGUAGES, Lexicon
from assistant.question import Question
from ingest.documents import Language
from ingest.terms.analyzer import function_words, words

_LONGEST = 5


def topic_language(topic: str, lexicon: Lexicon) -> Language:
    """Raise BadQuestion where there is nothing to read. Of a longer text it is the detected one."""
    detected = Question.read(topic).language
    spoken = " ".join(word for word in without_courtesies(topic).split() if not word.isupper())
    typed = words(spoken)
    if len(typed) > _LONGEST:
        return detected
    if not typed:
        return "en"
    known = {
        language: sum(_has(word, language, lexicon) for word in typed) for language in LANGUAGES
    }
    return max(_left(detected, typed), key=lambda one: (known[one], one == detected))


def _left(detected: Language, typed: list[str]) -> list[Language]:
    """A word list has names of other languages too ("la", "es"): small words tell English from the others."""
    other = "ca" if detected == "en" else "en"
    if not any(word in function_words(detected) - function_words(other) for word in typed):
        return list(LANGUAGES)
    return [one for one in LANGUAGES if (one == "en") == (detected == "en")]


def _has(word: str, language: Language, lexicon: Lexicon) -> bool:
    return word in function_words(language) or lexicon.has(word, language)
