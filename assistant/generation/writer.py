"""Evidence to statements that a language model words and its passages bear out.

In: what was weighed, and the citations that were found already. Out: checked statements one by one,
with their citations; fewer or none where the model fails, is too slow, or is not borne out.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.answer import Citation, Statement
from assistant.errors import ModelFailed
from assistant.generation.breaker import Breaker
from assistant.generation.model import LanguageModel
from assistant.generation.prompt import Prompt, prompt
from assistant.generation.statements import Drafted, drafted
from assistant.generation.support import Bearing, Support
from assistant.weighing import Weighed
from assistant.writing import cite
from ingest.documents import Language
from ingest.language import confidences

# A model that is not borne out at its first sentences is not waited for.
MOST_IN_VAIN = 2
# Four are asked for.
MOST_STATEMENTS = 8
_log = logging.getLogger("hub")
_TELLING_WORDS = 6
_CLEARLY = 0.6
Count = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement and the citations that it rests on; unsupported ones have what the model cited."""

    statement: Statement
    citations: tuple[Citation, ...]


class Writer:
    """Words answers with one language model. Safe across threads."""

    def __init__(
        self,
        model: LanguageModel,
        support: Support,
        seconds: float,
        count: Count,
        *,
        show_unsupported: bool,
    ) -> None:
        self._model = model
        self._support = support
        self._seconds = seconds
        self._count = count
        self._show_unsupported = show_unsupported
        self._breaker = Breaker()

    def statements(self, weighed: Weighed, known: Sequence[Citation]) -> Iterator[Checked]:
        """Statements that hold, numbered on from the citations already `known`."""
        if not self._breaker.allows():
            self._count("resting")
            return
        task = prompt(weighed.question, weighed.verdict, weighed.sentences)
        held = False
        try:
            for checked in self._checked(task, weighed, known):
                held = True
                yield checked
        except ModelFailed as error:
            _log.warning("%s: answered with quotes", error)
            self._breaker.failed()
            self._count(error.kind)
            return
        self._breaker.succeeded()
        self._count("written" if held else "nothing_supported")

    def _checked(
        self, task: Prompt, weighed: Weighed, known: Sequence[Citation]
    ) -> Iterator[Checked]:
        """Statements from the first supported one on; those before it wait for it."""
        numbering = _Numbering(weighed, known)
        waiting: list[Checked] = []
        held = False
        drafts = islice(_distinct(self._drafts(task)), MOST_STATEMENTS)
        for number, draft in enumerate(drafts, start=1):
            checked = self._check(draft, weighed, task, numbering)
            if checked is not None:
                waiting.append(checked)
                held = held or checked.statement.support == "supported"
            if held:
                yield from waiting
                waiting.clear()
            elif number >= MOST_IN_VAIN:
                return

    def _drafts(self, task: Prompt) -> Iterator[Drafted]:
        return drafted(self._model.stream(task.system, task.user, self._seconds))

    def _check(
        self, draft: Drafted, weighed: Weighed, task: Prompt, numbering: "_Numbering"
    ) -> Checked | None:
        if _is_in_another_language(draft.text, weighed.question.language):
            self._count("other_language")
            return None
        cited = [task.passages[key] for key in draft.keys if key in task.passages]
        for _ in range(len(draft.keys) - len(cited)):
            self._count("unknown_key")
        bearing = self._support.of(draft.text, weighed.question.language, cited)
        if bearing is not None:
            citation = numbering.of(bearing)
            return Checked(Statement(draft.text, (citation.number,), "supported"), (citation,))
        self._count("unsupported")
        if not (self._show_unsupported and cited):
            return None
        near = self._support.nearest(draft.text, weighed.question.language, cited)
        if near is None:
            return None
        citation = numbering.of(near)
        return Checked(Statement(draft.text, (citation.number,), "unsupported"), (citation,))


def _is_in_another_language(text: str, asked: Language) -> bool:
    """Whether a sentence is clearly not in the asker's language; a few words, or names, are of none."""
    sure = confidences(text)
    return len(text.split()) >= _TELLING_WORDS and max(sure.values()) - sure[asked] >= _CLEARLY


def _distinct(drafts: Iterable[Drafted]) -> Iterator[Drafted]:
    """Each text once: a model that repeats itself says nothing new."""
    seen: set[str] = set()
    for draft in drafts:
        if draft.text not in seen:
            seen.add(draft.text)
            yield draft


class _Numbering:
    """Citations by the place that they quote; a new place gets the next number."""

    def __init__(self, weighed: Weighed, known: Sequence[Citation]) -> None:
        self._probability = weighed.verdict.probability
        self._known = {(one.document_id, one.start, one.end): one for one in known}

    def of(self, bearing: Bearing) -> Citation:
        found = bearing.candidate.found
        place = (found.document.id, bearing.span.start, bearing.span.end)
        if place not in self._known:
            number = 1 + max((one.number for one in self._known.values()), default=0)
            self._known[place] = cite(number, found, bearing.span, bearing.text, self._probability)
        return self._known[place]
