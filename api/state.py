"""What the routes of one application share, and how a route gets at it.

In: a request. Out: the service's parts, and the audience that the caller's key opens.
"""

import hmac
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from api.composition import View
from api.errors import Problem
from api.loading import Loading
from api.metrics import Metrics
from api.records import Records
from api.settings import Settings
from api.slots import Slots
from ingest.documents import Audience


@dataclass(frozen=True, slots=True)
class State:
    """The parts of a running service."""

    settings: Settings
    loading: Loading
    slots: Slots
    metrics: Metrics
    records: Records
    heartbeat: float


def get_state(request: Request) -> State:
    """The application's state."""
    state: State = request.app.state.hub
    return state


def get_audience(request: Request) -> Audience:
    """`staff` for a caller with a staff key, `public` for one without any; a wrong key is a 401."""
    header = request.headers.get("authorization")
    if header is None:
        return "public"
    scheme, _, key = header.partition(" ")
    given = key.strip().encode()
    keys = get_state(request).settings.staff_keys
    # All keys are compared, each in constant time, so that timing tells nothing.
    matches = [hmac.compare_digest(given, known.encode()) for known in keys]
    if scheme.lower() != "bearer" or not any(matches):
        raise Problem(
            401,
            "bad_key",
            "This key opens nothing",
            hint="Send a staff key as `Authorization: Bearer KEY`, or no key at all.",
        )
    return "staff"


def get_view(request: Request, audience: Annotated[Audience, Depends(get_audience)]) -> View:
    """The index and the assistant that the caller may use."""
    return get_state(request).loading.view(audience)


StateDep = Annotated[State, Depends(get_state)]
AudienceDep = Annotated[Audience, Depends(get_audience)]
ViewDep = Annotated[View, Depends(get_view)]
