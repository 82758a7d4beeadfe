"""Passages to the mentions of members in them, each with its sentence.

In: a passage, and the naming of members by each audience. Out: mentions; places are characters of the
document's text. A name that fewer may know is found beside one that more may know, never in its place.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.documents import Audience, Passage, Span
from ingest.members.naming import Named, Naming

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


def mentions_in(passage: Passage, namings: Sequence[Naming[NameOf]]) -> Iterator[Mention]:
    """Every mention in a passage; `namings` are in order, the one for most readers first."""
    starts = [span.start for span in passage.sentences]
    for named in _named(passage.text, namings):
        span = Span(passage.start + named.span.start, passage.start + named.span.end)
        place = bisect_right(starts, span.start) - 1
        if place >= 0:
            member_id, audience = named.key
            sentence = passage.sentences[place]
            yield Mention(member_id, passage.document_id, passage.id, span, sentence, audience)


def _named(text: str, namings: Sequence[Naming[NameOf]]) -> list[Named[NameOf]]:
    """What is named, but for what is part of a name that more may know."""
    kept: list[Named[NameOf]] = []
    for naming in namings:
        kept += [one for one in naming.find(text) if not any(_is_part(one, of) for of in kept)]
    return kept


def _is_part(one: Named[NameOf], of: Named[NameOf]) -> bool:
    return of.span.start <= one.span.start and one.span.end <= of.span.end
