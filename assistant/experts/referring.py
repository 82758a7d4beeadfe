"""A question, as it was understood, to the answer that names members; none where it looks for nobody.

In: a reading of the question. Out: what is told, and whether anybody was found.
"""

import time
from dataclasses import dataclass

from assistant.conversation.followup import Reading
from assistant.experts.dossiers import DossierShelf
from assistant.experts.finder import Finder
from assistant.experts.membership import membership
from assistant.experts.seeking import seeks
from assistant.experts.telling import tell, tell_membership
from assistant.members import Members
from assistant.question import Question
from assistant.writing import Written


@dataclass(frozen=True, slots=True)
class Referred:
    """What is told to a question that looks for somebody, and how long it took, in seconds."""

    question: Question
    written: Written
    seconds: float

    @property
    def found(self) -> bool:
        return bool(self.written.statements)


class Referrer:
    """Answers questions that look for somebody, over one index. Safe across threads."""

    def __init__(self, shelf: DossierShelf, finder: Finder, members: Members) -> None:
        self._shelf = shelf
        self._finder = finder
        self._members = members

    def refer(self, reading: Reading) -> Referred | None:
        """None where members are not what is asked for."""
        question = reading.standalone
        started = time.perf_counter()
        written = self._written(question)
        if written is None:
            return None
        return Referred(question, written, time.perf_counter() - started)

    def _written(self, question: Question) -> Written | None:
        named = self._members.named_in(question.text)
        if quotes := membership(question, named, self._shelf.current()):
            return tell_membership(question, quotes)
        if seeks(question, names_somebody=bool(named)):
            return tell(self._finder.find(question))
        return None
