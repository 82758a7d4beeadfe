"""Chat completions and models, for programs that speak to OpenAI: a whole answer or a stream."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

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
from api.problems import as_problem, reply
from api.schemas import failures
from api.state import ChatViewDep, StateDep, get_chat_audience
from api.streaming import EventStream, open_stream

_STREAM = (
    'data: {"object": "chat.completion.chunk", "choices": [{"index": 0, "delta": {"content": '
    '"..."}, "finish_reason": null}]}\n\ndata: [DONE]\n\n'
)
STREAMED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A completion; or, with `stream`, its chunks, of which the last before "
        "`[DONE]` carries `hub`",
        "content": {"text/event-stream": {"schema": {"type": "string"}, "example": _STREAM}},
    }
}


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
    responses=chat_failures(400, 401, 422, 500, 503) | failures(413) | STREAMED,
)
async def complete(
    body: ChatBody, state: StateDep, view: ChatViewDep
) -> CompletionReply | EventStream:
    """Answer the last message of a conversation with exact quotes."""
    question, history = question_in(body.messages)
    if body.stream:
        options = body.stream_options
        form = ChunkForm.new(with_usage=bool(options and options.include_usage))
        events = view.assistant.stream(question, history=history)
        return await open_stream(events, state, state.metrics.answered, form)
    with state.slots.held():
        answer = await run_in_threadpool(view.assistant.ask, question, history=history)
    state.metrics.answered(answer)
    return completion(answer)


@router.get("/models", responses=chat_failures(401, 500), dependencies=[Depends(get_chat_audience)])
def models() -> ModelsReply:
    """The assistant, as the only model."""
    return ModelsReply(object="list", data=[_model()])


@router.get(
    "/models/{model}",
    responses=chat_failures(401, 404, 422, 500),
    dependencies=[Depends(get_chat_audience)],
)
def model(model: str) -> ModelReply:
    """One model."""
    if model != MODEL:
        raise Problem(404, "model_not_found", f"The only model is {MODEL}")
    return _model()


def _model() -> ModelReply:
    # When it was made is of no use to anyone, and the clients want a number.
    return ModelReply(id=MODEL, object="model", created=0, owned_by="hub")
