"""The JSON of questions to begin with."""

from pydantic import Field

from api.schemas import Reply
from assistant.openings import Asker


class SuggestionReply(Reply):
    """A question that the documents answer, and for whom it is."""

    question: str
    asker: Asker = Field(serialization_alias="for")


class SuggestionsReply(Reply):
    """Questions to begin with, by whom they are for."""

    suggestions: list[SuggestionReply]
    complete: bool = Field(
        description="False while they are still being looked for: ask again in some seconds for more"
    )
