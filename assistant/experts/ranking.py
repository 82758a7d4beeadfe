"""A need and what the documents have of each member to a ranking of members.

After the document model of expert finding (Balog, Azzopardi, de Rijke, SIGIR 2006): passages vote for the
members that they are about or mention, by how well they answer and how closely the two belong together.
Beside that counts how much of the need the member's capabilities and its best sentence cover. Set on
`tests/questions/experts.jsonl`.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.experts.dossiers import (
    Dossier,
    Dossiers,
    Quote,
    Said,
    names_others,
    said_of,
    speaks_for,
)
from assistant.experts.need import WHOLE_FIELD, Facet, Need
from assistant.reading import Read
from ingest.figures.rows import is_row

# How closely a sentence and a member belong together.
PROFILE, SUBJECT, MENTIONED, NEAR = 1.0, 0.75, 0.5, 0.2
# The same of a profile's sentence that names other members too.
_BESIDE = 0.6
# Who is only said to take part in it comes after who does it.
_SHARED = 0.85
_OPENS = 12
# What a text says of a facet: the thing or a case of it; what is broader and does for it; the whole field.
_SAME, _CASE, _SERVES, _FIELD = 1.0, 0.95, 0.7, 0.6
# Shares of the score: what all of its texts cover together, one of them alone, and the votes.
_COVERED, _AT_ONCE, _VOTES = 0.5, 0.2, 0.3
# Below these a member is not named: a wrong referral costs more than none.
LEAST_COVERED = 0.64
LEAST = 0.44
_DENIED = 0.2


@dataclass(frozen=True, slots=True)
class Vote:
    """A sentence that speaks for a member: how well it answers times how closely it belongs to it."""

    quote: Quote
    said: Said
    closeness: float
    probability: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """A member with the votes for it, best first; `covered` is how much of the need its texts cover."""

    dossier: Dossier
    score: float
    covered: float
    votes: tuple[Vote, ...]


def rank(need: Need, dossiers: Dossiers, votes: dict[str, list[Vote]]) -> list[Ranked]:
    """Every member that the need leaves to choose from, best first; `votes` by member."""
    ranked = [
        _ranked(need, dossier, votes.get(dossier.member.id, []))
        for dossier in dossiers.by_id.values()
        if need.kind in (None, dossier.member.kind)
    ]
    return sorted(ranked, key=lambda one: (-one.score, -one.covered, one.dossier.member.name))


def votes_of(
    sentences: Sequence[Read], probabilities: Sequence[float], dossiers: Dossiers
) -> dict[str, list[Vote]]:
    """The votes of read sentences, by member."""
    found: dict[str, list[Vote]] = {}
    for read, probability in zip(sentences, probabilities, strict=True):
        quote = Quote(read.candidate.found, read.span)
        if not speaks_for(quote):
            continue
        said = said_of(quote, dossiers.mentions)
        for member, closeness in _belonging(read, dossiers).items():
            found.setdefault(member, []).append(Vote(quote, said, closeness, probability))
    return found


def coverage(need: Need, said: Iterable[Said]) -> float:
    """How much of the need texts cover together, 0 to 1."""
    texts = list(said)
    if not need.facets or not texts:
        return 0.0
    told = (facet.weight * max(_degree(facet, one) for one in texts) for facet in need.facets)
    return sum(told) / need.weight


def says(facet: Facet, said: Said) -> bool:
    """Whether a text says just what is needed, or a case of it."""
    return _degree(facet, said) >= _CASE


def _belonging(read: Read, dossiers: Dossiers) -> dict[str, float]:
    """The members that a sentence belongs to, with how closely."""
    found = read.candidate.found
    owner = dossiers.owners.get(found.document.id)
    if owner is not None:
        quote = Quote(found, read.span)
        tells_of_others = names_others(quote, owner, dossiers.mentions)
        return {owner: MENTIONED if tells_of_others else PROFILE}
    mentions = dossiers.mentions.get(found.passage.id, ())
    inside = [one for one in mentions if read.span.start <= one.span.start < read.span.end]
    close = {mention.member_id: NEAR for mention in mentions}
    row, alone = is_row(read.text), len({one.member_id for one in inside}) == 1
    for mention in reversed(inside):
        opens = mention.span.start - read.span.start <= _OPENS
        # A row is about what it begins with; whoever else stands in it is only named.
        subject = opens and (row or alone)
        close[mention.member_id] = SUBJECT if subject else NEAR if row else MENTIONED
    return close


def _ranked(need: Need, dossier: Dossier, votes: Sequence[Vote]) -> Ranked:
    ordered = sorted(votes, key=lambda vote: -vote.closeness * vote.probability)
    own = [one.said for one in dossier.capabilities]
    # Whom an investor's profile names is whom it put money in.
    every_own = dossier.member.kind == "investor"
    own += [one.said for one in dossier.sentences if one.own or every_own]
    beside = [(_BESIDE, one.said) for one in dossier.sentences if not (one.own or every_own)]
    beside += [(vote.closeness, vote.said) for vote in votes]
    elsewhere = max((share * coverage(need, [said]) for share, said in beside), default=0.0)
    at_once = max((coverage(need, [one]) for one in own), default=0.0)
    covered = max(coverage(need, own), elsewhere)
    missed = math.prod(1 - vote.closeness * vote.probability for vote in votes)
    score = _COVERED * covered + _AT_ONCE * max(at_once, elsewhere) + _VOTES * (1 - missed)
    close = [*own, *(said for share, said in beside if share >= SUBJECT)]
    share = _DENIED if _is_denied(need, dossier) or _lacks(need, close) else 1.0
    saying = [one for one in own if at_once and coverage(need, [one]) >= at_once]
    order = _SHARED if saying and all(one.shared for one in saying) else 1.0
    return Ranked(dossier, order * share * score, share * covered, tuple(ordered))


def denies(dossier: Dossier) -> bool:
    """Whether a profile says that the member is not of the field at all."""
    return WHOLE_FIELD in dossier.denied


def _is_denied(need: Need, dossier: Dossier) -> bool:
    """Whether a profile says that the member has nothing to do with what is needed."""
    terms = [facet.term for facet in need.facets if facet.term]
    asked = {name for term in terms for name in (term.name, *term.broader)}
    return bool(asked & dossier.denied)


def _lacks(need: Need, said: Sequence[Said]) -> bool:
    """Whether texts say nothing of something without which the rest is not what is needed."""
    required = (facet for facet in need.facets if facet.required)
    return any(not any(_degree(facet, one) for one in said) for facet in required)


def _degree(facet: Facet, said: Said) -> float:
    if facet.is_code:
        return _SAME if facet.name in said.codes else 0.0
    if facet.term is None:
        return max((weight for stem, weight in facet.stems if stem in said.stems), default=0.0)
    if facet.name in said.terms:
        return _SAME
    if facet.name in said.broader:
        return _CASE
    serving = facet.term.served_by & said.terms
    return 0.0 if not serving else _SERVES if serving - {WHOLE_FIELD} else _FIELD
