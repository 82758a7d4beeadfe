"""Questions to begin with: those that the public documents answer as they are now."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.examples import SUGGESTIONS, shown
from api.schemas import failures
from api.state import StateDep
from api.suggestion_schemas import SuggestionsReply
from ingest.documents import Language

router = APIRouter(prefix="/v1", tags=["answers"])


@router.get("/suggestions", responses=failures(403, 422, 500, 503) | shown(SUGGESTIONS))
def suggestions(
    state: StateDep,
    language: Annotated[Language, Query(description="Of the questions", examples=["ca"])],
) -> SuggestionsReply:
    """Questions that somebody may begin with, each of them answered by the public documents."""
    state.loading.view("public")
    return SuggestionsReply.model_validate(state.openers.known(language))
