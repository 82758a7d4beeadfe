"""The expert finder: a topic, or a question that looks for someone, to members with their evidence.

In: a question as it was read. Out: experts, best first; or none, with the nearest of what members have.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Expert
from assistant.experts.dossiers import Dossiers, DossierShelf
from assistant.experts.meant import meant
from assistant.experts.nearest import Nearest
from assistant.experts.need import Need, need_of
from assistant.experts.phrases import PHRASES
from assistant.experts.presenting import beside, nobody, present
from assistant.experts.ranking import LEAST, LEAST_COVERED, Ranked, Vote, denies, rank, votes_of
from assistant.experts.seeking import excludes
from assistant.experts.whereabouts import is_there
from assistant.members import Members
from assistant.question import Question
from assistant.reading import Reader
from assistant.retrieval import Context, Retrieved, Retriever
from ingest.documents import MemberKind
from ingest.members.directory import Organisation

CANDIDATES = 16
MOST = 10
_OUTRIGHT = frozenset({"yes", "coordinator"})
# How much less than the best a member may cover and still be named beside it.
_BEHIND = 0.3


@dataclass(frozen=True, slots=True)
class Finding:
    """Experts for a need; `message` says, where there are none, that there are none and what is nearest;
    beside those in a place, who else is named, but not as being there."""

    need: Need
    experts: tuple[Expert, ...]
    message: str | None


class Finder:
    """Finds experts in one index. Safe across threads."""

    def __init__(
        self, shelf: DossierShelf, retriever: Retriever, reader: Reader, members: Members
    ) -> None:
        self._shelf = shelf
        self._retriever = retriever
        self._reader = reader
        self._members = members
        self._nearest = Nearest(retriever)

    def find(
        self, question: Question, kind: MemberKind | None = None, context: Context | None = None
    ) -> Finding:
        """Who can help, best first; `kind` leaves only members of that kind."""
        if excludes(question):
            nothing = Need(question, kind, (), members_only=False)
            return Finding(nothing, (), PHRASES[question.language].nobody_without)
        dossiers = self._shelf.current()
        named = self._members.named_in(question.text)
        retrieved = self._retriever.retrieve(question, CANDIDATES, context)
        need = need_of(question, retrieved.expanded, _names(named), kind)
        own = meant(question, self._members)
        if own is not None:
            # Words of a name ask for no kind; they find who works with the member.
            need = replace(need_of(question, retrieved.expanded, (), kind), kind=kind)
            named.append(own)
        votes = self._votes(question, retrieved, dossiers) if need.facets else {}
        experts = _introduced(need, own, dossiers) + _experts(need, dossiers, votes, named)
        elsewhere = (
            _experts(replace(need, places=()), dossiers, votes, named) if need.places else ()
        )
        if experts:
            return Finding(need, experts[:MOST], beside(need, _others(elsewhere, experts)))
        phrases = PHRASES[question.language]
        others, introduced = elsewhere, phrases.elsewhere
        if not elsewhere and need.facets:
            others = _experts(_widened(need), dossiers, votes, named)
            introduced = phrases.of_kind if need.kind == "investor" else phrases.others
        near = self._nearest.to(need, dossiers) if need.facets and not others else ()
        return Finding(need, (), nobody(need, others, introduced, near, dossiers))

    def need(self, question: Question) -> Need:
        """What a question asks for, but for the members that it names."""
        named = self._members.named_in(question.text)
        return need_of(question, self._retriever.expand(question), _names(named))

    def _votes(
        self, question: Question, retrieved: Retrieved, dossiers: Dossiers
    ) -> dict[str, list[Vote]]:
        sentences = self._reader.read(question, retrieved)
        return votes_of(sentences, [self._reader.probability(one) for one in sentences], dossiers)


def _experts(
    need: Need, dossiers: Dossiers, votes: dict[str, list[Vote]], named: Sequence[Organisation]
) -> tuple[Expert, ...]:
    """Who can be named for a need beside those that the question names itself."""
    ranked = [one for one in rank(need, dossiers, votes) if one.dossier.member not in named]
    presented = (present(need, one, dossiers) for one in _chosen(need, ranked))
    return tuple(one for one in presented if one is not None)


def _widened(need: Need) -> Need:
    """A need that nobody has, without what kept others out who may help: of another kind, or no member, may
    be who has just what is needed; of investors it may only be unsaid what they put money in."""
    if need.kind == "investor":
        return replace(need, facets=(), places=())
    return replace(need, kind=None, members_only=False, places=())


def _others(every: Sequence[Expert], told: Sequence[Expert]) -> list[Expert]:
    """Experts without those that are told already."""
    known = {one.member_id for one in told}
    return [one for one in every if one.member_id not in known]


def _introduced(need: Need, own: Organisation | None, dossiers: Dossiers) -> tuple[Expert, ...]:
    """The member that a topic is the name of, by what its profile says first."""
    dossier = dossiers.by_id.get(own.id) if own else None
    if dossier is None or need.kind not in (None, dossier.member.kind):
        return ()
    first = present(replace(need, facets=()), Ranked(dossier, 1.0, 0.0, ()), dossiers)
    return (first,) if first else ()


def _names(members: Sequence[Organisation]) -> list[str]:
    return [name for member in members for name in member.names]


def _chosen(need: Need, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Those that can be named: who covers the need, or all of a kind where no more is asked for.

    The asker's own project only orders investors; a field or a stage that they are to invest in is theirs.
    """
    if need.members_only:
        ranked = [one for one in ranked if one.dossier.is_member]
    if need.places:
        ranked = [one for one in ranked if is_there(need.places, one.dossier.told)]
    if need.kind == "investor" and not need.asks_of_it:
        return [replace(one, score=(1 + one.score) / 2) for one in ranked]
    if not need.facets:
        bounded = need.kind or need.places or need.members_only
        every = [one for one in ranked if bounded and not denies(one.dossier)]
        if need.members_only:
            # Who is called a member outright, before whom the sources may only name.
            every.sort(key=lambda one: one.dossier.member.hub_member not in _OUTRIGHT)
        return [replace(one, score=1.0) for one in every]
    most = max((one.covered for one in ranked), default=0.0)
    return [
        one
        for one in ranked
        if one.score >= LEAST and one.covered >= max(LEAST_COVERED, most - _BEHIND)
    ]
