"""How many calls of a kind run at a time: one too many must come back later."""

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
        self.taken = 0

    def take(self) -> None:
        """Take a slot, or raise a Problem 503 where all are taken."""
        if self.taken >= self._limit:
            raise Problem(
                503,
                "busy",
                self._busy,
                hint="Ask again in a few seconds.",
                retry_after=RETRY_SECONDS,
            )
        self.taken += 1

    def give_back(self) -> None:
        """Free a slot that was taken."""
        self.taken -= 1

    @contextmanager
    def held(self) -> Iterator[None]:
        """A slot for as long as the block runs."""
        self.take()
        try:
            yield
        finally:
            self.give_back()
