"""Chat completions and models, for programs that speak to OpenAI: a whole answer or a stream."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from api import asking
from api.asking import Asked
from api.chat import ChunkForm, chat_error, completion, question_in
from api.chat_schemas import (
    MODEL,
    ChatBody,
    CompletionReply,
    ModelReply,
    ModelsReply,
    chat_failures,
)
from api.errors import Problem
from api.examples import MODELS, shown
from api.problems import as_problem, reply
from api.records import Asker
from api.schemas import failures
from api.state import CallerDep, ChatAudienceDep, ChatViewDep, StateDep, get_chat_audience
from api.stream_schemas import CHAT_STREAMED
from api.streaming import EventStream, open_stream

# What is refused before it reaches a route has the service's own shape.
FAILURES = chat_failures(401, 500) | failures(403)
KEY_CHECKED = [Depends(get_chat_audience)]


class ChatRoute(APIRoute):
    """Gives errors as OpenAI's clients know them."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with its errors answered here."""
        handle = super().get_route_handler()

        async def answered(request: Request) -> Response:
            try:
                return await handle(request)
            except Exception as error:
                problem = as_problem(error)
                return reply(problem, body=chat_error(problem))

        return answered


router = APIRouter(prefix="/v1", tags=["chat programs"], route_class=ChatRoute)


@router.post(
    "/chat/completions",
    response_model=CompletionReply,
    responses=FAILURES | chat_failures(400, 422, 429, 503) | failures(408, 413) | CHAT_STREAMED,
)
async def complete(
    body: ChatBody,
    state: StateDep,
    view: ChatViewDep,
    audience: ChatAudienceDep,
    caller: CallerDep,
) -> CompletionReply | EventStream:
    """Answer the last message of a conversation with exact quotes."""
    await state.limits.question(caller)
    question, history = question_in(body.messages)
    asked = Asked(question, None, Asker(audience, None, tuple(history)))
    if body.stream:
        options = body.stream_options
        form = ChunkForm.new(with_usage=bool(options and options.include_usage))
        events = asking.stream(view.assistant, state.records, asked)
        return await open_stream(events, state, state.metrics.answered, form)
    with state.slots.held():
        answer = await run_in_threadpool(asking.ask, view.assistant, state.records, asked)
    state.metrics.answered(answer)
    return completion(answer)


@router.get("/models", responses=FAILURES | shown(MODELS), dependencies=KEY_CHECKED)
def models() -> ModelsReply:
    """The assistant, as the only model."""
    return ModelsReply(object="list", data=[_model()])


@router.get(
    "/models/{model}",
    responses=FAILURES | chat_failures(404, 422),
    dependencies=KEY_CHECKED,
)
def model(model: str) -> ModelReply:
    """One model."""
    if model != MODEL:
        raise Problem(404, "model_not_found", f"The only model is {MODEL}")
    return _model()


def _model() -> ModelReply:
    # When it was made is of no use to anyone, and the clients want a number.
    return ModelReply(id=MODEL, object="model", created=0, owned_by="hub")
