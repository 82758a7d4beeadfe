"""The JSON of an answer, as in the contract and with what cards and charts are made of."""

from pydantic import Field

from api.expert_schemas import ExpertReply
from api.figure_schemas import FigureReply
from api.schemas import CitationReply, Reply
from assistant.answer import Mode, Status, Support
from ingest.documents import Language


class StatementReply(Reply):
    """One statement of the answer and the numbers of its citations."""

    text: str
    citations: list[int]
    support: Support


class TimingReply(Reply):
    """Milliseconds."""

    retrieve: float
    read: float
    write: float
    total: float


class CheckedReply(Reply):
    """The hub's staff fixed this answer themselves; `date` is when they last checked it."""

    date: str


class AnswerReply(Reply):
    """An answer with its citations. `checked` is null but for answers that the staff fixed."""

    answer_id: str
    question: str
    standalone_question: str
    language: Language
    status: Status
    mode: Mode
    text: str
    statements: list[StatementReply]
    citations: list[CitationReply]
    as_of: str | None
    suggestions: list[str]
    timing_ms: TimingReply
    checked: CheckedReply | None = None
    experts: list[ExpertReply] = Field(
        default=[], description="The members that the answer lists, for cards; else empty"
    )
    figures: list[FigureReply] = Field(
        default=[],
        description="Where the answer tells figures of a series, or that disagree: those, with what "
        "was before and after them, newest first, for a chart; two at least, else empty",
    )
