"""Signing in at the press desk with a staff key, and out again."""

from typing import Annotated

from fastapi import Depends, Request, Response

from api.staff.access import (
    COOKIE,
    PRESS,
    SIGN_IN,
    SessionDep,
    StaffFormDep,
    go,
    is_of_the_desk,
    signed_in,
    staff_router,
)
from api.staff.forms import Form, read_form
from api.staff.pages import page
from api.state import StateDep

router = staff_router()


@router.get("")
@router.get("/")
def front() -> Response:
    """The desk's only room so far."""
    return go(PRESS)


@router.get("/sign-in")
def sign_in_page(request: Request, state: StateDep) -> Response:
    """The form; or, where there are no staff keys, how to set one."""
    if not state.settings.staff_keys:
        return page(request, "no_keys.html", status=403)
    return _form(request, request.query_params.get("next", ""))


@router.post("/sign-in")
def sign_in(
    request: Request, state: StateDep, form: Annotated[Form, Depends(read_form)]
) -> Response:
    """On to the desk with a staff key; without one, the form again, five times in a quarter hour."""
    if not state.settings.staff_keys:
        return page(request, "no_keys.html", status=403)
    address = request.client.host if request.client else ""
    target = form.one("next")
    wait = state.desk.attempts.wait(address)
    if wait:
        response = _form(request, target, "too_often", 429)
        response.headers["Retry-After"] = str(wait)
        return response
    token = state.desk.sessions.open(form.one("key"))
    if token is None:
        state.desk.attempts.failed(address)
        return _form(request, target, "wrong_key", 401)
    return signed_in(request, token, target if is_of_the_desk(target) else PRESS)


@router.post("/sign-out")
def sign_out(state: StateDep, session: SessionDep, form: StaffFormDep) -> Response:
    """The session is over, and with it the brief."""
    state.desk.sessions.close(session)
    response = go(SIGN_IN)
    response.delete_cookie(COOKIE, path="/staff")
    return response


def _form(request: Request, target: str, wrong: str = "", status: int = 200) -> Response:
    return page(request, "sign_in.html", status=status, target=target, wrong=wrong)
