"""What was typed, in its conversation, to readings of it: misspelt words corrected, follow-ups made whole.

In: a question, perhaps its language, and the turns before it. Out: readings, and what was read otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Turn
from assistant.conversation.exchanges import Exchange, exchanges
from assistant.conversation.followup import FollowUps, Reading
from assistant.courtesies import without_courtesies
from assistant.generation.rewriter import Rewriter
from assistant.own_name import by_its_name
from assistant.question import Question
from assistant.spelling import Correction, Speller, corrected
from ingest.documents import Language


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it may be meant, likeliest first, and its words that were read as others."""

    readings: tuple[Reading, ...]
    corrections: tuple[Correction, ...]


class Understanding:
    """Understands questions over one index. Safe across threads."""

    def __init__(
        self, speller: Speller, follow_ups: FollowUps, rewriter: Rewriter | None = None
    ) -> None:
        self._speller = speller
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
        if language is None and earlier:
            question = _in_language_of(earlier[-1], question)
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


def _in_language_of(last: Exchange, question: Question) -> Question:
    """A question that may be in several languages ("i 2024?") goes on in that of the one before."""
    if len(question.languages) == 1:
        return question
    spoken = Question.read(last.asked).language
    return replace(question, language=spoken) if spoken in question.languages else question
