"""Questions: one whole answer, or the same answer as a stream of events."""

from fastapi import APIRouter, Response
from starlette.concurrency import run_in_threadpool

from api import asking
from api.asking import Asked
from api.examples import ANSWER, shown
from api.records import Asker
from api.schemas import AnswerReply, AskBody, failures
from api.state import AudienceDep, CallerDep, StateDep, ViewDep
from api.stream_schemas import ASK_STREAMED
from api.streaming import EventStream, HubForm, open_stream
from assistant.answer import Turn
from ingest.documents import Audience

router = APIRouter(prefix="/v1", tags=["answers"])
FAILURES = failures(400, 401, 403, 408, 413, 422, 429, 500, 503)


@router.post("/ask", responses=FAILURES | shown(ANSWER))
async def ask(
    body: AskBody, state: StateDep, view: ViewDep, audience: AudienceDep, caller: CallerDep
) -> AnswerReply:
    """Answer a question with exact quotes."""
    await state.limits.question(caller, body.conversation_id)
    asked = read(body, audience)
    with state.slots.held():
        answer = await run_in_threadpool(asking.ask, view.assistant, state.records, asked)
    state.metrics.answered(answer)
    return AnswerReply.model_validate(answer)


@router.post("/ask/stream", response_class=Response, responses=FAILURES | ASK_STREAMED)
async def ask_stream(
    body: AskBody, state: StateDep, view: ViewDep, audience: AudienceDep, caller: CallerDep
) -> EventStream:
    """Answer a question as a stream of server-sent events."""
    await state.limits.question(caller, body.conversation_id)
    events = asking.stream(view.assistant, state.records, read(body, audience))
    return await open_stream(events, state, state.metrics.answered, HubForm())


def read(body: AskBody, audience: Audience) -> Asked:
    """The question of a body and who asks it; an empty name is no conversation."""
    sent = tuple(Turn(turn.role, turn.content) for turn in body.history)
    asker = Asker(audience, body.conversation_id or None, sent)
    return Asked(body.question, body.language, asker)
