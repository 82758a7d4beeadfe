"""Ranked members to experts: why each, in the asker's language, with quotes and the way to reach it.

In: the need and what speaks for a member. Out: an Expert; every quote is the document's own. A contact is
never made up: it is a sentence of the profile, or the hub's own.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

from assistant.answer import Citation, Contact, Expert
from assistant.experts.dossiers import Capability, Dossier, Dossiers, Quote
from assistant.experts.nearest import Near
from assistant.experts.need import WHOLE_FIELD, Need
from assistant.experts.phrases import PHRASES, Phrases
from assistant.experts.ranking import MENTIONED, Ranked, coverage, denies
from assistant.experts.whereabouts import puts_in
from assistant.messages import MESSAGES
from assistant.patients import is_patients
from assistant.writing import cite
from ingest.figures.numbers import numbers_in
from ingest.figures.rows import is_row
from ingest.figures.spelled import spelled_in
from ingest.language import confidences
from ingest.terms.analyzer import words

MOST_QUOTES = 3
_TELLING = 0.5
_SAME_WORDS = 0.65
_MOST_CAPABILITIES = 3
_MOST_OTHERS = 3


def present(need: Need, one: Ranked, dossiers: Dossiers) -> Expert | None:
    """None where the documents have nothing that can be quoted for the member."""
    dossier, member = one.dossier, one.dossier.member
    quotes = _evidence(need, one)
    if not quotes:
        return None
    evidence = tuple(cite_quote(n, quote, one.score) for n, quote in enumerate(quotes, start=1))
    return Expert(
        member_id=member.id,
        name=member.name,
        kind=member.kind,
        score=round(min(one.score, 1.0), 4),
        why=_why(need, one, quotes[0]),
        evidence=evidence,
        website=member.website,
        contact=_contact(need, dossier, dossiers, len(evidence) + 1),
    )


def cite_quote(number: int, quote: Quote, score: float) -> Citation:
    """The citation of a quote."""
    return cite(number, quote.found, quote.span, quote.text, min(score, 1.0))


def _evidence(need: Need, one: Ranked) -> list[Quote]:
    """Quotes that say most of what is needed first, prose before rows; at the end the row that lists it."""
    dossier = one.dossier
    counting = need.question.wants == "number"
    rated = [
        (coverage(need, [s.said]) + (counting and _has_number(s.quote)), s.quote)
        for s in dossier.sentences
        if coverage(need, [s.said]) >= _TELLING
    ]
    rated += [
        (vote.closeness * coverage(need, [vote.said]) + vote.probability, vote.quote)
        for vote in one.votes
        if vote.closeness >= MENTIONED
    ]
    telling = [pair for pair in rated if need.facets and pair[0] >= _TELLING]
    telling.sort(key=lambda pair: (is_row(pair[1].text), -pair[0]))
    quotes = [quote for _, quote in telling]
    where = (
        one.quote for one in dossier.sentences if one.own and puts_in(need.places, one.quote.text)
    )
    quotes[1:1] = islice(where, 1)
    if dossier.denying and denies(dossier):
        quotes.insert(1, dossier.denying)
    if need.members_only and dossier.membership:
        quotes.insert(0, dossier.membership)
    if dossier.opening and all(is_row(quote.text) for quote in quotes):
        quotes.insert(0, dossier.opening)
    if dossier.row:
        quotes.append(dossier.row)
    return _distinct(quotes)[:MOST_QUOTES]


def _has_number(quote: Quote) -> bool:
    spelled = spelled_in(quote.text, quote.found.passage.language)
    return bool(spelled or numbers_in(quote.text))


def _distinct(quotes: Iterable[Quote]) -> list[Quote]:
    """Quotes without those that say little which a better one does not."""
    kept: list[tuple[set[str], Quote]] = []
    for quote in quotes:
        said = set(words(quote.text))
        if not any(len(said & other) >= _SAME_WORDS * len(said) for other, _ in kept):
            kept.append((said, quote))
    return [quote for _, quote in kept]


def _why(need: Need, one: Ranked, quote: Quote) -> str:
    """What speaks for a member; who is near the hub only is not taken for one of it, nor what is no
    advanced therapy for one."""
    phrases, dossier = PHRASES[need.question.language], one.dossier
    told = [_speaking(need, one, quote, phrases)]
    told += [phrases.not_of_field] if denies(dossier) else []
    told += [] if dossier.is_member else [phrases.no_member]
    return " ".join(told)


def _speaking(need: Need, one: Ranked, quote: Quote, phrases: Phrases) -> str:
    member = one.dossier.member
    named = _capabilities(need, one.dossier)
    if coverage(need, [capability.said for capability in named]) >= _TELLING:
        marked = [phrases.quoted.format(quote=capability.text) for capability in named]
        told = phrases.capability if member.profiles else phrases.listed_capability
        return told.format(what=", ".join(marked))
    if one.covered < _TELLING:
        listed = phrases.is_listed_as.format(kind=phrases.kinds[member.kind])
        unsaid = member.kind == "investor" and any(one.name != WHOLE_FIELD for one in need.facets)
        return f"{listed} {phrases.invests_unsaid}" if unsaid else listed
    metadata = quote.found.document.metadata
    if quote.found.document.id in member.profiles:
        return phrases.profile_says
    messages = MESSAGES[need.question.language]
    date = messages.date(metadata.date) if metadata.date else messages.undated
    return phrases.document_says.format(title=metadata.title, date=date)


def _capabilities(need: Need, dossier: Dossier) -> list[Capability]:
    """The fewest capabilities that cover most of the need; of two that say the same, the asker's language."""
    spoken = sorted(
        dossier.capabilities, key=lambda one: -confidences(one.text)[need.question.language]
    )
    chosen: list[Capability] = []
    while len(chosen) < _MOST_CAPABILITIES and spoken:
        said = [one.said for one in chosen]
        best = max(spoken, key=lambda one: coverage(need, [*said, one.said]))
        if coverage(need, [*said, best.said]) <= coverage(need, said):
            break
        chosen.append(best)
    return chosen


