"""Who may see the press desk: in, a request; out, the session of somebody who signed in with a staff key.

Where nobody is signed in, the sign-in page comes instead; what goes wrong is told on a page, not in JSON.
"""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute

from api.composition import View
from api.errors import Problem
from api.problems import as_problem
from api.staff.forms import Form, check_token, read_form
from api.staff.pages import page
from api.state import StateDep
from api.store.sessions import HOURS, Session

COOKIE = "hub_staff"
SIGN_IN = "/staff/sign-in"
PRESS = "/staff/press"


class SignInNeeded(Exception):
    """Nobody is signed in."""


class StaffRoute(APIRoute):
    """Answers people with pages."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with its errors told on a page."""
        handle = super().get_route_handler()

        async def answered(request: Request) -> Response:
            try:
                return await handle(request)
            except SignInNeeded:
                return _to_sign_in(request)
            except Exception as error:
                return _problem_page(request, as_problem(error))

        return answered


def staff_router() -> APIRouter:
    """A router of pages, which are no part of the API's description."""
    return APIRouter(prefix="/staff", include_in_schema=False, route_class=StaffRoute)


def get_session(request: Request, state: StateDep) -> Session:
    """The session of who calls."""
    session = state.desk.sessions.of(request.cookies.get(COOKIE))
    if session is None:
        raise SignInNeeded
    return session


SessionDep = Annotated[Session, Depends(get_session)]


def get_staff_view(state: StateDep, session: SessionDep) -> View:
    """What staff may see; for who is signed in only."""
    return state.loading.view("staff")


async def get_staff_form(request: Request, session: SessionDep) -> Form:
    """A form that was made for this session."""
    form = await read_form(request)
    check_token(form, session)
    return form


StaffViewDep = Annotated[View, Depends(get_staff_view)]
StaffFormDep = Annotated[Form, Depends(get_staff_form)]


def signed_in(request: Request, token: str, target: str) -> RedirectResponse:
    """On to a page, with the token in a cookie that scripts and other sites do not get."""
    response = go(target)
    response.set_cookie(
        COOKIE,
        token,
        max_age=HOURS * 3600,
        path="/staff",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return response


def go(target: str) -> RedirectResponse:
    """On to another page of the desk, after a form."""
    return RedirectResponse(target, 303)


def is_of_the_desk(path: str) -> bool:
    """Whether a path is a page to go on to after the sign-in."""
    return path.startswith(PRESS) and "\\" not in path and "\n" not in path


def _to_sign_in(request: Request) -> Response:
    if request.method != "GET":
        return go(SIGN_IN)
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return go(f"{SIGN_IN}?next={quote(path, safe='')}" if path != PRESS else SIGN_IN)


def _problem_page(request: Request, problem: Problem) -> Response:
    response = page(request, "problem.html", status=problem.status, problem=problem)
    if problem.retry_after is not None:
        response.headers["Retry-After"] = str(problem.retry_after)
    return response
