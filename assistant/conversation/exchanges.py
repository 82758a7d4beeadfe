"""The messages of a conversation to exchanges: what was asked, and what was told.

In: turns, oldest first, in any order of roles. Out: the latest exchanges, oldest first.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Turn
from assistant.courtesies import without_courtesies
from assistant.messages import MESSAGES
from assistant.question import is_greeting

# Older ones are about other things by then.
_LATEST = 8
_LONGEST = 3_500


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and its answer, which is empty where none was given."""

    asked: str
    told: str


def exchanges(history: Sequence[Turn]) -> list[Exchange]:
    """The latest exchanges that hold a question; greetings, and what was told to them, hold none."""
    found: list[Exchange] = []
    greeted = False
    for turn in history:
        # A composed letter may become three: what is cut now still fits when it is read.
        text = unicodedata.normalize("NFC", turn.content[:_LONGEST])[:_LONGEST].strip()
        if turn.role == "user" and any(map(str.isalnum, text)):
            greeted = is_greeting(text)
            found += [] if greeted else [Exchange(without_courtesies(text), "")]
        elif turn.role == "assistant" and found and not greeted and not _refuses(text):
            told = f"{found[-1].told}\n{text}".strip()
            found[-1] = Exchange(found[-1].asked, told[-_LONGEST:])
    return found[-_LATEST:]


def _refuses(told: str) -> bool:
    """Whether the assistant said that nothing answers: what it offered instead was not asked about."""
    refusals = (text for own in MESSAGES.values() for text in (own.no_answer, own.what_about))
    return any(text in told for text in refusals)
