"""What the documents have of each member, ready to be compared with needs.

In: an index. Out: a dossier a member: its capabilities, what its profile says sentence by sentence, what that
denies, how it is reached, and which passages mention it. Read again when the index changes.
"""

import re
import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.experts.thesaurus import Thesaurus, codes, steps, without_hub
from assistant.fitness import is_about_itself
from assistant.lexicon import LANGUAGES
from assistant.planted import is_planted
from ingest.documents import Passage, Span
from ingest.index.entries import Found
from ingest.index.reader import Index
from ingest.members.directory import Organisation
from ingest.members.mentions import Mention
from ingest.members.naming import Naming, plain
from ingest.passages import SECTION_SEPARATOR
from ingest.terms.analyzer import analyze, fold

_REACHING = re.compile(r"\b(reach|contact\w*|arribar.hi|get in touch|posar.s.hi)\b")
# Where something came from is not who does it.
_ORIGIN = re.compile(r"\borig[ei]n\w* (?:of|de|d['’])[^;.]*", re.I)
# Who takes part in something is not who runs it; what a text says first is what it says of its subject.
_PART = r"coll?abor\w+|takes? part|particip\w+|partners? in|alliances?|aliances?|alianzas?"
_TAKING_PART = re.compile(
    rf"^(?:(?!\b(?:promot\w+|promou|promue\w+|coordin\w+|runs?|leads?|lidera|dirigei\w+|dirige)\b).)*?\b(?:{_PART})\b"
)
_SOURCES = re.compile(r"(sources?|references?|fonts|fuentes|referenci\w+|bibliogra\w+)\b")
_NEGATED = re.compile(
    r"\b(not|no|none|nothing|never|without|cap|ningun\w*|nada|res|sense|sin|tampoc[oh]?|neither|nor)\b"
)
_MEMBERSHIP = re.compile(
    r"\b(members?|membres?|miembros?|adherid\w+|coordin\w+)\b.*\bhub\b|\bhub\b.*\b(members?|membres?|miembros?)\b"
)
# How a table says that somebody is no member.
_NO_MEMBER = re.compile(r"\W*(?:no|not|actor)\b", re.I)
_WAY = re.compile(r"https?://|\S@\S|\+?\d(?:[ .-]?\d){7,}")


Mentions = Mapping[str, tuple[Mention, ...]]


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a document that can be cited."""

    found: Found
    span: Span

    @property
    def text(self) -> str:
        start = self.found.passage.start
        return self.found.passage.text[self.span.start - start : self.span.end - start]


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says: the terms of the field in it, its words as stems of any language, its codes, and
    whether somebody only takes part in it."""

    terms: frozenset[str]
    broader: frozenset[str]
    stems: frozenset[str]
    codes: frozenset[str]
    shared: bool

    @classmethod
    def read(cls, text: str) -> "Said":
        thesaurus = Thesaurus.shipped()
        terms = thesaurus.names(without_hub(text))
        broader = {name for term in terms for name in thesaurus.term(term).broader}
        stems = {one for language in LANGUAGES for one in analyze(text, language)}
        coded = steps(text).union(codes(text))
        return cls(frozenset(terms), frozenset(broader), frozenset(stems), coded, _takes_part(text))


@dataclass(frozen=True, slots=True)
class Capability:
    """Something that a member's profile or a table's row names among what it can do."""

    text: str
    said: Said


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a profile; `own` where it names no other member, of which it may tell instead."""

    quote: Quote
    said: Said
    own: bool


@dataclass(frozen=True, slots=True)
class Dossier:
    """`opening` says what the member is, `reaching` how it is reached, `membership` how it belongs to the
    hub, `row` is where a table lists it; `denied` are terms that its profile says it has nothing of, and
    `denying` is the sentence that says so; `told` is its names and all that its profile says of it alone."""

    member: Organisation
    capabilities: tuple[Capability, ...]
    sentences: tuple[Sentence, ...]
    denied: frozenset[str]
    denying: Quote | None
    opening: Quote | None
    reaching: Quote | None
    membership: Quote | None
    row: Quote | None
    told: str

    @property
    def is_member(self) -> bool:
        """Whether a table calls it a member of the hub, or says nothing of it."""
        return _NO_MEMBER.match(self.member.hub_member or "") is None


@dataclass(frozen=True, slots=True)
class Dossiers:
    """All of one generation of an index; `mentions` by passage, `owners` of profiles by document."""

    generation: int
    by_id: dict[str, Dossier]
    mentions: Mentions
    owners: dict[str, str]

    @property
    def coordinator(self) -> Dossier | None:
        """The member that coordinates the hub, whom everybody may ask."""
        hub = (one for one in self.by_id.values() if one.member.hub_member == "coordinator")
        return next(hub, None)


class DossierShelf:
    """The dossiers of an index as it is now. Safe across threads."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._lock = threading.Lock()
        self._held: Dossiers | None = None

    def current(self) -> Dossiers:
        with self._lock:
            generation = self._index.generation
            if self._held is None or self._held.generation != generation:
                self._held = _compiled(generation, self._index)
            return self._held


