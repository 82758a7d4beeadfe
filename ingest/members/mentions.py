"""Passages to the mentions of members in them, each with its sentence.

In: a passage and the naming of members. Out: mentions; places are characters of the document's text.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.documents import Audience, Passage, Span
from ingest.members.naming import Naming

# A member, and who may know that this name is its.
NameOf = tuple[str, Audience]


@dataclass(frozen=True, slots=True)
class Mention:
    """A member's name at `span`, in the sentence (or the table row) at `sentence`."""

    member_id: str
    document_id: str
    passage_id: str
    span: Span
    sentence: Span
    audience: Audience


def mentions_in(passage: Passage, naming: Naming[NameOf]) -> Iterator[Mention]:
    """Every mention in a passage, in order."""
    starts = [span.start for span in passage.sentences]
    for named in naming.find(passage.text):
        span = Span(passage.start + named.span.start, passage.start + named.span.end)
        place = bisect_right(starts, span.start) - 1
        if place >= 0:
            member_id, audience = named.key
            sentence = passage.sentences[place]
            yield Mention(member_id, passage.document_id, passage.id, span, sentence, audience)
