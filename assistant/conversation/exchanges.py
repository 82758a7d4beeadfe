"""The messages of a conversation to exchanges: what was asked, and what was told.

In: turns, oldest first, in any order of roles. Out: the latest exchanges, oldest first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Turn

# Older ones are about other things by then.
_LATEST = 8
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and its answer, which is empty where none was given."""

    asked: str
    told: str


def exchanges(history: Sequence[Turn]) -> list[Exchange]:
    """The latest exchanges that hold a question."""
    found: list[Exchange] = []
    for turn in history:
        text = turn.content[:_LONGEST].strip()
        if turn.role == "user" and any(char.isalnum() for char in text):
            found.append(Exchange(text, ""))
        elif turn.role == "assistant" and found:
            found[-1] = Exchange(found[-1].asked, f"{found[-1].told}\n{text}".strip())
    return found[-_LATEST:]
