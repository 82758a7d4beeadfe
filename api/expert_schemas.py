"""The JSON of member organisations that the documents name for a need."""

from api.schemas import CitationReply, Reply
from ingest.documents import MemberKind


class ContactReply(Reply):
    """How somebody is reached, in the asker's language, and the quote that says so."""

    text: str
    citation: CitationReply | None = None


class ExpertReply(Reply):
    """A member organisation that the documents name for a need; `score` is from 0 to 1."""

    member_id: str
    name: str
    kind: MemberKind
    score: float
    why: str
    evidence: list[CitationReply]
    website: str | None
    contact: ContactReply


class ExpertsReply(Reply):
    """Members, best first; where nobody can be named, `message` says so and what comes nearest; where a
    place is asked for, also who else is named, but not as being there."""

    experts: list[ExpertReply]
    message: str | None = None
