"""A question what a document says, or what a member is or does, to the sentences that open what tells it.

In: the question, the members that it names, and the read sentences of what was found. Out: the first
sentences of the document whose title is quoted, or of the profile, in their order; none for other questions.
The assistant suggests questions with titles itself.
"""

import re
from collections.abc import Sequence

from assistant.fitness import CAPTION, fitness, is_about_itself
from assistant.members import ARTICLES
from assistant.question import Question
from assistant.quotes import MOST_STATEMENTS, Evidence, date_of
from assistant.reading import Read
from assistant.retrieval import Retrieved
from ingest.documents import Member, Metadata
from ingest.members.directory import Organisation
from ingest.terms.analyzer import fold, words

_ABOUT = re.compile(
    r"^\W*(?:what do(?:es)? the documents? say about|que dicen? (?:los|el) documentos? sobre|"
    r"que diu(?:en)? (?:els|el) documents? sobre) [“«\"](.+)[”»\"]\W*$"
)


# The name of who is asked about must follow, and nothing else.
_IS_OR_DOES = re.compile(
    r"^\W*(?:(?:and |i |y )?(?:what|who) (?:is|are) (?P<is>.+?)|what (?:does|do) (?P<does>.+?) do|"
    r"(?:que|quien|qui) (?:es|son|fa|hace) (?P<es>.+?)|a que (?:se dedica|es dedica) (?P<dedica>.+?))\W*$"
)
_SENTENCES_OF_A_PROFILE = 2


def overview(
    question: Question,
    retrieved: Retrieved,
    sentences: Sequence[Read],
    members: Sequence[Organisation] = (),
) -> tuple[Evidence, ...]:
    """The opening sentences of the document whose title the question quotes, or whose member it is about."""
    about = _ABOUT.match(question.folded)
    if about is not None:
        title = about[1].strip()
        opening = [read for read in sentences if fold(_metadata(read).title) == title]
        return _opening(question, retrieved, opening, MOST_STATEMENTS)
    member = _asked_about(question, members)
    profile = [read for read in sentences if member and _is_of(_metadata(read).member, member)]
    told = _opening(question, retrieved, profile, _SENTENCES_OF_A_PROFILE)
    return tuple(one for one in told if _section(one.read) == _section(told[0].read))


def _opening(
    question: Question, retrieved: Retrieved, sentences: Sequence[Read], most: int
) -> tuple[Evidence, ...]:
    fit = [
        read
        for read in sentences
        if not is_about_itself(read.text)
        and fitness(question, retrieved.expanded, read.text, read.candidate.found) > CAPTION
    ]
    # Several documents may have one title: the one that was found best is meant.
    of_one = [read for read in fit if _document(read) == _document(fit[0])]
    opening = sorted(of_one, key=lambda read: read.span.start)[:most]
    return tuple(Evidence(read, date_of(read)) for read in opening)


def _asked_about(question: Question, members: Sequence[Organisation]) -> Organisation | None:
    """The one member that a question asks what it is or does, and asks nothing else of."""
    if len(members) != 1:
        return None
    asked = _IS_OR_DOES.match(question.folded)
    # A name alone asks it too, and may be a part of the whole name: "the Clínic".
    name = next(filter(None, asked.groups())) if asked else question.folded
    said = set(words(name)) - ARTICLES
    known = (set(words(one)) for one in members[0].names)
    return members[0] if said and any(said <= one for one in known) else None


def _is_of(profiled: Member | None, member: Organisation) -> bool:
    return profiled is not None and profiled.name in member.names


def _metadata(read: Read) -> Metadata:
    return read.candidate.found.document.metadata


def _section(read: Read) -> str:
    return read.candidate.found.passage.section


def _document(read: Read) -> str:
    return read.candidate.found.document.id
