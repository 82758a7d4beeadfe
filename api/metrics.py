"""What Prometheus reads: calls, their time, answers by status. No question is ever a label."""

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_1_0_0
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.limits import LIMITS
from api.slots import Slots
from assistant.answer import Answer

CONTENT_TYPE = CONTENT_TYPE_PLAIN_1_0_0
_KEPT = ("conversations", "questions", "feedback", "expiry", "curated")
_METHODS = frozenset({"GET", "HEAD", "POST", "DELETE", "OPTIONS"})


class Metrics:
    """The counters of one application; two applications in a process do not share them."""

    def __init__(self, slots: Slots) -> None:
        self._registry = CollectorRegistry()
        self._calls = Counter(
            "hub_http_requests",
            "HTTP calls",
            ["method", "route", "status"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "hub_http_request_seconds",
            "Time until a call was fully answered",
            ["route"],
            registry=self._registry,
        )
        self._answers = Counter(
            "hub_answers", "Answers given", ["status", "language"], registry=self._registry
        )
        self._store_failures = Counter(
            "hub_store_failures",
            "Times that questions, conversations or feedback could not be kept or deleted",
            ["what"],
            registry=self._registry,
        )
        for what in _KEPT:
            self._store_failures.labels(what)
        self._model_events = Counter(
            "hub_model_events",
            "What came of using the language model: answers it worded, fallbacks by their reason, "
            "sentences and citations that were dropped",
            ["event"],
            registry=self._registry,
        )
        self._refusals = Counter(
            "hub_refusals",
            "Calls refused because a limit was reached",
            ["limit"],
            registry=self._registry,
        )
        for limit in LIMITS:
            self._refusals.labels(limit)
        self._limit_failures = Counter(
            "hub_shared_limit_failures",
            "Times that Redis failed and a limit was kept in memory",
            registry=self._registry,
        )
        busy = Gauge("hub_answers_in_progress", "Answers under way", registry=self._registry)
        busy.set_function(lambda: slots.taken)

    def answered(self, answer: Answer) -> None:
        """Count an answer."""
        self._answers.labels(answer.status, answer.language).inc()

    def model_used(self, event: str) -> None:
        """Count what came of using the language model."""
        self._model_events.labels(event).inc()

    def store_failed(self, what: str) -> None:
        """Count a failure of the store."""
        self._store_failures.labels(what).inc()

    def refused(self, limit: str) -> None:
        """Count a call that a limit refused."""
        self._refusals.labels(limit).inc()

    def limits_failed(self) -> None:
        """Count a failure of the server that keeps the limits."""
        self._limit_failures.inc()

    def called(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a call."""
        method = method if method in _METHODS else "other"
        self._calls.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def render(self) -> bytes:
        """The text that Prometheus reads."""
        return generate_latest(self._registry)


class Measured:
    """Middleware that counts every call under its route's template, never under its raw path."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on and note its status and time."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 499  # the client left before it was answered

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        started = time.perf_counter()
        try:
            await self._app(scope, receive, noted)
        finally:
            route = getattr(scope.get("route"), "path", "unmatched")
            self._metrics.called(scope["method"], route, status, time.perf_counter() - started)
