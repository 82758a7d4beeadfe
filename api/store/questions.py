"""The question log: what was asked, how it was answered, and what the reader thought of it.

In: answers and ratings. Out: rows without personal data that can be told by its form; nothing of who
asked but the audience, and nothing that joins the questions of one person.
"""

from datetime import timedelta

from sqlalchemy import delete, insert

from api.store.clock import Clock, now, stamp
from api.store.database import Database
from api.store.schema import feedback, questions
from api.store.scrubber import scrub
from assistant.answer import Answer
from ingest.documents import Audience


class QuestionLog:
    """Questions and feedback of the last `days`."""

    def __init__(self, database: Database, days: int, clock: Clock = now) -> None:
        self._database = database
        self._lifetime = timedelta(days=days)
        self._clock = clock

    def add(self, answer: Answer, audience: Audience) -> None:
        """Keep a question with how it was answered."""
        row = {
            "at": stamp(self._clock()),
            "answer_id": answer.answer_id,
            "status": answer.status,
            "mode": answer.mode,
            "language": answer.language,
            "audience": audience,
            "latency_ms": round(answer.timing_ms.total),
            "question": scrub(answer.question),
            "citations": _places(answer),
        }
        with self._database.writing() as connection:
            connection.execute(insert(questions).values(row))

    def rate(self, answer_id: str, rating: str, comment: str | None) -> None:
        """Keep what a reader thought of an answer, of whichever answer."""
        row = {
            "at": stamp(self._clock()),
            "answer_id": answer_id,
            "rating": rating,
            "comment": None if comment is None else scrub(comment),
        }
        with self._database.writing() as connection:
            connection.execute(insert(feedback).values(row))

    def expire(self) -> None:
        """Remove what is too old."""
        oldest = stamp(self._clock(), self._lifetime)
        with self._database.writing() as connection:
            for table in (questions, feedback):
                connection.execute(delete(table).where(table.c.at <= oldest))


def _places(answer: Answer) -> list[dict[str, object]]:
    return [
        {"document_id": one.document_id, "page": one.page, "start": one.start, "end": one.end}
        for one in answer.citations
    ]
