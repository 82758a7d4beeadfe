"""A circuit breaker (Nygard, "Release It!"): a model that failed often is left alone for a while.

In: whether calls went well. Out: whether to call. After the pause one call tries whether it is well again.
"""

import threading
import time
from collections.abc import Callable

FAILURES = 3
PAUSE_SECONDS = 30.0


class Breaker:
    """Opens after `FAILURES` in a row. Safe across threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_again = 0.0

    def allows(self) -> bool:
        """Whether to call; while it is open, one caller each pause gets a yes."""
        with self._lock:
            if self._failures < FAILURES:
                return True
            now = self._clock()
            if now < self._closed_again:
                return False
            self._closed_again = now + PAUSE_SECONDS
            return True

    def succeeded(self) -> None:
        """The model answered."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """The model did not."""
        with self._lock:
            self._failures += 1
            self._closed_again = self._clock() + PAUSE_SECONDS
