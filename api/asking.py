"""A question put to the assistant with what was said before it, and kept once it is answered.

In: a question and who asks it. Out: the answer, or its events. Both block: call them in a thread.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from api.records import Asker, Records
from assistant.answer import Answer, Event
from assistant.assistant import Assistant
from ingest.documents import Language


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the language that its answer should have if one was chosen, and who asks."""

    question: str
    language: Language | None
    by: Asker


def ask(assistant: Assistant, records: Records, asked: Asked) -> Answer:
    """The whole answer."""
    history = records.history(asked.by)
    answer = assistant.ask(asked.question, history=history, language=asked.language)
    records.keep(asked.by, answer)
    return answer


def stream(assistant: Assistant, records: Records, asked: Asked) -> Iterator[Event]:
    """The answer's events. One that is left before its end is not kept."""
    history = records.history(asked.by)
    events = assistant.stream(asked.question, history=history, language=asked.language)
    try:
        for event in events:
            if isinstance(event, Answer):
                records.keep(asked.by, event)
            yield event
    finally:
        close = getattr(events, "close", None)
        if close is not None:
            close()
