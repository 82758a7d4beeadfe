"""The answers that the hub's staff fixed.

In: a fixed answer, or its id. Out: those that hold today, for the assistant, and all of them, for the
staff. Where the store fails, the assistant goes on without.
"""

import logging
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date

from sqlalchemy import Row, delete, insert, select

from api.errors import StoreUnavailable
from api.store.clock import Clock, now
from api.store.database import Database
from api.store.schema import curated
from assistant.curated import Fixed, Place

_log = logging.getLogger("hub")


def _uncounted() -> None:
    """A command is over before anyone could read counters."""


class CuratedAnswers:
    """Fixed answers in one store. Safe across threads."""

    def __init__(
        self, database: Database, on_failure: Callable[[], None] = _uncounted, clock: Clock = now
    ) -> None:
        self._database = database
        self._on_failure = on_failure
        self._clock = clock
        self._warned = False

    def current(self) -> list[Fixed]:
        """Those that have not expired; none where the store fails, which is counted."""
        try:
            return [one for one in self.all() if one.expires > self.today()]
        except StoreUnavailable as error:
            self._on_failure()
            if not self._warned:
                self._warned = True
                _log.warning("answers that the staff fixed cannot be read: %s", error)
            return []

    def all(self) -> list[Fixed]:
        """Every one, by its first question."""
        # One who only asks makes no store.
        if not self._database.exists():
            return []
        with self._database.reading() as connection:
            found = [_fixed(row) for row in connection.execute(select(curated))]
        return sorted(found, key=lambda one: one.questions[0].casefold())

    def get(self, id_: str) -> Fixed | None:
        """The one of an id."""
        return next((one for one in self.all() if one.id == id_), None)

    def put(self, fixed: Fixed) -> None:
        """Keep an answer, in the place of the one of its id."""
        row = asdict(fixed)
        row |= {"questions": list(fixed.questions), "words": dict(fixed.words)}
        row["places"] = [asdict(place) for place in fixed.places]
        with self._database.writing() as connection:
            connection.execute(delete(curated).where(curated.c.id == fixed.id))
            connection.execute(insert(curated).values(row))

    def expire(self, id_: str) -> None:
        """Let an answer end today."""
        fixed = self.get(id_)
        if fixed is not None:
            self.put(replace(fixed, expires=self.today()))

    def delete(self, id_: str) -> None:
        """Remove an answer from the disk."""
        with self._database.writing() as connection:
            connection.execute(delete(curated).where(curated.c.id == id_))
        self._database.empty_log()

    def today(self) -> str:
        """This day, in UTC."""
        return self._clock().date().isoformat()


def in_a_year(day: str) -> str:
    """The same day of the next year; 28 February after a leap day."""
    start = date.fromisoformat(day)
    try:
        return start.replace(year=start.year + 1).isoformat()
    except ValueError:
        return start.replace(year=start.year + 1, day=28).isoformat()


def _fixed(row: "Row[tuple[object, ...]]") -> Fixed:
    kept = row._mapping
    return Fixed(
        id=kept["id"],
        questions=tuple(kept["questions"]),
        words=kept["words"],
        places=tuple(Place(**place) for place in kept["places"]),
        checked=kept["checked"],
        expires=kept["expires"],
    )
