"""Ranked passages; and the search for members that a later version brings."""

from typing import Annotated, NoReturn

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool

from api.errors import Problem
from api.examples import SEARCH, shown
from api.schemas import SearchReply, failures
from api.state import StateDep, ViewDep

router = APIRouter(prefix="/v1", tags=["search"])
Words = Annotated[str, Query(description="Words or a question", examples=["CAR-T production"])]


@router.get("/search", responses=failures(401, 422, 500, 503) | shown(SEARCH))
async def search(
    state: StateDep, view: ViewDep, q: Words, k: Annotated[int, Query(ge=1, le=100)] = 10
) -> SearchReply:
    """The passages nearest to the words, best first."""
    with state.slots.held():
        hits = await run_in_threadpool(view.assistant.search, q, k)
    return SearchReply.model_validate({"hits": hits})


@router.get("/experts", responses=failures(501), status_code=501, response_model=None)
def experts() -> NoReturn:
    """Member organisations with their evidence: comes in a later version."""
    raise _later("experts")


def _later(what: str) -> Problem:
    return Problem(
        501,
        "not_available",
        f"The search for {what} comes in a later version",
        hint="Ask the question with POST /v1/ask meanwhile.",
    )
