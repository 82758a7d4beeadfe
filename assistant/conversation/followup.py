"""A question that leans on earlier turns to the question that stands alone.

In: the question, the exchanges before it. Out: readings of it to be tried in order. "And Minoryx?" is the
last question with its name exchanged; "when was it founded?" carries the rarest words of earlier turns
and their vectors, each older turn counting less; a question that says enough is tried as it is too, so
that a change of topic is not dragged back. Measured in `bench/conversations.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.conversation.carrying import Said, carry
from assistant.conversation.dependence import (
    goes_on,
    is_place_alone,
    may_point_back,
    place_in_list,
    points_back,
    points_to_several,
)
from assistant.conversation.exchanges import Exchange
from assistant.conversation.listed import items
from assistant.conversation.varying import asked_again, in_place
from assistant.experts.membership import asks_membership
from assistant.experts.seeking import asks_for_others, seeks
from assistant.experts.thesaurus import codes
from assistant.fitness import asks_what_it_is
from assistant.members import Members
from assistant.messages import MESSAGES
from assistant.names import name_spans, year_spans
from assistant.planted import is_planted
from assistant.query import Expanded
from assistant.question import LONGEST, Question
from assistant.retrieval import Context, Retriever
from ingest.documents import Language, Span
from ingest.terms.analyzer import fold, words

# How much less each older turn counts.
DECAY = 0.6
# What a short question has at most, in words that say something.
_FEW = 2
# A word this rare makes a question that can be read by itself.
_TELLING = 0.6
_SUBJECT = 0.95
_ELLIPTIC = 7
_MOST_NAMED = 2
_MOST_LISTED = 4
_MOST_SHARED = 2
_BEFORE = " *_“«\"'("


# What "and the second one?" asks.
_WHAT_IS: dict[Language, str] = {"en": "What is {}?", "es": "¿Qué es {}?", "ca": "Què és {}?"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a question: `asked` is searched, in `context`; `standalone` is read and told."""

    asked: Question
    standalone: Question
    context: Context | None = None


