"""What the running service keeps of questions, and for how long. Keeping never costs an answer.

In: questions as they are asked and answered. Out: what was said before. Where the store fails, the
failure is counted, its first one is logged, and the service goes on without.
"""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from api.metrics import Metrics
from api.settings import Settings
from api.store.conversations import Conversations
from api.store.database import Database
from api.store.earlier import read_in
from api.store.questions import QuestionLog
from api.store.sessions import Sessions
from assistant.answer import Answer, Turn
from ingest.documents import Audience

_MOST_FORGOTTEN = 10_000
_log = logging.getLogger("hub")


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks and since when: an audience, perhaps in a conversation, with earlier messages of it."""

    audience: Audience
    conversation_id: str | None
    sent: tuple[Turn, ...]
    at: float = field(default_factory=time.monotonic)


class Records:
    """Conversations, the question log and feedback of one service."""

    def __init__(self, database: Database, settings: Settings, metrics: Metrics) -> None:
        self._database = database
        self._settings = settings
        self._metrics = metrics
        self._conversations = Conversations(database, settings.conversation_hours)
        self._questions = QuestionLog(database, settings.log_days)
        self._sessions = Sessions(database, settings.staff_keys)
        # When conversations were deleted: an answer that was under way then does not bring one back.
        self._forgotten: OrderedDict[tuple[Audience, str], float] = OrderedDict()
        self._forgetting = threading.Lock()
        self._warned: set[str] = set()

    def history(self, asker: Asker) -> list[Turn]:
        """What was said before: as the server knows it, else as the asker sent it."""
        if asker.conversation_id and self._settings.conversation_hours:
            with self._tolerated("conversations"):
                known = self._conversations.turns(asker.audience, asker.conversation_id)
                return known or list(asker.sent)
        return list(asker.sent)

    def keep(self, asker: Asker, answer: Answer) -> None:
        """Keep a whole answer: in its conversation, and in the log."""
        if asker.conversation_id and self._settings.conversation_hours:
            said = (Turn("user", answer.question), Turn("assistant", answer.text))
            with self._tolerated("conversations"), self._forgetting:
                if self._forgotten.get((asker.audience, asker.conversation_id), 0) <= asker.at:
                    self._conversations.add(asker.audience, asker.conversation_id, asker.sent, said)
        if self._settings.log_days:
            with self._tolerated("questions"):
                self._questions.add(answer, asker.audience)

    def rate(self, answer_id: str, rating: str, comment: str | None) -> bool:
        """Keep feedback; False where nothing is kept. Raises StoreUnavailable."""
        if not self._settings.log_days:
            return False
        with self._counted("feedback"):
            self._questions.rate(answer_id, rating, comment)
        return True

    def forget(self, audience: Audience, conversation_id: str) -> bool:
        """Delete a conversation; False where there is none. Raises StoreUnavailable."""
        with self._counted("conversations"), self._forgetting:
            self._forgotten[audience, conversation_id] = time.monotonic()
            while len(self._forgotten) > _MOST_FORGOTTEN:
                self._forgotten.popitem(last=False)
            return self._conversations.delete(audience, conversation_id)

    def sweep(self) -> None:
        """Delete what is too old, from the disk too; take the file of an earlier version over."""
        if self._settings.log_days:
            with self._tolerated("feedback"):
                read_in(self._settings.data, self._database)
        with self._tolerated("expiry"):
            if self._database.exists():
                self._conversations.expire()
                self._questions.expire()
                self._sessions.expire()
                self._database.empty_log()

    def close(self) -> None:
        """Close the store."""
        self._database.close()

    @contextmanager
    def _counted(self, what: str) -> Iterator[None]:
        try:
            yield
        except Exception:
            self._metrics.store_failed(what)
            raise

    @contextmanager
    def _tolerated(self, what: str) -> Iterator[None]:
        try:
            with self._counted(what):
                yield
        except Exception as error:
            # Not StoreUnavailable alone: whatever it is, the answer is worth more.
            if what not in self._warned:
                self._warned.add(what)
                _log.warning("the store failed (%s), and /metrics counts on: %s", what, error)
