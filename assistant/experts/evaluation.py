"""Members named for a need against those that were expected, beside two plainer ways to name them.

In: questions with the members that may come first, must come, or must not. Out: judged answers and measures.
The plainer ways are BM25 over the profiles, and whoever the best passages of retrieval are about.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.assistant import Assistant
from assistant.evaluation import LANGUAGES, Share
from assistant.question import Question
from ingest.documents import Language
from ingest.index.entries import Alternative, Found, QueryWord
from ingest.index.reader import Index
from ingest.terms.analyzer import function_words, stem, words

Way = Literal["finder", "bm25", "retrieval"]
WAYS: tuple[Way, ...] = ("finder", "bm25", "retrieval")
_DEPTH = 200
_FEW = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question, and ids of members: any of `first` may come first (none: nobody is to be named), all of
    `every` must be named, none of `never` may."""

    id: str
    question: str
    language: Language
    first: tuple[str, ...]
    every: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """The members that a way names for a question, best first."""

    wanted: Wanted
    members: tuple[str, ...]

    @property
    def first_right(self) -> bool:
        return bool(self.members) and self.members[0] in self.wanted.first

    @property
    def wrong(self) -> tuple[str, ...]:
        """Who must not be named and is; anybody where nobody is to be."""
        barred = self.wanted.never if self.wanted.first else self.members
        return tuple(member for member in self.members if member in barred)

    @property
    def right(self) -> bool:
        """Whether it is as wanted in every way."""
        missing = set(self.wanted.every) - set(self.members)
        begins_well = self.first_right or not (self.wanted.first or self.members)
        return begins_well and not missing and not self.wrong


@dataclass(frozen=True, slots=True)
class Measures:
    """Of the questions with members: a right one first, one among the first three, all named that must be;
    questions with somebody wrongly named, of all; and of those without members, the refused."""

    first: Share
    in_three: Share
    complete: Share
    wrong: Share
    refused: Share


def measure(named: Sequence[Named]) -> Measures:
    """Measures over answers of one way."""
    answerable = [one for one in named if one.wanted.first]
    demanding = [one for one in answerable if one.wanted.every]
    others = [one for one in named if not one.wanted.first]
    among = [set(one.members[:_FEW]) & set(one.wanted.first) for one in answerable]
    complete = [set(one.wanted.every) <= set(one.members) for one in demanding]
    return Measures(
        first=Share(sum(one.first_right for one in answerable), len(answerable)),
        in_three=Share(sum(map(bool, among)), len(answerable)),
        complete=Share(sum(complete), len(demanding)),
        wrong=Share(sum(bool(one.wrong) for one in named), len(named)),
        refused=Share(sum(not one.members for one in others), len(others)),
    )


def by_language(named: Sequence[Named]) -> dict[Language, Measures]:
    """Measures of each language that questions are in."""
    groups = {
        language: [one for one in named if one.wanted.language == language]
        for language in LANGUAGES
    }
    return {language: measure(group) for language, group in groups.items() if group}


def ask(wanted: Wanted, way: Way, assistant: Assistant, index: Index) -> Named:
    """Who is named for a question in one way."""
    if way == "finder":
        found = assistant.experts(wanted.question).experts
        return Named(wanted, tuple(expert.member_id for expert in found))
    passages = (
        _best_profiles(wanted.question, index)
        if way == "bm25"
        else [one.found for one in assistant.read(wanted.question)[0].candidates]
    )
    return Named(wanted, _members_of(passages, index)[:_FEW])


def _best_profiles(question: str, index: Index) -> list[Found]:
    """Passages of profiles by BM25, with the question's words as they were typed."""
    read = Question.read(question)
    dropped = function_words(read.language)
    query = [
        QueryWord(tuple(Alternative(name, stem(word, name), 1.0) for name in LANGUAGES))
        for word in words(read.text)
        if word not in dropped
    ]
    hits = index.lexical(query, _DEPTH)
    found = index.found(hit.passage_id for hit in hits).values()
    return [one for one in found if one.document.metadata.member is not None]


def _members_of(passages: Iterable[Found], index: Index) -> tuple[str, ...]:
    """Whose profile each passage is, else the first member that it mentions; each member once."""
    owners = {document: one.id for one in index.members() for document in one.profiles}
    mentioned: dict[str, str] = {}
    for mention in index.mentions():
        mentioned.setdefault(mention.passage_id, mention.member_id)
    members = (owners.get(one.document.id) or mentioned.get(one.passage.id) for one in passages)
    return tuple(dict.fromkeys(member for member in members if member is not None))
