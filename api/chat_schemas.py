"""The JSON of chat completions and models, as OpenAI's clients send and read it.

Requests: fields that mean nothing here are accepted and ignored, since every client sends some.
Replies: OpenAI's shapes, and the contract's Answer under the key `hub`.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from api.answer_schemas import AnswerReply
from api.schemas import ErrorDetail, ErrorReply, Reply, Text

MODEL = "atmp-hub"


class Lenient(BaseModel):
    """A request body of which only the fields named are read."""

    model_config = ConfigDict(extra="ignore")


class ContentPart(Lenient):
    """A part of a message; those of type `text` are read."""

    type: str
    text: Text | None = None


class ChatMessage(Lenient):
    """A message; those of `user` and `assistant` are read."""

    role: str
    content: Text | list[ContentPart] | None = None


class StreamOptions(Lenient):
    """What a stream holds besides the text."""

    include_usage: StrictBool | None = None


class ChatBody(Lenient):
    """A conversation. Its last user message is the question, what stands before it the history.

    Everything else (temperature, tools, system messages and so on) is accepted and changes nothing.
    """

    model_config = ConfigDict(
        extra="ignore",
        json_schema_extra={
            "examples": [
                {
                    "model": MODEL,
                    "messages": [
                        {"role": "user", "content": "Which hospitals in Catalonia produce CAR-T?"}
                    ],
                }
            ]
        },
    )

    messages: Annotated[list[ChatMessage], Field(min_length=1)]
    model: Text | None = Field(None, description=f"Any name is answered by `{MODEL}`")
    stream: StrictBool | None = None
    stream_options: StreamOptions | None = None


class UsageReply(Reply):
    """Always zero: tokens are neither counted nor charged here."""

    prompt_tokens: Literal[0]
    completion_tokens: Literal[0]
    total_tokens: Literal[0]


class ChatMessageReply(Reply):
    """The answer's text, with citation marks such as `[1]`."""

    role: Literal["assistant"]
    content: str


class ChoiceReply(Reply):
    """The only choice."""

    index: Literal[0]
    message: ChatMessageReply
    finish_reason: Literal["stop"]


class CompletionReply(Reply):
    """A whole answer; `hub` is what `/v1/ask` gives, citations included."""

    id: str
    object: Literal["chat.completion"]
    created: int = Field(description="Seconds since 1970")
    model: str
    choices: list[ChoiceReply]
    usage: UsageReply
    hub: AnswerReply


class ChunkDelta(Reply):
    """What a chunk adds to the message."""

    role: Literal["assistant"] | None = None
    content: str | None = None


class ChunkChoice(Reply):
    """The only choice of a chunk."""

    index: Literal[0]
    delta: ChunkDelta
    finish_reason: Literal["stop"] | None


class ChunkReply(Reply):
    """A piece of a streamed answer; the last one carries `hub`."""

    id: str
    object: Literal["chat.completion.chunk"]
    created: int
    model: str
    choices: list[ChunkChoice]
    usage: UsageReply | None = None
    hub: AnswerReply | None = None


class ModelReply(Reply):
    """The assistant, as a model."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class ModelsReply(Reply):
    """The models: one."""

    object: Literal["list"]
    data: list[ModelReply]


class ChatErrorDetail(ErrorDetail):
    """The service's error, and the two fields more that OpenAI's clients know."""

    type: Literal["invalid_request_error", "server_error"]
    param: None


class ChatErrorReply(ErrorReply):
    """Every error of these calls."""

    error: ChatErrorDetail


def chat_failures(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route for the OpenAPI document: the errors it can give."""
    return {status: {"model": ChatErrorReply} for status in statuses}
