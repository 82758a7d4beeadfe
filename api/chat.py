"""OpenAI's chat completions, in terms of the assistant.

In: the messages of a request. Out: the question and the history in them. Then, in: an answer or the
events of one. Out: a completion, or the chunks of a stream.
"""

import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Literal, cast

from api.answer_schemas import AnswerReply
from api.chat_schemas import (
    MODEL,
    ChatErrorDetail,
    ChatErrorReply,
    ChatMessage,
    ChatMessageReply,
    ChoiceReply,
    ChunkChoice,
    ChunkDelta,
    ChunkReply,
    CompletionReply,
    UsageReply,
)
from api.chat_sources import source_lines, without_source_lines
from api.errors import Problem
from api.problems import error_reply
from api.schemas import MAX_TURNS
from api.streaming import frame
from assistant.answer import Answer, Delta, Event, Sources, Turn

DONE = b"data: [DONE]\n\n"


def question_in(messages: Sequence[ChatMessage]) -> tuple[str, list[Turn]]:
    """The last user message, and what was said before it; a Problem 422 where there is none."""
    asked = [number for number, message in enumerate(messages) if message.role == "user"]
    if not asked:
        raise Problem(
            422,
            "no_question",
            "There is no message of the user",
            hint='The last message with the role "user" is the question.',
        )
    return text_of(messages[asked[-1]]), _turns(messages[: asked[-1]])[-MAX_TURNS:]


def text_of(message: ChatMessage) -> str:
    """The words of a message; pictures and sounds are left out."""
    if message.content is None or isinstance(message.content, str):
        return message.content or ""
    parts = [part.text for part in message.content if part.type == "text" and part.text]
    return "\n".join(parts)


def _turns(messages: Sequence[ChatMessage]) -> list[Turn]:
    """What was said by either side. System messages are left out: they can change nothing here."""
    said = [(message.role, text_of(message)) for message in messages]
    return [
        Turn(
            cast(Literal["user", "assistant"], role),
            without_source_lines(text) if role == "assistant" else text,
        )
        for role, text in said
        if role in ("user", "assistant") and text
    ]


def completion(answer: Answer) -> CompletionReply:
    """A whole answer, its sources under it."""
    text = answer.text + source_lines(answer.citations, answer.language)
    message = ChatMessageReply(role="assistant", content=text)
    return CompletionReply(
        id=_new_id(),
        object="chat.completion",
        created=int(time.time()),
        model=MODEL,
        choices=[ChoiceReply(index=0, message=message, finish_reason="stop")],
        usage=_USAGE,
        hub=AnswerReply.model_validate(answer),
    )


@dataclass(frozen=True, slots=True)
class ChunkForm:
    """The chunks of one streamed answer, which share their id and time."""

    id: str
    created: int
    with_usage: bool

    @classmethod
    def new(cls, with_usage: bool) -> "ChunkForm":
        """For an answer that begins now."""
        return cls(_new_id(), int(time.time()), with_usage)

    def event(self, event: Event) -> bytes:
        """The role first, then text, then the end with the whole Answer."""
        match event:
            case Sources():
                return self._chunk([_choice(ChunkDelta(role="assistant", content=""))])
            case Delta():
                return self._chunk([_choice(ChunkDelta(content=event.text))])
            case Answer():
                lines = source_lines(event.citations, event.language)
                told = self._chunk([_choice(ChunkDelta(content=lines))]) if lines else b""
                return told + self._end(AnswerReply.model_validate(event))

    def failure(self, problem: Problem) -> bytes:
        """The error that clients look for in a stream."""
        return frame(chat_error(problem))

    def _end(self, answer: AnswerReply) -> bytes:
        """`hub` is in the last chunk, which is the one of the usage where that is asked for."""
        stop = [_choice(ChunkDelta(), "stop")]
        if self.with_usage:
            return self._chunk(stop) + self._chunk([], usage=_USAGE, hub=answer) + DONE
        return self._chunk(stop, hub=answer) + DONE

    def _chunk(self, choices: list[ChunkChoice], **more: Any) -> bytes:
        chunk = ChunkReply(
            id=self.id,
            object="chat.completion.chunk",
            created=self.created,
            model=MODEL,
            choices=choices,
            **more,
        )
        return frame(chunk)


def chat_error(problem: Problem) -> ChatErrorReply:
    """The body of a problem, with what OpenAI's clients know besides."""
    ours = problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    detail = ChatErrorDetail(
        **error_reply(problem).error.model_dump(exclude_unset=True),
        type="server_error" if ours else "invalid_request_error",
        param=None,
    )
    return ChatErrorReply(error=detail)


_USAGE = UsageReply(prompt_tokens=0, completion_tokens=0, total_tokens=0)


def _choice(delta: ChunkDelta, finish: Literal["stop"] | None = None) -> ChunkChoice:
    return ChunkChoice(index=0, delta=delta, finish_reason=finish)


def _new_id() -> str:
    return f"chatcmpl-{uuid.uuid4().hex}"
