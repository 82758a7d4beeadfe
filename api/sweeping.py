"""A job that is done at once and then every hour, in the background, while the service runs."""

import threading
from collections.abc import Callable

EVERY_SECONDS = 3600
_PATIENCE_SECONDS = 5


class Sweeping:
    """Does the job from `start` to `stop`."""

    def __init__(self, job: Callable[[], None]) -> None:
        self._job = job
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sweeping", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Do it no more; a job under way is waited for, though not for long."""
        self._stop.set()
        self._thread.join(_PATIENCE_SECONDS)

    def _run(self) -> None:
        while not self._stop.is_set():
            self._job()
            self._stop.wait(EVERY_SECONDS)
