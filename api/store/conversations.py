"""What was said in a conversation, until it expires.

In: an audience and the caller's own name for the conversation; both together are its key, kept as a
hash, so that the file does not tell the name. Out: the turns, oldest first, as they were written.
"""

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from api.schemas import MAX_TURNS
from api.store.clock import Clock, now, stamp
from api.store.database import Database
from api.store.schema import conversations, turns
from assistant.answer import Turn
from ingest.documents import Audience


class Conversations:
    """The conversations of the last `hours`, counted from their last question."""

    def __init__(self, database: Database, hours: int, clock: Clock = now) -> None:
        self._database = database
        self._lifetime = timedelta(hours=hours)
        self._clock = clock

    def turns(self, audience: Audience, name: str) -> list[Turn]:
        """What was said; empty where the conversation is not known or has expired."""
        query = (
            select(turns.c.role, turns.c.content)
            .join(conversations)
            .where(conversations.c.key == _key(audience, name), conversations.c.at > self._oldest())
            .order_by(turns.c.id)
        )
        with self._database.reading() as connection:
            return [Turn(row.role, row.content) for row in connection.execute(query)]

    def add(
        self, audience: Audience, name: str, before: Sequence[Turn], said: Sequence[Turn]
    ) -> None:
        """Keep what was said; a conversation that is not known begins with what was `before`."""
        key = _key(audience, name)
        with self._database.writing() as connection:
            self._delete_expired(connection)
            if not _touch(connection, key, stamp(self._clock())):
                said = [*before, *said]
            rows = [{"key": key, "role": turn.role, "content": turn.content} for turn in said]
            connection.execute(insert(turns), rows)
            _delete_oldest(connection, key)

    def delete(self, audience: Audience, name: str) -> bool:
        """Remove a conversation from the disk; False where there is none."""
        if not self._database.exists():
            return False
        with self._database.writing() as connection:
            gone = connection.execute(
                delete(conversations).where(conversations.c.key == _key(audience, name))
            )
        self._database.empty_log()
        return gone.rowcount > 0

    def expire(self) -> None:
        """Remove what is too old."""
        with self._database.writing() as connection:
            self._delete_expired(connection)

    def _delete_expired(self, connection: Connection) -> None:
        connection.execute(delete(conversations).where(conversations.c.at <= self._oldest()))

    def _oldest(self) -> str:
        return stamp(self._clock(), self._lifetime)


def _key(audience: Audience, name: str) -> str:
    return hashlib.sha256(f"{audience}\0{name}".encode()).hexdigest()


def _touch(connection: Connection, key: str, at: str) -> bool:
    """Note when a conversation was last used; False where it begins now."""
    known = connection.execute(
        update(conversations).where(conversations.c.key == key).values(at=at)
    )
    if known.rowcount:
        return True
    try:
        with connection.begin_nested():
            connection.execute(insert(conversations).values(key=key, at=at))
    except IntegrityError:
        # On a server another question of this conversation can begin it at the same moment.
        return True
    return False


def _delete_oldest(connection: Connection, key: str) -> None:
    """Keep the last MAX_TURNS."""
    of_it = turns.c.key == key
    kept = select(turns.c.id).where(of_it).order_by(turns.c.id.desc()).limit(MAX_TURNS)
    connection.execute(delete(turns).where(of_it, turns.c.id.not_in(kept)))
