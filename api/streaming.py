"""Server-sent events from a blocking generator, without blocking the event loop.

In: an iterator of the assistant's events. Out: a response of frames in ASCII JSON, so that no cut
between two bytes can break a letter; a comment line while nothing happens. When the client leaves,
no further step is taken and the generator is closed.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from typing import Protocol

from fastapi.responses import StreamingResponse
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from api.answer_schemas import AnswerReply
from api.callers import Caller
from api.errors import Problem
from api.problems import as_problem, error_reply
from api.schemas import DeltaEvent, SourcesEvent
from api.state import State
from assistant.answer import Answer, Delta, Event, Sources

# The first may come after two of them; fifteen seconds are promised.
HEARTBEAT_SECONDS = 7.0
HEARTBEAT = b": still here\n\n"
HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}


class Work:
    """A blocking iterator, stepped in the thread pool one event at a time."""

    def __init__(self, events: Iterator[Event], on_end: Callable[[], None]) -> None:
        self._events = events
        self._on_end: Callable[[], None] | None = on_end
        self._step: asyncio.Task[Event | None] | None = None

    async def next(self, patience: float) -> bool:
        """Wait up to `patience` seconds for the next event; say whether it is there."""
        if self._step is None:
            self._step = asyncio.ensure_future(run_in_threadpool(next, self._events, None))
        done, _ = await asyncio.wait({self._step}, timeout=patience)
        return bool(done)

    async def first(self, patience: float) -> None:
        """Wait for the first event; raise at once if it is an error, and keep it for `result`."""
        if await self.next(patience) and self._step is not None:
            error = self._step.exception()
            if error is not None:
                raise error

    def result(self) -> Event | None:
        """The event that is there, or None at the end; raises what the step raised."""
        step, self._step = self._step, None
        assert step is not None  # noqa: S101 - next() said that it is there
        return step.result()

    def end(self) -> None:
        """Take no further step, and close the generator once a step under way is over."""
        if self._step is not None and not self._step.done():
            self._step.add_done_callback(lambda _: self._close())
        else:
            self._close()

    def _close(self) -> None:
        on_end, self._on_end = self._on_end, None
        if on_end is None:
            return
        if self._step is not None and not self._step.cancelled():
            self._step.exception()
        close = getattr(self._events, "close", None)
        if close is not None:
            close()
        on_end()


class Form(Protocol):
    """How events are written: those of the contract, or those of another program's interface."""

    def event(self, event: Event) -> bytes:
        """The frames of an event."""

    def failure(self, problem: Problem) -> bytes:
        """The frame that ends a stream which failed."""


class HubForm:
    """The named events of `/v1/ask/stream`."""

    def event(self, event: Event) -> bytes:
        """`sources`, `delta` or `answer`."""
        match event:
            case Sources():
                return frame(SourcesEvent.model_validate(event), "sources")
            case Delta():
                return frame(DeltaEvent.model_validate(event), "delta")
            case Answer():
                return frame(AnswerReply.model_validate(event), "answer")

    def failure(self, problem: Problem) -> bytes:
        """`error`."""
        return frame(error_reply(problem), "error")


class EventStream(StreamingResponse):
    """The response of a stream. However it ends, the work ends with it."""

    media_type = "text/event-stream"

    def __init__(
        self, work: Work, patience: float, on_answer: Callable[[Answer], None], form: Form
    ) -> None:
        super().__init__(_frames(work, patience, on_answer, form), headers=HEADERS)
        self._work = work

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the frames until the stream ends or the client leaves."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._work.end()


async def open_stream(
    events: Iterator[Event], state: State, caller: Caller, form: Form
) -> EventStream:
    """The response of a stream that has begun, in a slot of its own."""
    state.slots.take(caller.held_to)
    work = Work(events, partial(state.slots.give_back, caller.held_to))
    try:
        # A question that is refused gets its status, not a stream with an error in it.
        await work.first(state.heartbeat)
    except BaseException:
        work.end()
        raise
    return EventStream(work, state.heartbeat, state.metrics.answered, form)


async def _frames(
    work: Work, patience: float, on_answer: Callable[[Answer], None], form: Form
) -> AsyncIterator[bytes]:
    while True:
        if not await work.next(patience):
            yield HEARTBEAT
            continue
        try:
            event = work.result()
        except Exception as error:
            yield form.failure(as_problem(error))
            return
        if event is None:
            return
        if isinstance(event, Answer):
            on_answer(event)
        yield form.event(event)


def frame(body: BaseModel, name: str | None = None) -> bytes:
    """One server-sent event with a JSON body on one line."""
    data = json.dumps(body.model_dump(mode="json", exclude_unset=True))
    head = "" if name is None else f"event: {name}\n"
    return f"{head}data: {data}\n\n".encode("ascii")
