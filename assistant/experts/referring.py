"""A question, as it was understood, to the answer that names members; none where it looks for nobody.

In: a reading of the question. Out: what is told, and whether anybody was found.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Expert
from assistant.conversation.followup import Reading
from assistant.evidence import Verdict
from assistant.experts.ability import able, asks_ability, unsaid
from assistant.experts.backing import asks_backing, backing
from assistant.experts.denial import denial
from assistant.experts.dossiers import Dossier, Dossiers, DossierShelf, Said
from assistant.experts.finder import Finder
from assistant.experts.membership import membership
from assistant.experts.need import Need
from assistant.experts.phrases import PHRASES
from assistant.experts.presenting import others_named
from assistant.experts.ranking import says
from assistant.experts.seeking import counts_each, excludes, seeks
from assistant.experts.telling import listed, tell, tell_quotes
from assistant.experts.the_hub import of_the_hub
from assistant.members import Members
from assistant.question import Question
from assistant.spelling import Correction
from assistant.writing import Written, understood
from ingest.members.directory import Organisation

# How likely a sentence must be to answer whom to ask where no member can be named: it may be somebody else.
SURE = 0.5


@dataclass(frozen=True, slots=True)
class Referred:
    """What is told to a question that looks for somebody, and how long it took, in seconds.

    `experts` are those that it lists, `need` is what was looked for, if it was. It is `settled` where members
    were found, or none of the kind that was asked for: what else the documents say would be about others.
    """

    question: Question
    written: Written
    settled: bool
    seconds: float
    experts: tuple[Expert, ...] = ()
    need: Need | None = None

    @property
    def found(self) -> bool:
        return bool(self.written.statements)

    def yields_to(self, verdict: Verdict) -> bool:
        """Whether what documents say otherwise is told instead: surely, and of the very thing needed."""
        told = [Said.read(one.read.text) for one in verdict.evidence]
        things = [one for one in self.need.facets if one.tells_what] if self.need else []
        said = all(any(says(thing, text) for text in told) for thing in things)
        return said and verdict.probability >= SURE


class Referrer:
    """Answers questions that look for somebody, over one index. Safe across threads."""

    def __init__(self, shelf: DossierShelf, finder: Finder, members: Members) -> None:
        self._shelf = shelf
        self._finder = finder
        self._members = members

    def refer(self, reading: Reading, corrections: Sequence[Correction] = ()) -> Referred | None:
        """None where members are not what is asked for."""
        question = reading.standalone
        started = time.perf_counter()
        named = self._members.named_in(question.text)
        experts: tuple[Expert, ...] = ()
        need: Need | None = None
        looks = (
            excludes(question)
            or counts_each(question)
            or seeks(question, names_somebody=bool(named))
        )
        dossiers = self._shelf.current()
        quotes = membership(question, named, dossiers)
        if not named:
            quotes = of_the_hub(question, dossiers)
        if not (quotes or looks):
            quotes = denial(question, named, dossiers)
        if quotes:
            written, settled = tell_quotes(question, quotes), True
        elif not looks and (judged := self._judged(question, named, dossiers)):
            written, settled = judged, True
        elif looks:
            finding = self._finder.find(question)
            need, written = finding.need, tell(finding)
            experts = listed(finding.experts, written.citations)
            bounded = finding.need.kind is not None or bool(finding.need.places)
            settled = excludes(question) or bool(finding.experts) or bounded
        else:
            return None
        pieces = (*understood(question, corrections), *written.pieces)
        seconds = time.perf_counter() - started
        told = replace(written, pieces=pieces)
        return Referred(question, told, settled, seconds, experts, need)

    def _judged(
        self, question: Question, named: Sequence[Organisation], dossiers: Dossiers
    ) -> Written | None:
        """What is told of whether the one member that a question names does a thing, or of who put money in
        it; None for others."""
        dossier = dossiers.by_id.get(named[0].id) if len(named) == 1 else None
        if dossier is None:
            return None
        if asks_backing(question):
            return _told_backing(question, dossier)
        if not asks_ability(question):
            return None
        need = self._finder.need(question)
        judged = able(need, dossier)
        if judged is None:
            return None
        if judged.quotes:
            return tell_quotes(question, judged.quotes)
        # Who does a thing is nobody who invests in it.
        kind = dossier.member.kind if dossier.member.kind == "investor" else None
        others = self._finder.find(question, kind).experts
        told = [unsaid(need, judged), *([others_named(need, others)] if others else [])]
        return Written((), (), ("\n".join(told),), None)


def _told_backing(question: Question, dossier: Dossier) -> Written:
    quotes = backing(dossier)
    if quotes:
        return tell_quotes(question, quotes)
    told = PHRASES[question.language].unbacked.format(name=dossier.member.name)
    return Written((), (), (told,), None)
