"""The member that a topic is the name of: "the Blood and Tissue Bank", "tissue bank".

In: a topic. Out: the member whose name, alias or part of a name is all of it, but for articles; None where it
says more ("a company like SpliceBio"), or where the part is a thing of the field or is in two members' names.
"""

from assistant.experts.kinds import kind_asked
from assistant.experts.thesaurus import Thesaurus, content
from assistant.members import ARTICLES, Members
from assistant.question import Question
from ingest.members.directory import Organisation
from ingest.terms.analyzer import words

_FEWEST_WORDS_OF_A_PART = 2


def meant(question: Question, members: Members) -> Organisation | None:
    """Who is meant where a question is no more than a name."""
    return members.alone(question.text) or _by_part(question, members)


def _by_part(question: Question, members: Members) -> Organisation | None:
    typed = [word for word in words(question.text) if word not in ARTICLES]
    if len(typed) < _FEWEST_WORDS_OF_A_PART or kind_asked(question.folded):
        return None
    if Thesaurus.shipped().find(content(question.text)):
        return None
    part = f" {' '.join(typed)} "
    having = [
        member
        for member in members.all()
        if any(part in f" {' '.join(words(name))} " for name in member.names)
    ]
    return having[0] if len(having) == 1 else None
