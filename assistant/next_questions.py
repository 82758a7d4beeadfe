"""An answer to the questions that make sense after it, made of what the index is known to have.

In: what was asked and said before, the citations and the members of the answer. Out: up to three questions in
the asker's language: what a member does whose profile there is, how it is reached, what a document says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from assistant.answer import Citation, Expert, Turn
from assistant.members import Members
from assistant.messages import MESSAGES
from assistant.question import Question
from ingest.documents import Language
from ingest.members.directory import Organisation
from ingest.terms.analyzer import words

MOST = 3
_OF_MEMBERS = 2


@dataclass(frozen=True, slots=True)
class Told:
    """What was told to a question: its citations, and the members that it lists, if it lists any."""

    question: Question
    citations: Sequence[Citation]
    experts: Sequence[Expert] = ()


def next_questions(told: Told, history: Sequence[Turn], members: Members) -> tuple[str, ...]:
    """None that was asked already, and none where nothing was told."""
    if not told.citations:
        return ()
    asked = [turn.content for turn in history if turn.role == "user"] + [told.question.text]
    known = {tuple(words(one)) for one in asked}
    language = told.question.language
    possible = (
        one
        for one in dict.fromkeys(_possible(told, members))
        # A long title may make the question one in the title's language.
        if tuple(words(one)) not in known and _language_of(one) == language
    )
    return tuple(islice(possible, MOST))


@lru_cache(maxsize=4096)
def _language_of(text: str) -> Language:
    return Question.read(text).language


def _possible(told: Told, members: Members) -> Iterator[str]:
    messages = MESSAGES[told.question.language]
    profiled = [one for one in _members_told(told, members) if one.profiles]
    for member in profiled[:_OF_MEMBERS]:
        yield messages.does.format(name=member.name)
    if told.experts and profiled:
        yield messages.reach.format(name=profiled[0].name)
    # What a profile says is what its member does.
    reports_first = sorted(told.citations, key=lambda one: one.kind == "profile")
    yield from (messages.about.format(topic=f"“{one.title}”") for one in reports_first)


def _members_told(told: Told, members: Members) -> list[Organisation]:
    """Those that are listed, else those that quotes name; not who the question asks about itself."""
    about = {member.id for member in members.named_in(told.question.text)}
    if told.experts:
        listed = {one.id: one for one in members.all()}
        found = [listed[one.member_id] for one in told.experts if one.member_id in listed]
    else:
        found = [one for quoted in told.citations for one in members.named_in(quoted.quote)]
    return [one for one in dict.fromkeys(found) if one.id not in about]