def _contact(need: Need, dossier: Dossier, dossiers: Dossiers, number: int) -> Contact:
    """The profile's own word on how the member is reached, else that of whoever coordinates the hub."""
    language = need.question.language
    phrases, hub = PHRASES[language], dossiers.coordinator
    quote = dossier.reaching or (hub.reaching if hub else None)
    if quote is None:
        return Contact(MESSAGES[language].contact, None)
    return Contact(_way(quote, dossier, hub, phrases), cite_quote(number, quote, 1.0))


def _way(quote: Quote, dossier: Dossier, hub: Dossier | None, phrases: Phrases) -> str:
    website = dossier.member.website
    if website and website in quote.text:
        return website
    if hub is not None and any(name in quote.text for name in hub.member.names):
        return phrases.through.format(name=hub.member.name)
    return phrases.quoted.format(quote=quote.text)


def nobody(
    need: Need, others: Sequence[Expert], introduced: str, near: Sequence[Near], dossiers: Dossiers
) -> str:
    """What is said where nobody can be named: that, who else or what comes near, and whom to ask."""
    phrases, hub = PHRASES[need.question.language], dossiers.coordinator
    messages = MESSAGES[need.question.language]
    asking = phrases.ask_hub.format(name=hub.member.name) if hub else messages.contact
    if is_patients(need.question.folded):
        asking = messages.own_health
    told = phrases.nobody_of_kind if need.kind else phrases.nobody
    if need.places:
        place = ", ".join(one.written for one in need.places)
        told = phrases.nobody_there.format(place=place)
    if others:
        lines = [_other(one, phrases) for one in others[:_MOST_OTHERS]]
        return "\n- ".join((f"{told} {introduced}", *lines)) + f"\n{asking}"
    return " ".join((told, *_near(near, phrases), asking))


def beside(need: Need, others: Sequence[Expert]) -> str | None:
    """Who else is named for a need, though not where it is asked for."""
    phrases = PHRASES[need.question.language]
    names = ", ".join(one.name for one in others[:_MOST_OTHERS])
    return f"{phrases.elsewhere} {names}." if names else None


def others_named(need: Need, others: Sequence[Expert]) -> str:
    """Who else is named for a need, a line each."""
    phrases = PHRASES[need.question.language]
    return "\n- ".join((phrases.others, *(_other(one, phrases) for one in others[:_MOST_OTHERS])))


def _other(one: Expert, phrases: Phrases) -> str:
    name = f"{one.name}, {phrases.kinds[one.kind]}"
    if one.why == phrases.is_listed_as.format(kind=phrases.kinds[one.kind]):
        return f"{name}."
    return phrases.line.format(name=name, why=one.why)


def _near(near: Sequence[Near], phrases: Phrases) -> list[str]:
    """A part of what is needed is that part itself; what is only alike is something else."""
    parts = [phrases.has.format(what=one.what, name=one.name) for one in near if one.is_part]
    if parts:
        return [phrases.partly.format(parts="; ".join(parts))]
    return [phrases.nearest.format(what=one.what, name=one.name) for one in near]
