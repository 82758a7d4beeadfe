"""Whether an organisation is a member of the hub, told as the documents tell it.

In: a question that names members. Out: the quotes that answer it, with the careful wording of their source;
none where the question asks something else.
"""

import re
from collections.abc import Sequence

from assistant.experts.dossiers import Dossiers, Quote
from assistant.question import Question
from ingest.members.directory import Organisation

_ASKS = re.compile(
    r"^\W*(?:is|are|isn['’]?t)\b.*\b(?:members?|part|in) (?:of )?(?:the )?(?:\w+ )*(?:hub|network)\b|"
    r"^\W*(?:is|are) .*\bmembers?\W*$|^\W*(?:does|do) .* belong to (?:the )?(?:hub|network)\b|"
    r"\b(?:es|son) (?:\w+ )?(?:miembros?|membres?)(?: (?:del?|de la) (?:hub|xarxa|red)\b|\W*$)|"
    r"\b(?:forma|formen|forman) part(?:e)? (?:del?|de la) (?:hub|xarxa|red)\b|"
    r"\b(?:pertenece|pertenecen|pertany|pertanyen) (?:al|a la) (?:hub|xarxa|red)\b"
)
_OTHER = re.compile(
    r"\b(?:why|when|since|which|who|quin\w*|qui|que|quien\w*|cual\w*|quan|cuando|desde|des de)\b"
)


def membership(
    question: Question, named: Sequence[Organisation], dossiers: Dossiers
) -> list[Quote]:
    """What the documents say of whether the members that a question names belong to the hub."""
    if not (named and asks_membership(question)):
        return []
    held = [dossiers.by_id[member.id] for member in named if member.id in dossiers.by_id]
    quotes = (dossier.membership or dossier.row for dossier in held)
    return [quote for quote in quotes if quote is not None]


def asks_membership(question: Question) -> bool:
    """Whether a question asks no more than whether somebody belongs to the hub."""
    folded = question.folded
    return _ASKS.search(folded) is not None and _OTHER.search(folded) is None