def _compiled(generation: int, index: Index) -> Dossiers:
    members = index.members()
    owners = {document: one.id for one in members for document in one.profiles}
    told_in = {record.document_id for one in members for record in one.records}
    passages: dict[str, list[Found]] = defaultdict(list)
    for found in index.found(index.passage_ids(told_in)).values():
        passages[found.document.id].append(found)
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in index.mentions():
        mentions[mention.passage_id].append(mention)
    named = {passage: tuple(those) for passage, those in mentions.items()}
    naming = Naming((one.id, name) for one in members for name in one.names)
    dossiers = {one.id: _dossier(one, passages, named, naming) for one in members}
    return Dossiers(generation, dossiers, named, owners)


def _takes_part(text: str) -> bool:
    return _TAKING_PART.search(fold(text)) is not None


def said_of(quote: Quote, mentions: Mentions) -> Said:
    """What a quote says: the names of members in it say nothing, nor does what came out of one."""
    text = quote.text
    for mention in mentions.get(quote.found.passage.id, ()):
        start, end = mention.span.start - quote.span.start, mention.span.end - quote.span.start
        if 0 <= start < end <= len(text):
            text = text[:start] + " " * (end - start) + text[end:]
    return Said.read(_ORIGIN.sub(" ", text))


def names_others(quote: Quote, member_id: str, mentions: Mentions) -> bool:
    """Whether a quote names a member other than this one."""
    return any(
        mention.member_id != member_id and quote.span.start <= mention.span.start < quote.span.end
        for mention in mentions.get(quote.found.passage.id, ())
    )


def _dossier(
    member: Organisation,
    passages: dict[str, list[Found]],
    mentions: Mentions,
    naming: Naming[str],
) -> Dossier:
    profile = [found for document in member.profiles for found in passages[document]]
    told = [quote for found in profile for quote in _quotes(found)]
    reaching = [quote for quote in told if _REACHING.search(_heading(quote.found.passage))]
    others = [quote for quote in told if quote not in reaching]
    of_it = [quote for quote in others if not is_about_itself(quote.text)]
    denials = [quote for quote in of_it if _denies(quote.text, member)]
    sentences = [quote for quote in of_it if not _NEGATED.search(fold(quote.text))]
    capabilities = tuple(
        Capability(text, _said_of_capability(text, naming))
        for text in member.capabilities
        if not (is_planted(text) or _ORIGIN.match(text))
    )
    # "It is no advanced-therapy company, because antibodies are none" denies no antibodies.
    own = {term for capability in capabilities for term in _with_broader(capability.said)}
    denied = {term for quote in denials for term in said_of(quote, mentions).terms}
    spoken = tuple(
        Sentence(quote, said_of(quote, mentions), not names_others(quote, member.id, mentions))
        for quote in sentences
    )
    return Dossier(
        member=member,
        capabilities=capabilities,
        sentences=spoken,
        denied=frozenset(denied - own),
        denying=next(iter(denials), None),
        opening=next(iter(sentences), None),
        reaching=_way_in(reaching),
        membership=next((q for q in others if _MEMBERSHIP.search(fold(q.text))), None),
        row=_row(member, passages),
        told=". ".join((*member.names, *(one.quote.text for one in spoken if one.own))),
    )


def _said_of_capability(text: str, naming: Naming[str]) -> Said:
    """What a capability says: a programme with a tissue bank is no thing of banks, but may be asked for by
    the words of its name."""
    unnamed = text
    for named in reversed(naming.find(text)):
        unnamed = unnamed[: named.span.start] + " " + unnamed[named.span.end :]
    return replace(Said.read(unnamed), stems=Said.read(text).stems)


def _with_broader(said: Said) -> frozenset[str]:
    return said.terms | said.broader


def _quotes(found: Found) -> Iterable[Quote]:
    """The sentences of a passage that may be quoted."""
    if _SOURCES.match(_heading(found.passage)):
        return []
    quotes = (Quote(found, span) for span in found.passage.sentences)
    return [quote for quote in quotes if not is_planted(quote.text)]


def speaks_for(quote: Quote) -> bool:
    """Whether a sentence can speak for anybody: it denies nothing, and tells of the world."""
    heading = _heading(quote.found.passage)
    elsewhere = _SOURCES.match(heading) or _REACHING.search(heading)
    return not (elsewhere or is_about_itself(quote.text) or _NEGATED.search(fold(quote.text)))


def _heading(passage: Passage) -> str:
    return fold(passage.section.rsplit(SECTION_SEPARATOR, 1)[-1])


def _denies(text: str, member: Organisation) -> bool:
    """Whether a sentence says what the member is not."""
    names = "|".join(re.escape(plain(name)) for name in member.names)
    return re.match(rf"(?:{names}) (?:is not|no es)\b", plain(text)) is not None


def _way_in(quotes: Sequence[Quote]) -> Quote | None:
    """Of the sentences on how a member is reached the one that gives a way: an address before words."""
    addressed = (quote for quote in quotes if _WAY.search(quote.text))
    worded = (quote for quote in quotes if not _NEGATED.search(fold(quote.text)))
    return next(addressed, None) or next(worded, None) or next(reversed(quotes), None)


def _row(member: Organisation, passages: dict[str, list[Found]]) -> Quote | None:
    """The row that lists the member, as far as one passage holds it."""
    for record in member.records:
        for found in passages[record.document_id] if record.row else ():
            if record.row and found.passage.start <= record.row.start < found.passage.end:
                end = min(record.row.end, found.passage.end)
                return Quote(found, Span(record.row.start, end))
    return None
