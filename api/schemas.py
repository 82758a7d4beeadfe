"""The JSON of the HTTP service and of `--json`: requests and replies, as in the contract.

Requests refuse unknown fields. Replies are built from the dataclasses of `assistant` and `ingest`.
"""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from api.examples import FEEDBACK
from api.store.entries import Rating
from ingest.documents import Audience, DocumentKind, Language

MAX_TURNS = 100
CONVERSATION_ID_LENGTH = 200


def encodable(text: str) -> str:
    """The text, if it is text: JSON can spell half a character (`\\ud800`) too."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError("this is not text that UTF-8 can carry") from None
    return text


Text = Annotated[str, AfterValidator(encodable)]


class Request(BaseModel):
    """A request body: a field that is not known is an error, not a surprise."""

    model_config = ConfigDict(extra="forbid")


class Reply(BaseModel):
    """A reply: read from the attributes of a dataclass."""

    model_config = ConfigDict(from_attributes=True)


class TurnBody(Request):
    """One earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: Text


class AskBody(Request):
    """A question, perhaps in a conversation."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"question": "Which hospitals in Catalonia produce CAR-T?"}]
        },
    )

    question: Text = Field(description="1 to 4,000 characters")
    conversation_id: Text | None = Field(
        None,
        max_length=CONVERSATION_ID_LENGTH,
        description="The caller's own name for the conversation. The server keeps what is said under "
        "it for a while. Whoever knows the name goes on with the conversation: take one that cannot "
        "be guessed, such as a UUID. Empty: this question is in none",
    )
    history: list[TurnBody] = Field(
        default=[],
        max_length=MAX_TURNS,
        description="The earlier messages, oldest first. They count where the server knows no "
        "conversation of this name, which then begins with them; where it does, they are ignored",
    )
    language: Language | None = Field(
        None, description="Language of the assistant's own words; empty: that of the question"
    )


class FeedbackBody(Request):
    """What a reader thought of an answer."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [FEEDBACK]})

    answer_id: Text = Field(min_length=1, max_length=200)
    rating: Rating
    comment: Text | None = Field(None, max_length=4000)


class CitationReply(Reply):
    """`quote` is exactly `text[start:end]` of the document; `page` is null where there is none."""

    number: int = Field(
        description="In an answer, the mark of its text: `[2]`; so too in its `experts` and `figures`, "
        "where 0 is a quote that the answer does not cite. In a list of its own, its place, from 1"
    )
    document_id: str
    title: str
    kind: DocumentKind
    page: int | None
    section: str
    quote: str
    start: int
    end: int
    url: str
    date: str | None
    language: Language
    score: float


class SourcesEvent(Reply):
    """Data of the stream's `sources` event."""

    citations: list[CitationReply]


class DeltaEvent(Reply):
    """Data of a stream's `delta` event."""

    text: str


class HitReply(Reply):
    """A ranked passage; `text` is exactly the document's text from `start` to `end`."""

    document_id: str
    title: str
    kind: DocumentKind
    page: int | None
    section: str
    text: str
    start: int
    end: int
    score: float
    language: Language
    date: str | None
    url: str


class SearchReply(Reply):
    """Ranked passages, best first."""

    hits: list[HitReply]


class PageReply(Reply):
    """One page, slide or sheet: its 1-based number and its characters in the text."""

    number: int
    start: int
    end: int


class DocumentReply(Reply):
    """What is known about a document."""

    id: str
    title: str
    kind: DocumentKind
    date: str | None
    language: Language
    audience: Audience
    media_type: str
    sources: list[str]
    warnings: list[str]
    url: str


class DocumentTextReply(DocumentReply):
    """A document with its extracted text and its pages (none where the format has none)."""

    text: str
    pages: list[PageReply]


class DocumentsReply(Reply):
    """The documents that the caller may see."""

    documents: list[DocumentReply]


class StoredReply(Reply):
    """Whether the feedback is kept: where the service keeps nothing, it is not."""

    stored: bool


class DeletedReply(Reply):
    """Whether there was something to delete."""

    deleted: bool


class HealthReply(Reply):
    """The service is alive."""

    status: Literal["ok"]


class ReadyReply(Reply):
    """The service can answer."""

    status: Literal["ready"]
    documents: int
    passages: int


class ErrorDetail(Reply):
    """`code` is stable, for programs; `message` and `hint` are for people."""

    code: str
    message: str
    hint: str | None = None


class ErrorReply(Reply):
    """Every error of the service."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                {
                    "error": {
                        "code": "invalid",
                        "message": "body.lang: Extra inputs are not permitted",
                        "hint": "Leave this field out: /openapi.json lists those that are known.",
                    }
                }
            ]
        },
    )

    error: ErrorDetail


def failures(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route for the OpenAPI document: the errors it can give."""
    return {status: {"model": ErrorReply} for status in statuses}
