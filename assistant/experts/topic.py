"""The language of a topic, which is too short for it to be told by its letters: "viral vector production".

In: a topic as it was typed. Out: the language that has most of its words, of those that have as many the
detected one; that one alone counts where a function word shows the language.
"""

from assistant.lexicon import LANGUAGES, Lexicon
from assistant.question import Question
from ingest.documents import Language
from ingest.terms.analyzer import function_words, words


def topic_language(topic: str, lexicon: Lexicon) -> Language:
    """Raise BadQuestion where there is nothing to read."""
    detected = Question.read(topic).language
    typed = words(topic)
    if any(word in function_words(language) for word in typed for language in LANGUAGES):
        return detected
    known = {language: sum(lexicon.has(word, language) for word in typed) for language in LANGUAGES}
    return max(LANGUAGES, key=lambda language: (known[language], language == detected))
