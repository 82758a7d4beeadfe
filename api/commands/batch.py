"""`--batch FILE.jsonl`: many questions with models that load once.

In: a line each, `{"id", "question", "history"?}`. Out: one JSON object a line, in order, with that
id. The whole file is checked first, so that a slip in the last line costs no hour of answers.
"""

from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from api.commands.lines import read_lines
from api.commands.output import print_json
from api.schemas import ErrorDetail, ErrorReply, Text, TurnBody
from assistant.answer import Turn
from assistant.errors import BadQuestion

REFUSED = 1


class BatchLine(BaseModel):
    """One question of a batch; other fields, such as expected answers, are left alone."""

    model_config = ConfigDict(extra="ignore")

    id: Text | int
    question: Text
    history: list[TurnBody] = []

    def turns(self) -> list[Turn]:
        """The earlier messages, as the assistant takes them."""
        return [Turn(turn.role, turn.content) for turn in self.history]


def read_batch(path: Path) -> list[BatchLine]:
    """The questions of a file; blank lines are skipped, a bad line is named."""
    return read_lines(path, BatchLine)


def run_batch(questions: list[BatchLine], answer: Callable[[BatchLine], BaseModel]) -> int:
    """Print a line for each question; one that is refused gets an `error` and makes the exit 1."""
    refused = 0
    for question in questions:
        try:
            body: BaseModel = answer(question)
        except BadQuestion as error:
            refused += 1
            body = ErrorReply(error=ErrorDetail(code="bad_question", message=str(error)))
        print_json({"id": question.id, **body.model_dump(mode="json", exclude_unset=True)})
    return REFUSED if refused else 0
