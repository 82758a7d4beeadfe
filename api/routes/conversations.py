"""Conversations that the server keeps, and how to be forgotten."""

from typing import Annotated

from fastapi import APIRouter
from fastapi import Path as PathParameter

from api.examples import shown
from api.schemas import CONVERSATION_ID_LENGTH, DeletedReply, failures
from api.state import AudienceDep, StateDep

router = APIRouter(prefix="/v1/conversations", tags=["answers"])
ConversationId = Annotated[
    str,
    PathParameter(
        min_length=1,
        max_length=CONVERSATION_ID_LENGTH,
        description="The name that the caller gave the conversation",
    ),
]


# A caller's own name for a conversation may have a slash in it.
@router.delete(
    "/{conversation_id:path}",
    responses=failures(401, 403, 404, 422, 500, 503) | shown({"deleted": True}),
)
def delete_conversation(
    conversation_id: ConversationId, state: StateDep, audience: AudienceDep
) -> DeletedReply:
    """Delete what was said in a conversation; `deleted` is false where nothing is known of it."""
    return DeletedReply(deleted=state.records.forget(audience, conversation_id))
