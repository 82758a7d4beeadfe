"""The one writer of an index: a lock on a file of the data folder, held until it is released.

The operating system frees it when its process dies, so nothing is left over by a crash. Beside it
lies a note of who holds it, for the message that others get.
"""

import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import IndexLocked, IndexUnavailable

LOCK = "writer.lock"
NOTE = "writer.json"


class WriterLock:
    """Held from `acquire` to `release`."""

    def __init__(self, lock: FileLock, note: Path) -> None:
        self._lock = lock
        self._note = note

    @classmethod
    def acquire(cls, folder: Path) -> "WriterLock":
        """Take the lock of a data folder, or raise IndexLocked that says who has it."""
        note = folder / NOTE
        lock = FileLock(folder / LOCK, timeout=0)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
            since = datetime.now().astimezone().isoformat(" ", "seconds")
            note.write_text(json.dumps({"pid": os.getpid(), "since": since}), "utf-8")
        except Timeout as error:
            raise IndexLocked(
                f"another `hub ingest` is running{_holder(note)}; wait for it, or stop it"
            ) from error
        except OSError as error:
            raise IndexUnavailable(
                f"the data folder {folder} cannot be written: {error.strerror or error}"
            ) from error
        return cls(lock, note)

    def release(self) -> None:
        self._note.unlink(missing_ok=True)
        self._lock.release()


def _holder(note: Path) -> str:
    with suppress(OSError, ValueError, KeyError):
        holder = json.loads(note.read_text("utf-8"))
        return f" (pid {holder['pid']} since {holder['since']})"
    return ""
