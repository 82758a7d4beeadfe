"""Pictures of pages and highlighted copies of PDFs, made by worker processes that can be stopped.

In: a document and a task for its file. Out: what the task gives, kept for the next who asks; a Problem
where the file is no longer the one that was read or too much is being drawn; else UnreadableFile.
"""

import logging
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from queue import LifoQueue
from typing import Any, TypeVar

from starlette.concurrency import run_in_threadpool

from api.files import check_file
from api.slots import Slots
from ingest.documents import Document
from ingest.errors import UnreadableFile
from ingest.sandbox import Limits, Sandbox
from ingest.tasks import Done, Picture, Task

Result = TypeVar("Result")
LIMITS = Limits(seconds=10.0, memory=2**30)
WORKERS = 2
MAX_WAITING = 8
MAX_KEPT_BYTES = 32 * 2**20
FAILED_SECONDS = 60.0
_BUSY = "Too many pages are being drawn at this moment"
_log = logging.getLogger("hub")


class Drawings:
    """A few workers, started when they are needed, and what they made. For one event loop."""

    def __init__(self, limits: Limits = LIMITS, waiting: int = MAX_WAITING) -> None:
        self._slots = Slots(waiting, _BUSY)
        self._sandboxes = [Sandbox(limits) for _ in range(WORKERS)]
        # The one that was used last comes first: it is warm, and the others need not start.
        self._free: LifoQueue[Sandbox] = LifoQueue()
        for sandbox in self._sandboxes:
            self._free.put(sandbox)
        self._kept = Kept(MAX_KEPT_BYTES)

    def close(self) -> None:
        """End the workers."""
        for sandbox in self._sandboxes:
            sandbox.close()

    async def made(
        self, document: Document, task: Task[Result], address: str | None = None
    ) -> Result:
        """What a task for a document's file gives; of what waits, an address has its share alone."""
        await run_in_threadpool(_check, document)
        key = (document.content_hash, task)
        answer = self._kept.get(key)
        if answer is None:
            with self._slots.held(address):
                answer = await run_in_threadpool(self._work, task)
            # What was made of another file must not pass for this one's.
            await run_in_threadpool(_check, document)
            self._kept.put(key, answer)
            if isinstance(answer, str):
                _log.warning("a page of document %s is not drawn: %s", document.id, answer)
        if isinstance(answer, str):
            raise UnreadableFile(answer)
        result: Result = answer.result
        return result

    def _work(self, task: Task[Any]) -> Done[Any] | str:
        sandbox = self._free.get()
        try:
            return Done(sandbox.run(task))
        except UnreadableFile as error:
            return str(error)
        finally:
            self._free.put(sandbox)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What is kept, its size in bytes, and the moment until which it is given."""

    answer: Done[Any] | str
    size: int
    until: float


class Kept:
    """What was made last, up to so many bytes.

    Failures too, so that they do not cost their time at every call; but only for a while, since a page
    that took too long on a busy machine can be drawn on a quiet one.
    """

    def __init__(self, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._clock = clock
        self._size = 0
        self._answers: OrderedDict[Hashable, _Answer] = OrderedDict()

    def get(self, key: Hashable) -> Done[Any] | str | None:
        """What is kept under a key."""
        found = self._answers.get(key)
        if found is None or found.until < self._clock():
            return None
        self._answers.move_to_end(key)
        return found.answer

    def put(self, key: Hashable, answer: Done[Any] | str) -> None:
        """Keep an answer, and drop the ones that were used longest ago."""
        until = self._clock() + FAILED_SECONDS if isinstance(answer, str) else math.inf
        new = _Answer(answer, _size(answer), until)
        if new.size > self._limit:
            return
        before = self._answers.pop(key, None)
        self._answers[key] = new
        self._size += new.size - (before.size if before else 0)
        while self._size > self._limit:
            _, oldest = self._answers.popitem(last=False)
            self._size -= oldest.size


def _check(document: Document) -> None:
    check_file(Path(document.path), document.content_hash)


def _size(answer: Done[Any] | str) -> int:
    """Bytes, about: a key holds a page's text at most."""
    made = answer.result if isinstance(answer, Done) else None
    data = made.png if isinstance(made, Picture) else made or b""
    return len(data) + 10_000
