"""What readers think of an answer."""

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool

from api.examples import shown
from api.schemas import FeedbackBody, StoredReply, failures
from api.state import CallerDep, StateDep

router = APIRouter(prefix="/v1", tags=["answers"])


@router.post(
    "/feedback",
    responses=failures(400, 403, 408, 413, 422, 429, 500, 503) | shown({"stored": True}),
)
async def feedback(body: FeedbackBody, state: StateDep, caller: CallerDep) -> StoredReply:
    """Keep a rating and perhaps a comment."""
    await state.limits.feedback(caller)
    stored = await run_in_threadpool(state.records.rate, body.answer_id, body.rating, body.comment)
    return StoredReply(stored=stored)
