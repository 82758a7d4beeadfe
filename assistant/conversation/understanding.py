"""What was typed, in its conversation, to readings of it: misspelt words corrected, follow-ups made whole.

In: a question, perhaps its language, and the turns before it. Out: readings, and what was read otherwise.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Turn
from assistant.conversation.exchanges import Exchange, exchanges
from assistant.conversation.followup import FollowUps, Reading
from assistant.courtesies import without_courtesies
from assistant.generation.rewriter import Rewriter
from assistant.members import Members
from assistant.own_name import by_its_name
from assistant.question import Question
from assistant.spelling import Correction, Speller, corrected
from ingest.documents import Language

# What so short a question begins with tells its language better than its letters do.
_OPENING: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"\W*and\b"),
    "es": re.compile(r"\W*[ye]\b"),
    "ca": re.compile(r"\W*i\b"),
}
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it may be meant, likeliest first, and its words that were read as others."""

    readings: tuple[Reading, ...]
    corrections: tuple[Correction, ...]


class Understanding:
    """Understands questions over one index. Safe across threads."""

    def __init__(
        self,
        speller: Speller,
        follow_ups: FollowUps,
        members: Members,
        rewriter: Rewriter | None = None,
    ) -> None:
        self._speller = speller
        self._members = members
        self._follow_ups = follow_ups
        self._rewriter = rewriter

    def of(
        self, typed: str, language: Language | None = None, history: Sequence[Turn] = ()
    ) -> Understood:
        """How a question may be meant; raises BadQuestion where it cannot be read."""
        earlier = exchanges(history)
        question = Question.read(without_courtesies(typed), language)
        found = self._speller.corrections(question.text)
        if found:
            question = Question.read(corrected(question.text, found), language)
        if language is None:
            question = self._in_language_of(earlier, question)
        question = by_its_name(question)
        readings = self._follow_ups.readings(question, earlier)
        if self._rewriter and len(readings) + (readings[0].context is not None) > 1:
            readings = [*self._rewritten(self._rewriter, question, earlier), *readings]
        return Understood(tuple(readings), found)

    def _rewritten(
        self, rewriter: Rewriter, question: Question, earlier: Sequence[Exchange]
    ) -> list[Reading]:
        """A language model's reading of a question that leans on what was said."""
        whole = rewriter.whole(question, earlier)
        if whole is None:
            return []
        read = Question.read(whole, question.language)
        return [Reading(read, read)]

    def _in_language_of(self, earlier: Sequence[Exchange], question: Question) -> Question:
        """A question that may be in several languages ("i 2024?"), or is only a name, goes on in that of
        the one before; in English where nothing was said before a name."""
        said = (one.asked for one in reversed(earlier) if not self._members.alone(one.asked))
        spoken: Language = next((Question.read(one).language for one in said), "en")
        is_name = self._members.alone(question.text) is not None
        if is_name or (earlier and _may_be_in(spoken, question)):
            return replace(question, language=spoken)
        return question


def _may_be_in(language: Language, question: Question) -> bool:
    if _OPENING[language].match(question.folded) and len(question.text.split()) <= _SHORT:
        return True
    return len(question.languages) > 1 and language in question.languages
