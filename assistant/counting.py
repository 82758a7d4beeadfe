"""A question for the number of something, as "how many" asks for it (en, es, ca).

In: a question. Out: the same with "how many", or as it is where it asks for no number of things. So what
holds of figures that are asked for holds for both.
"""

import re

from assistant.question import Question
from ingest.documents import Language

_PATTERNS: dict[Language, tuple[re.Pattern[str], str]] = {
    "en": (
        re.compile(
            r"^(?:(?:what is|what['’]s|what was|give me|tell me) )?(?:the )?(?:total )?(?:number|count) of "
            r"(?:the )?(?=\w)",
            re.I,
        ),
        "How many ",
    ),
    "es": (
        re.compile(
            r"^¿?(?:cu[aá]l (?:es|era|fue) )?(?:el )?n[uú]mero (?:total )?de (?:l[ao]s )?(?=\w)",
            re.I,
        ),
        "Cuántos ",
    ),
    "ca": (
        re.compile(
            r"^(?:quin (?:[eé]s|era|va ser) )?(?:el )?nombre (?:total )?(?:de |d['’])(?:l[ae]s |els )?(?=\w)",
            re.I,
        ),
        "Quants ",
    ),
}


def as_how_many(question: Question) -> Question:
    """The question with "how many" where it asks for a number of things."""
    for pattern, how_many in _PATTERNS.values():
        if pattern.search(question.text):
            return Question.read(pattern.sub(how_many, question.text, count=1), question.language)
    return question
