"""What a look into the question log takes and gives."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.answer import Mode, Status
from ingest.documents import Audience, Language

Rating = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries; `since` is a day in UTC. What is None does not matter."""

    status: Status | None = None
    language: Language | None = None
    since: date | None = None
    rating: Rating | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A question of the log; `at` is in UTC, `citations` are places in documents, without text.

    `rating` and `comment` are the reader's latest.
    """

    at: str
    status: Status
    language: Language
    latency_ms: int
    rating: Rating | None
    question: str
    comment: str | None
    mode: Mode
    audience: Audience
    answer_id: str
    citations: list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that nothing answered, as it was last asked, and how often it was."""

    count: int
    last: str
    language: Language
    question: str
