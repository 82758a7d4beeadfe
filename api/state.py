"""What the routes of one application share, and how a route gets at it.

In: a request. Out: the service's parts, and the audience that the caller's key opens.
"""

import hmac
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from api.callers import Caller, caller_of
from api.composition import View
from api.drawings import Drawings
from api.errors import Problem
from api.limits import Limits
from api.loading import Loading
from api.metrics import Metrics
from api.records import Records
from api.settings import KEY_LENGTH, Settings
from api.slots import Slots
from api.staff.desk import Desk
from ingest.documents import Audience


@dataclass(frozen=True, slots=True)
class State:
    """The parts of a running service."""

    settings: Settings
    loading: Loading
    slots: Slots
    limits: Limits
    metrics: Metrics
    records: Records
    heartbeat: float
    desk: Desk
    drawings: Drawings


def get_state(request: Request) -> State:
    """The application's state."""
    state: State = request.app.state.hub
    return state


def get_audience(request: Request) -> Audience:
    """`staff` for a caller with a staff key, `public` for one without any; a wrong key is a 401."""
    if "authorization" not in request.headers:
        return "public"
    if not is_staff(request):
        raise _bad_key("Send a staff key as `Authorization: Bearer KEY`, or no key at all.")
    return "staff"


def get_chat_audience(request: Request) -> Audience:
    """The same for programs that cannot leave the key out: one that can be no staff key is ignored.

    Without staff keys every key is ignored. With them, a key that is as long as theirs must be one
    of them, so that a mistyped staff key is told and does not pass for a visitor's.
    """
    if is_staff(request):
        return "staff"
    _, key = _given_key(request)
    if get_state(request).settings.staff_keys and len(key) >= KEY_LENGTH:
        raise _bad_key(
            f"Send a staff key, or any word of fewer than {KEY_LENGTH} signs as the key."
        )
    return "public"


def get_view(request: Request, audience: Annotated[Audience, Depends(get_audience)]) -> View:
    """The index and the assistant that the caller may use."""
    return get_state(request).loading.view(audience)


def get_chat_view(
    request: Request, audience: Annotated[Audience, Depends(get_chat_audience)]
) -> View:
    """The same for programs that cannot leave the key out."""
    return get_state(request).loading.view(audience)


def get_caller(request: Request) -> Caller:
    """Who calls, as far as limits need to know; whoever has a staff key is free of them."""
    return caller_of(request, is_staff(request))


def _given_key(request: Request) -> tuple[str, bytes]:
    """The scheme and the key of the call; empty where there are none."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    return scheme.lower(), key.strip().encode()


def is_staff(request: Request) -> bool:
    """Whether the call has a staff key."""
    scheme, given = _given_key(request)
    keys = get_state(request).settings.staff_keys
    # All keys are compared, each in constant time, so that timing tells nothing.
    matches = [hmac.compare_digest(given, known.encode()) for known in keys]
    return scheme == "bearer" and any(matches)


def _bad_key(hint: str) -> Problem:
    return Problem(401, "bad_key", "This key opens nothing", hint=hint)


StateDep = Annotated[State, Depends(get_state)]
AudienceDep = Annotated[Audience, Depends(get_audience)]
CallerDep = Annotated[Caller, Depends(get_caller)]
ViewDep = Annotated[View, Depends(get_view)]
ChatAudienceDep = Annotated[Audience, Depends(get_chat_audience)]
ChatViewDep = Annotated[View, Depends(get_chat_view)]
