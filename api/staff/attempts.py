"""Failed sign-ins, counted by address, so that nobody can try keys for long. In memory, bounded."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

LIMIT = 5
WINDOW_SECONDS = 15 * 60
_MOST_ADDRESSES = 10_000


class Attempts:
    """The failures of the last quarter of an hour. Safe across threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failed: OrderedDict[str, list[float]] = OrderedDict()

    def wait(self, address: str) -> int:
        """Seconds until this address may try again; 0 where it may now."""
        with self._lock:
            recent = self._recent(address)
            if len(recent) < LIMIT:
                return 0
            return int(recent[0] + WINDOW_SECONDS - self._clock()) + 1

    def failed(self, address: str) -> None:
        """Count a failure; of too many addresses the longest unseen is forgotten."""
        with self._lock:
            self._failed[address] = [*self._recent(address), self._clock()]
            self._failed.move_to_end(address)
            while len(self._failed) > _MOST_ADDRESSES:
                self._failed.popitem(last=False)

    def _recent(self, address: str) -> list[float]:
        oldest = self._clock() - WINDOW_SECONDS
        return [moment for moment in self._failed.get(address, []) if moment > oldest]
