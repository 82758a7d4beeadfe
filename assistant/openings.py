"""Questions to begin with, for each kind of asker: all of them answered by the documents at hand.

In: an assistant and the titles of its documents. Out: questions in a language. Candidates are typical
questions of the field (`openings.tsv`), then ones made of what the documents have; each is asked, and only
what is answered is suggested.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Literal, Protocol, get_args

from assistant.answer import Answer
from assistant.lexicon import LANGUAGES
from assistant.messages import MESSAGES
from ingest.documents import Language

Asker = Literal["entrepreneur", "press", "visitor"]
ASKERS: tuple[Asker, ...] = get_args(Asker)
WANTED: dict[Asker, int] = {"entrepreneur": 4, "press": 3, "visitor": 3}
# Of one kind of asker in one language; a question takes about 85 ms.
MOST_ASKED = 13
_FILE = Path(__file__).with_name("openings.tsv")


@dataclass(frozen=True, slots=True)
class Opening:
    """A question, and whom it is for."""

    question: str
    asker: Asker


class Asked(Protocol):
    """What openings are tried on: an assistant."""

    def ask(self, question: str, *, language: Language) -> Answer:
        """One answer."""

    def topics(self, language: Language) -> Sequence[str]:
        """What members do, the commonest first."""


def openings(
    assistant: Asked, titles: Sequence[str], language: Language, goes_on: Callable[[], bool]
) -> Iterator[Opening]:
    """Questions that are answered, no two from one source where there are others.

    Before each is asked `goes_on` is; where it says no, there are no more.
    """
    used: set[str] = set()
    for asker in ASKERS:
        kept: list[str] = []
        again: list[str] = []
        for question in islice(_candidates(assistant, titles, language, asker), MOST_ASKED):
            if len(kept) == WANTED[asker]:
                break
            if not goes_on():
                return
            answer = assistant.ask(question, language=language)
            if answer.status == "abstained":
                continue
            source = _source(answer)
            (again if source in used else kept).append(question)
            used.add(source)
        chosen = [*kept, *again][: WANTED[asker]]
        yield from (Opening(question, asker) for question in chosen)


def typical(language: Language) -> list[Opening]:
    """Those of the field that come first, whether these documents answer them or not."""
    return [
        Opening(question, asker)
        for asker in ASKERS
        for question in _typical()[asker, language][: WANTED[asker]]
    ]


def _source(answer: Answer) -> str:
    """The member that an answer names first, else the document that it quotes first."""
    return answer.experts[0].member_id if answer.experts else answer.citations[0].document_id


def _candidates(
    assistant: Asked, titles: Sequence[str], language: Language, asker: Asker
) -> Iterator[str]:
    """Those of the field, then those made of the documents, each once."""
    own = MESSAGES[language]
    yield from _typical()[asker, language]
    if asker == "entrepreneur":
        yield from (own.who_does.format(topic=topic) for topic in assistant.topics(language))
    else:
        # Titles are dealt out: each is for the press or for visitors.
        dealt = titles[ASKERS.index(asker) - 1 :: len(ASKERS) - 1]
        yield from (own.about.format(topic=f"“{title}”") for title in dealt)


@cache
def _typical() -> dict[tuple[Asker, Language], list[str]]:
    found: dict[tuple[Asker, Language], list[str]] = {}
    for line in _FILE.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        whom, *worded = line.split("\t")
        (asker,) = (one for one in ASKERS if one == whom)
        for language, question in zip(LANGUAGES, worded, strict=True):
            found.setdefault((asker, language), []).append(question)
    return found
