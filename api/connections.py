"""HTTP connections of clients that dawdle, in bounds that uvicorn has not: the head of a call, which must
arrive in time and be short, replies that nobody reads, and how many connections there are.

In: bytes, as uvicorn gets them. Out: the same, or a closed connection.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

_FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\nRetry-After: 5\r\n"
    b"Connection: close\r\n\r\n"
    b'{"error":{"code":"busy","message":"There are too many connections at this moment"}}'
)


class Connection(AutoHTTPProtocol):  # type: ignore[misc, valid-type]
    """A connection. Bodies have bounds of their own, and between calls uvicorn closes it itself."""

    head_seconds = 10.0
    head_bytes = 64 * 1024
    reading_seconds = 60.0
    # With the files of the index, within the 1,024 that a process may usually have open.
    most = 500

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._head = 0
        self._timers: dict[str, asyncio.TimerHandle] = {}

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Wait for a call, but not for long."""
        super().connection_made(transport)
        if len(self.connections) > self.most:
            self.transport.write(_FULL)
            self.transport.close()
            return
        self._wait("head", self.head_seconds)

    def data_received(self, data: bytes) -> None:
        """Count what belongs to a head."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._head = 0
            self._stop_waiting("head")
            return
        self._head += len(data)
        self._wait("head", self.head_seconds)
        if self._head > self.head_bytes:
            self.transport.close()

    def pause_writing(self) -> None:
        """The client must read on."""
        super().pause_writing()
        self._wait("reading", self.reading_seconds)

    def resume_writing(self) -> None:
        """It did."""
        super().resume_writing()
        self._stop_waiting("reading")

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        super().connection_lost(exc)
        for what in list(self._timers):
            self._stop_waiting(what)

    def _wait(self, what: str, seconds: float) -> None:
        if what not in self._timers:
            # A client that does not read would never let it be closed in peace.
            self._timers[what] = self.loop.call_later(seconds, self.transport.abort)

    def _stop_waiting(self, what: str) -> None:
        timer = self._timers.pop(what, None)
        if timer is not None:
            timer.cancel()
