"""Questions: one whole answer, or the same answer as a stream of events."""

from fastapi import APIRouter, Response
from starlette.concurrency import run_in_threadpool

from api.examples import ANSWER, shown
from api.schemas import AnswerReply, AskBody, failures
from api.state import StateDep, ViewDep
from api.stream_schemas import ASK_STREAMED
from api.streaming import EventStream, HubForm, open_stream
from assistant.answer import Turn

router = APIRouter(prefix="/v1", tags=["answers"])
FAILURES = failures(400, 401, 413, 422, 500, 503)


@router.post("/ask", responses=FAILURES | shown(ANSWER))
async def ask(body: AskBody, state: StateDep, view: ViewDep) -> AnswerReply:
    """Answer a question with exact quotes."""
    with state.slots.held():
        answer = await run_in_threadpool(
            view.assistant.ask, body.question, history=turns(body), language=body.language
        )
    state.metrics.answered(answer)
    return AnswerReply.model_validate(answer)


@router.post("/ask/stream", response_class=Response, responses=FAILURES | ASK_STREAMED)
async def ask_stream(body: AskBody, state: StateDep, view: ViewDep) -> EventStream:
    """Answer a question as a stream of server-sent events."""
    events = view.assistant.stream(body.question, history=turns(body), language=body.language)
    return await open_stream(events, state, state.metrics.answered, HubForm())


def turns(body: AskBody) -> list[Turn]:
    """The earlier messages, as the assistant takes them."""
    return [Turn(turn.role, turn.content) for turn in body.history]