class FollowUps:
    """Reads questions in the light of a conversation. Safe across threads."""

    def __init__(self, retriever: Retriever, members: Members) -> None:
        self._retriever = retriever
        self._members = members

    def readings(self, question: Question, history: Sequence[Exchange]) -> list[Reading]:
        """How a question may be meant, likeliest first; the first that is answered counts."""
        alone = Reading(question, question)
        earlier = self._settled(history)
        if not earlier or question.is_greeting:
            return [alone]
        if (
            elliptic := _again(question, earlier)
            or self._others(question, earlier)
            or self._elliptic(question, earlier)
        ):
            whole = Question.read(elliptic, question.language)
            return [Reading(whole, whole)]
        own = self._retriever.expand(question)
        picked = self._picked(question, earlier[-1])
        counting = question.wants == "number"
        if picked and is_place_alone(own.typed) and not counting:
            whole = Question.read(_WHAT_IS[question.language].format(picked[0]), question.language)
            return [Reading(whole, whole)]
        leaning = bool(picked) or points_back(question.folded)
        if not (leaning or _may_lean(question) or len(own.words) <= _FEW):
            return [alone]
        said = self._said(question, earlier, picked)
        # "How many does the first have?" leaves unsaid of what, too.
        known = leaning and not name_spans(question.text) and not (picked and counting)
        subject = _subject(said) if known else ""
        carried = self._carried(question, own, said, subject)
        rarest = max(own.rarity, default=0.0)
        short = len(own.words) <= _FEW and not asks_what_it_is(question.folded)
        if leaning or rarest < _TELLING or (short and rarest < _SUBJECT):
            return [carried]
        # What names a subject of its own is most likely meant as it stands.
        own_subject = rarest >= _SUBJECT and not goes_on(question.folded)
        return [alone, carried] if own_subject else [carried, alone]

    def _settled(self, history: Sequence[Exchange]) -> list[Exchange]:
        """The exchanges with their bare names made questions, which take the place of what they vary."""
        settled: list[Exchange] = []
        for exchange in history:
            question = Question.read(exchange.asked)
            picked = self._picked(question, settled[-1]) if settled else []
            if settled and (
                elliptic := _again(question, settled) or self._elliptic(question, settled)
            ):
                settled = [one for one in settled if one is not _whole(settled)]
                settled.append(Exchange(elliptic, exchange.told))
            else:
                # "And the third?" counts on through the list that "the second one" was of.
                told = settled[-1].told if picked else exchange.told
                settled.append(Exchange(", ".join(picked) or exchange.asked, told))
        return settled

    def _elliptic(self, question: Question, earlier: Sequence[Exchange]) -> str | None:
        """The last whole question with a bare name, place or year in its place; None if more is asked."""
        base = _whole(earlier)
        if base and (placed := in_place(question, base.asked)):
            return placed
        places = name_spans(question.text) or year_spans(question.text)
        own = self._retriever.expand(question).typed
        named = {word for span in places for word in words(_cut(question.text, span))}
        short = len(question.text.split()) <= _ELLIPTIC and question.wants == "other"
        if not (base and short and places and goes_on(question.folded) and set(own) <= named):
            return None
        exchanged = self._exchanged(base.asked, _cut(question.text, places[0]))
        return exchanged if len(exchanged) <= LONGEST else None

    def _others(self, question: Question, earlier: Sequence[Exchange]) -> str | None:
        """Who has what the one member has that the last whole question names: "who else does that?"."""
        base = _whole(earlier)
        named = self._members.named_in(base.asked) if base else []
        if len(named) != 1 or not asks_for_others(question):
            return None
        has = [what for what in named[0].capabilities if not is_planted(what)]
        if not has:
            return None
        topic = ", ".join(has[:_MOST_SHARED])
        return MESSAGES[question.language].who_does.format(topic=topic)

    def _exchanged(self, base: str, put: str) -> str:
        """The earlier question with its own name, or year, exchanged for the new one.

        An organisation takes the place of an organisation, not of the town that it is in, and a product that
        has a code that of another, not of the agency that is to approve it.
        """
        places = year_spans(base) if year_spans(put) else name_spans(base)
        if self._named(put):
            places = [place for place in places if self._named(_cut(base, place))] or places
        elif codes(put):
            places = [place for place in places if codes(_cut(base, place))] or places
        if not places:
            return f"{base} ({put})"
        last = places[-1]
        return base[: last.start] + put + base[last.end :]

    def _picked(self, question: Question, last: Exchange) -> list[str]:
        """Names of the thing in the last answer's list that is meant ("the second one")."""
        place = place_in_list(question.folded)
        told = [] if place is None else items(last.told)
        if place is None or place >= len(told):
            return []
        return (
            self._named(told[place]) or [_cut(told[place], s) for s in name_spans(told[place])][:1]
        )

    def _sought(self, last: Exchange) -> bool:
        """Whether members were looked for: "they" are then those that were told."""
        return seeks(Question.read(last.asked)) and not self._named(last.asked)

    def _listed(self, told: Sequence[str], *, several: bool) -> list[str]:
        """Whom the first line of an answer names, or all of its lines: each what it opens with, not the
        way to reach it."""
        lines = told[:_MOST_LISTED] if several else told[:1]
        named = (self._opening(line) or self._named(line) for line in lines)
        return list(dict.fromkeys(name for names in named for name in names))

    def _opening(self, line: str) -> list[str]:
        """The member that a line begins with."""
        found = self._members.find(line)[:1]
        return [one.key.name for one in found if not line[: one.span.start].strip(_BEFORE)]

    def _named(self, text: str) -> list[str]:
        return [member.name for member in self._members.named_in(text)][:_MOST_NAMED]

    def _carried(
        self, question: Question, own: Expanded, said: Sequence[Said], subject: str
    ) -> Reading:
        carried = carry(own, said, self._retriever, subject)
        unsaid = subject if subject and carried.words else ", ".join(carried.words)
        added = f" ({unsaid})" if unsaid else ""
        return Reading(question, replace(question, text=question.text + added), carried.context)

    def _said(
        self, question: Question, earlier: Sequence[Exchange], picked: Sequence[str]
    ) -> list[Said]:
        """What to carry from, the nearest first: what was picked, or told where no name was asked."""
        named, last = list(picked), earlier[-1]
        if not (named or name_spans(question.text)):
            told = items(last.told)
            several = points_to_several(question.folded) or asks_membership(question)
            if _asks_for_a_name(last) or (self._sought(last) and (several or len(told) == 1)):
                named = self._listed(told, several=several)
        first = [Said(", ".join(named), 1.0)] if named else []
        return first + [
            Said(exchange.asked, DECAY ** (age + bool(picked)))
            for age, exchange in enumerate(reversed(earlier))
        ]


def _subject(said: Sequence[Said]) -> str:
    """The names in the nearest text that has any, and is not about "its" CEO."""
    whole = [one.text for one in said if not _leans(fold(one.text))]
    every = (", ".join(_cut(text, span) for span in name_spans(text)) for text in whole)
    return next(filter(None, every), "")


def _whole(earlier: Sequence[Exchange]) -> Exchange | None:
    """The last exchange whose question says itself what it is about."""
    told = (one for one in reversed(earlier) if not _leans(fold(one.asked)))
    return next(told, None)


def _again(question: Question, earlier: Sequence[Exchange]) -> str | None:
    """The last whole question, if it looked for somebody, asked again otherwise."""
    base = _whole(earlier)
    return asked_again(question, base.asked) if base else None


def _leans(folded: str) -> bool:
    return goes_on(folded) or points_back(folded) or place_in_list(folded) is not None


def _may_lean(question: Question) -> bool:
    return goes_on(question.folded) or may_point_back(question.folded)


def _asks_for_a_name(exchange: Exchange) -> bool:
    """Whether the answer, not the question, says who or what it is about from then on."""
    question = Question.read(exchange.asked)
    return question.wants == "name" and not name_spans(exchange.asked)


def _cut(text: str, span: Span) -> str:
    return text[span.start : span.end]
