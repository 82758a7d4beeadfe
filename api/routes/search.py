"""Ranked passages, and ranked members."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool

from api.examples import EXPERTS, SEARCH, shown
from api.expert_schemas import ExpertsReply
from api.schemas import SearchReply, failures
from api.state import CallerDep, StateDep, ViewDep
from ingest.documents import MemberKind

router = APIRouter(prefix="/v1", tags=["search"])
Words = Annotated[str, Query(description="Words or a question", examples=["CAR-T production"])]


@router.get("/search", responses=failures(401, 403, 422, 429, 500, 503) | shown(SEARCH))
async def search(
    state: StateDep,
    view: ViewDep,
    caller: CallerDep,
    q: Words,
    k: Annotated[int, Query(ge=1, le=100)] = 10,
) -> SearchReply:
    """The passages nearest to the words, best first."""
    await state.limits.question(caller)
    with state.slots.held():
        hits = await run_in_threadpool(view.assistant.search, q, k)
    return SearchReply.model_validate({"hits": hits})


@router.get("/experts", responses=failures(401, 403, 422, 429, 500, 503) | shown(EXPERTS))
async def experts(
    state: StateDep,
    view: ViewDep,
    caller: CallerDep,
    q: Annotated[
        str, Query(description="A topic or a need", examples=["Who can produce viral vectors?"])
    ],
    kind: Annotated[MemberKind | None, Query(description="Only members of this kind")] = None,
) -> ExpertsReply:
    """Member organisations that the documents name for a need, best first, with their evidence."""
    await state.limits.question(caller)
    with state.slots.held():
        referral = await run_in_threadpool(view.assistant.experts, q, kind)
    return ExpertsReply.model_validate(referral)
