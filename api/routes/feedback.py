"""What readers think of an answer."""

from fastapi import APIRouter

from api.examples import shown
from api.schemas import FeedbackBody, StoredReply, failures
from api.state import StateDep

router = APIRouter(prefix="/v1", tags=["answers"])


@router.post("/feedback", responses=failures(400, 413, 422, 500, 503) | shown({"stored": True}))
def feedback(body: FeedbackBody, state: StateDep) -> StoredReply:
    """Keep a rating and perhaps a comment."""
    return StoredReply(stored=state.records.rate(body.answer_id, body.rating, body.comment))
