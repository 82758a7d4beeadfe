"""The streams, as the OpenAPI document describes them: what each event holds, and an example.

Written as OpenAPI 3.2 has it (`itemSchema`: of one event), as FastAPI itself writes streams.
"""

from typing import Any

from pydantic import BaseModel

from api.answer_schemas import AnswerReply
from api.examples import COMPLETION
from api.schemas import DeltaEvent, ErrorReply, SourcesEvent

_Described = dict[int | str, dict[str, Any]]
_COMPONENTS = "#/components/schemas/{model}"
_ASK = (
    'event: sources\ndata: {"citations": []}\n\nevent: delta\ndata: {"text": "..."}\n\n'
    'event: answer\ndata: {"answer_id": "..."}\n\n'
)
_CHAT = (
    'data: {"object": "chat.completion.chunk", "choices": [{"index": 0, "delta": {"content": '
    '"..."}, "finish_reason": null}]}\n\ndata: [DONE]\n\n'
)


def _stream(
    description: str, item: dict[str, Any], example: str, also: dict[str, Any]
) -> _Described:
    content = {"text/event-stream": {"itemSchema": item, "example": example}, **also}
    return {200: {"description": description, "content": content}}


def _event(name: str, data: dict[str, Any]) -> dict[str, Any]:
    """One named event, with JSON of a schema in its data."""
    return {
        "type": "object",
        "required": ["event", "data"],
        "properties": {
            "event": {"const": name},
            "data": {
                "type": "string",
                "contentMediaType": "application/json",
                "contentSchema": data,
            },
        },
    }


def _whole(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of a model that no reply has; what it refers to, replies have."""
    schema = model.model_json_schema(ref_template=_COMPONENTS)
    return {name: value for name, value in schema.items() if name != "$defs"}


def _reference(model: type[BaseModel]) -> dict[str, Any]:
    return {"$ref": _COMPONENTS.format(model=model.__name__)}


ASK_STREAMED = _stream(
    "Events `sources` (once, first), `delta` (many), `answer` (the whole answer, last); `error` "
    "ends a stream that failed; comment lines in between",
    {
        "oneOf": [
            _event("sources", _whole(SourcesEvent)),
            _event("delta", _whole(DeltaEvent)),
            _event("answer", _reference(AnswerReply)),
            _event("error", _reference(ErrorReply)),
        ]
    },
    _ASK,
    {},
)
CHAT_STREAMED = _stream(
    "A completion; or, with `stream`, its chunks, of which the last before `[DONE]` carries `hub`",
    {
        "type": "object",
        "required": ["data"],
        "properties": {
            "data": {"type": "string", "description": "A chunk as JSON; `[DONE]` at the end"}
        },
    },
    _CHAT,
    {"application/json": {"example": COMPLETION}},
)
