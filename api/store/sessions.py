"""Who is signed in at the press desk, and the brief that they are writing.

In: a staff key, later the token that was made of it. Out: a session, as long as the key is still one of
the staff's. Hashes alone are kept, of the token and of the key under the token: the file opens nothing.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update

from api.store.clock import Clock, now, stamp
from api.store.database import Database
from api.store.schema import sessions

HOURS = 12


@dataclass(frozen=True, slots=True)
class Session:
    """A sign-in: its name in the store, what its forms must send along, and its brief as JSON."""

    key: str
    form_token: str
    brief: dict[str, Any]


class Sessions:
    """The sessions of the last `HOURS`, counted from the sign-in. Safe across threads."""

    def __init__(self, database: Database, keys: Sequence[str], clock: Clock = now) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock

    def open(self, given: str) -> str | None:
        """The token of a new session; None where the key is none of the staff's."""
        if not self._is_known(given):
            return None
        token = secrets.token_urlsafe(32)
        row = {
            "key": _hash(token),
            "expires": stamp(self._clock(), -timedelta(hours=HOURS)),
            "proof": _proof(given, token),
            "brief": {},
        }
        with self._database.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.expires <= stamp(self._clock())))
            connection.execute(insert(sessions).values(row))
        return token

    def of(self, token: str | None) -> Session | None:
        """The session of a token; None where it is over, or its key is no longer valid."""
        if not token or not self._database.exists():
            return None
        query = select(sessions).where(
            sessions.c.key == _hash(token), sessions.c.expires > stamp(self._clock())
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None or not self._is_proved(row.proof, token):
            return None
        return Session(row.key, _proof("form", token), row.brief)

    def change(self, session: Session, changed: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        """Change the brief as it is kept now; those who change it at one moment take turns."""
        mine = sessions.c.key == session.key
        with self._database.writing() as connection:
            kept = connection.execute(
                select(sessions.c.brief).where(mine).with_for_update()
            ).scalar_one_or_none()
            if kept is not None:
                connection.execute(update(sessions).where(mine).values(brief=changed(kept)))

    def close(self, session: Session) -> None:
        """Sign out: the token opens nothing any more, and the brief is gone."""
        with self._database.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.key == session.key))
        self._database.empty_log()

    def expire(self) -> None:
        """Remove what is over."""
        with self._database.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.expires <= stamp(self._clock())))

    def _is_known(self, given: str) -> bool:
        # All keys are compared, each in constant time, so that timing tells nothing.
        matches = [hmac.compare_digest(given.encode(), key.encode()) for key in self._keys]
        return any(matches)

    def _is_proved(self, proof: str, token: str) -> bool:
        matches = [hmac.compare_digest(_proof(key, token), proof) for key in self._keys]
        return any(matches)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _proof(key: str, token: str) -> str:
    return hmac.new(token.encode(), key.encode(), hashlib.sha256).hexdigest()
