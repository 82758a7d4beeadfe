"""A reading of a question to a verdict on the evidence: retrieve, read, weigh; and how long each took.

In: readings, likeliest first. Out: the first that is answered, or the likeliest one's refusal.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.conversation.followup import Reading
from assistant.counting import as_how_many
from assistant.evidence import ABSTAINED, Verdict, weigh
from assistant.experts.thesaurus import codes
from assistant.experts.whereabouts import is_elsewhere
from assistant.figures.stored import StoredFigures
from assistant.jobs import as_jobs
from assistant.members import Members
from assistant.messages import MESSAGES
from assistant.question import Question
from assistant.quotes import with_antecedent
from assistant.reading import Read, Reader
from assistant.retrieval import Retrieved, Retriever

CANDIDATES = 10
# Documents that disagree on a figure are to be told of all: it is looked for deeper.
_CANDIDATES_FOR_FIGURES = 12


@dataclass(frozen=True, slots=True)
class Weighed:
    """One reading's verdict, with what it was chosen from; seconds include other readings tried."""

    question: Question
    retrieved: Retrieved
    sentences: tuple[Read, ...]
    verdict: Verdict
    retrieve_seconds: float
    read_seconds: float


class Weigher:
    """Weighs readings over one index. Safe across threads."""

    def __init__(
        self, members: Members, retriever: Retriever, reader: Reader, figures: StoredFigures
    ) -> None:
        self._members = members
        self._figures = figures
        self._retriever = retriever
        self._reader = reader

    def first_answered(self, readings: Iterable[Reading]) -> Weighed:
        """The first reading that is answered; else the first, with the time of all."""
        tried: list[Weighed] = []
        for reading in readings:
            tried.append(self.weigh(reading))
            if tried[-1].verdict.status != "abstained":
                break
        best = tried[-1] if tried[-1].verdict.status != "abstained" else tried[0]
        return replace(
            best,
            retrieve_seconds=sum(one.retrieve_seconds for one in tried),
            read_seconds=sum(one.read_seconds for one in tried),
        )

    def weigh(self, reading: Reading) -> Weighed:
        """Retrieve, read and weigh for one reading."""
        reading = self._of_a_name(reading)
        named = self._members.named_in(reading.standalone.text)
        question, asked = as_how_many(reading.standalone), as_how_many(reading.asked)
        if not named:
            question, asked = as_jobs(question), as_jobs(asked)
        started = time.perf_counter()
        retrieved = self._retriever.retrieve(asked, depth(question), reading.context)
        found = time.perf_counter()
        sentences = [
            one
            for one in self._reader.read(question, retrieved)
            if not (
                self._members.is_of_others(one, named)
                or is_of_another(one, question)
                or is_elsewhere(question.text, with_antecedent(one).text)
            )
        ]
        verdict = (
            ABSTAINED
            if question.is_greeting
            else weigh(
                question,
                retrieved,
                sentences,
                self._reader,
                named,
                self._figures.current().ledger,
            )
        )
        return Weighed(
            reading.standalone,
            retrieved,
            tuple(sentences),
            verdict,
            found - started,
            time.perf_counter() - found,
        )

    def _of_a_name(self, reading: Reading) -> Reading:
        """A name alone asks what its member does."""
        question = reading.standalone
        member = self._members.alone(question.text)
        if member is None:
            return reading
        asked = MESSAGES[question.language].does.format(name=member.name)
        whole = Question.read(asked, question.language)
        return Reading(whole, whole)


def depth(question: Question) -> int:
    """How many passages are read for a question."""
    return _CANDIDATES_FOR_FIGURES if question.wants == "number" else CANDIDATES


def is_of_another(read: Read, question: Question) -> bool:
    """Whether a sentence, or the one that it leans on, has codes but none of the question's: what holds for
    ARI-0002h holds for no ARI-0001."""
    asked, told = codes(question.text), codes(with_antecedent(read).text)
    return bool(asked and told) and asked.keys().isdisjoint(told)
