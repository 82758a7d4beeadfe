"""How many calls of a kind run at a time: one too many must come back later.

One address has half of them at most, so that whoever calls without end does not keep all others waiting.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from api.errors import Problem

RETRY_SECONDS = 2


class Slots:
    """Counts calls under way. Used from the event loop only, so it needs no lock."""

    def __init__(
        self, limit: int, busy: str = "Too many questions are being answered at this moment"
    ) -> None:
        self._limit = limit
        self._busy = busy
        self._held: Counter[str] = Counter()
        self.taken = 0

    def take(self, address: str | None = None) -> None:
        """Take a slot, or raise a Problem 503 where all, or an address's share, are taken."""
        its_own = self._held[address] if address is not None else 0
        if self.taken >= self._limit or its_own >= (self._limit + 1) // 2:
            raise Problem(
                503,
                "busy",
                self._busy,
                hint="Ask again in a few seconds.",
                retry_after=RETRY_SECONDS,
            )
        self.taken += 1
        if address is not None:
            self._held[address] += 1

    def give_back(self, address: str | None = None) -> None:
        """Free a slot that was taken."""
        self.taken -= 1
        if address is None:
            return
        self._held[address] -= 1
        if not self._held[address]:
            del self._held[address]

    @contextmanager
    def held(self, address: str | None = None) -> Iterator[None]:
        """A slot for as long as the block runs."""
        self.take(address)
        try:
            yield
        finally:
            self.give_back(address)
