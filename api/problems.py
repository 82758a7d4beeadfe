"""Whatever goes wrong in a call, as one JSON shape with the right status.

In: an exception. Out: a Problem, and its reply. What is not foreseen is logged and becomes a plain
500, so that no stack trace and no path of the machine leaves the service.
"""

import logging
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.errors import Problem, StoreUnavailable
from api.schemas import ErrorDetail, ErrorReply
from assistant.errors import BadQuestion
from ingest.errors import IngestError

_log = logging.getLogger("hub")
_CODES = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}
_MESSAGES = {404: "There is nothing at this address"}


def install(app: FastAPI) -> None:
    """Let the application answer every error in this shape."""
    app.add_exception_handler(Exception, handle)
    for kind in (
        Problem, RequestValidationError, HTTPException, BadQuestion, IngestError, StoreUnavailable,
    ):  # fmt: skip
        app.add_exception_handler(kind, handle)


async def handle(request: Request, error: Exception) -> JSONResponse:
    """The reply to an exception."""
    return reply(as_problem(error), getattr(error, "headers", None))


def reply(
    problem: Problem, headers: Mapping[str, str] | None = None, body: ErrorReply | None = None
) -> JSONResponse:
    """The JSON response of a problem; `body`, if it has one of its own."""
    content = (body or error_reply(problem)).model_dump(exclude_unset=True)
    response = JSONResponse(content, problem.status, dict(headers or {}))
    if problem.retry_after is not None:
        response.headers["Retry-After"] = str(problem.retry_after)
    if problem.status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def error_reply(problem: Problem) -> ErrorReply:
    """The body of a problem."""
    hint = {} if problem.hint is None else {"hint": problem.hint}
    return ErrorReply(error=ErrorDetail(code=problem.code, message=problem.message, **hint))


def as_problem(error: Exception) -> Problem:
    """The one place where errors get their HTTP status."""
    match error:
        case Problem():
            return error
        case RequestValidationError():
            return _invalid(error)
        case BadQuestion():
            return Problem(422, "bad_question", str(error))
        case HTTPException():
            return _plain(error.status_code)
        case IngestError():
            # Its message is for the operator: it may name files of this machine.
            _log.error("index: %s", error)
            return Problem(503, "index_unavailable", "The index cannot be read", retry_after=5)
        case StoreUnavailable():
            _log.error("store: %s", error)
            return Problem(503, "store_unavailable", "Nothing can be kept now", retry_after=5)
    _log.error("unexpected error", exc_info=error)
    return Problem(500, "internal", "Something went wrong here; it was written to the log")


def _plain(status: int) -> Problem:
    phrase = HTTPStatus(status).phrase
    code = _CODES.get(status, phrase.lower().replace(" ", "_"))
    return Problem(status, code, _MESSAGES.get(status, phrase))


def _invalid(error: RequestValidationError) -> Problem:
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return Problem(400, "bad_json", "The body is not JSON", hint="Check quotes and commas.")
    place = ".".join(str(part) for part in first["loc"])
    message = str(first["msg"])
    return Problem(422, "invalid", f"{place}: {message}", hint=_hint(first["type"]))


def _hint(kind: str) -> str | None:
    hints = {
        "extra_forbidden": "Leave this field out: /openapi.json lists those that are known.",
        "missing": "This field is required.",
        "model_attributes_type": "Send a JSON object with Content-Type: application/json.",
    }
    return hints.get(kind)
