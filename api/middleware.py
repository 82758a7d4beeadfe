"""What holds for every call: safe headers, a bounded body, and a JSON error when all else fails."""

import asyncio

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import Problem
from api.problems import as_problem, reply

MAX_BODY = 64 * 1024
# Chat programs send the whole conversation, their tools and pictures with every question.
# A brief is sent whole whenever it is edited.
MAX_BODIES = {"/v1/chat/completions": 1024 * 1024, "/staff/press/brief": 1024 * 1024}
# Enough for the largest body on a slow line.
BODY_SECONDS = 30.0
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class SafeHeaders:
    """Adds the headers that nothing else set."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on."""

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, marked)


class PlainFailures:
    """Turns a crash into a plain 500, which other middleware then treats as any reply."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on; answer it here if it fails before anything was sent."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception as error:
            if started:
                raise
            await reply(as_problem(error))(scope, receive, send)


class BoundedBody:
    """Reads the body, chunked or not, and refuses one that is over the limit or takes too long."""

    def __init__(self, app: ASGIApp, seconds: float = BODY_SECONDS) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on with its whole body, or answer 408 or 413."""
        if scope["type"] != "http" or scope["method"] not in ("POST", "PUT", "PATCH"):
            await self._app(scope, receive, send)
            return
        limit = MAX_BODIES.get(scope["path"], MAX_BODY)
        try:
            async with asyncio.timeout(self._seconds):
                body = await _read(scope, receive, limit)
        except ClientDisconnect:
            return  # nobody waits for an answer any more
        except TimeoutError:
            await _refuse(_too_slow(self._seconds), scope, receive, send)
        except Problem as problem:
            await _refuse(problem, scope, receive, send)
        else:
            await self._app(scope, _replayed(body, receive), send)


async def _refuse(problem: Problem, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer without the rest of the body."""
    await reply(problem, {"Connection": "close"})(scope, receive, send)


def _too_large(limit: int) -> Problem:
    return Problem(413, "too_large", f"The body is larger than {limit // 1024} KiB")


def _too_slow(seconds: float) -> Problem:
    return Problem(408, "too_slow", f"The body did not arrive within {seconds:g} seconds")


async def _read(scope: Scope, receive: Receive, limit: int) -> bytes:
    declared = dict(scope["headers"]).get(b"content-length", b"0")
    if declared.isdigit() and int(declared) > limit:
        raise _too_large(limit)
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > limit:
            raise _too_large(limit)
    return bytes(body)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body first and then whatever comes (such as a disconnect)."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
