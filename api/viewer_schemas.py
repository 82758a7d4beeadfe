"""The JSON of a quote in its place, for those who show it to people."""

from api.schemas import Reply
from ingest.documents import DocumentKind, Language


class AroundReply(Reply):
    """A quote, exactly as it stands, and the text of its page before and after it.

    `picture` is the page drawn with the quote highlighted, `url` the file opened there; `page` and `pages`
    (how many there are) are null where the format has none, `picture` where no page can be drawn.
    """

    document_id: str
    title: str
    kind: DocumentKind
    date: str | None
    language: Language
    page: int | None
    pages: int | None
    section: str
    before: str
    quote: str
    after: str
    url: str
    picture: str | None
