"""The language of a topic, which is too short for it to be told by its letters: "viral vector production".

In: a topic as it was typed. Out: the detected language where small words and marks leave no doubt ("qué es"),
else the one that has most of its words, of those that have as many the detected one; English where all have
as many and none is a small word. Names in capitals, such as PERTE, are words of no language.
"""

from assistant.courtesies import without_courtesies
from assistant.lexicon import LANGUAGES, Lexicon
from assistant.question import Question
from ingest.documents import Language
from ingest.language import confidences
from ingest.terms.analyzer import function_words, words

_LONGEST = 5
# Word lists have names of other languages too: "Catalyst" does not make a Spanish question English.
_SURE = 0.9


def topic_language(topic: str, lexicon: Lexicon) -> Language:
    """Raise BadQuestion where there is nothing to read. Of a longer text it is the detected one."""
    question = Question.read(topic)
    detected = question.language
    spoken = " ".join(word for word in without_courtesies(topic).split() if not word.isupper())
    typed = words(spoken)
    is_sure = question.is_greeting or confidences(topic)[detected] > _SURE
    if is_sure or len(typed) > _LONGEST:
        return detected
    known = {
        language: sum(_has(word, language, lexicon) for word in typed) for language in LANGUAGES
    }
    if len(set(known.values())) == 1 and function_words(detected).isdisjoint(typed):
        return "en"
    return max(LANGUAGES, key=lambda language: (known[language], language == detected))


def _has(word: str, language: Language, lexicon: Lexicon) -> bool:
    return word in function_words(language) or lexicon.has(word, language)
