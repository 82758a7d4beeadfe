"""What people call the hub, replaced by its name where they ask what it is or does.

In: a question. Out: the question with the name that documents define it by, or as it was. Other questions
keep their words: documents count members "of the hub".
"""

import re

from assistant.question import Question
from ingest.terms.analyzer import fold

NAME = "ATMP Catalonia"
_FIELD = r"(?:advanced therap(?:ies|y)|terapies avancades|terapias avanzadas|atmps?)"
_CALLED = (
    rf"(?:the |el |la |l ?['’]|)(?:{_FIELD} )?(?:hub|network|xarxa|red)"
    rf"(?: (?:of|for|de|d['’]) ?{_FIELD})?(?: (?:of|in|de|en|a) (?:catalonia|catalunya|cataluna))?"
)
_ASKED = re.compile(
    rf"^\W*(?:what(?:['’]s| is| are) (?P<is>{_CALLED})(?: for)?|what does (?P<does>{_CALLED}) do|"
    rf"(?:que|quin|cual) (?:es|fa|hace) (?P<es>{_CALLED})|a que (?:se|es) dedica (?P<dedica>{_CALLED}))\W*$"
)


def by_its_name(question: Question) -> Question:
    """The question about the hub as one about ATMP Catalonia; any other as it is."""
    asked = _ASKED.match(fold(question.text))
    if asked is None or len(fold(question.text)) != len(question.text):
        return question
    group = asked.lastgroup or ""
    whole = question.text[: asked.start(group)] + NAME + question.text[asked.end(group) :]
    return Question.read(whole, question.language)
