"""What was weighed to what is told, piece by piece: quotes, or sentences that a language model words.

In: a weighed reading. Out: the citations first, then pieces of text, and at last all that was told.
"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace

from assistant.answer import Citation, Delta, Event, Sources
from assistant.generation.writer import Checked, Writer
from assistant.messages import MESSAGES
from assistant.weighing import Weighed
from assistant.writing import Written, refuse, write

Telling = Generator[Event, None, Written]


class Teller:
    """Tells with quotes, and with a writer where there is one. Safe across threads."""

    def __init__(self, writer: Writer | None = None) -> None:
        self._writer = writer

    def tell(self, weighed: Weighed, lead: Sequence[str] = ()) -> Telling:
        """`Sources`, then a `Delta` a piece, those of `lead` first; returns what was told.

        Documents that disagree are told in quotes: each value has its date, and none is worded away.
        """
        if weighed.verdict.status == "abstained":
            refusal = refuse(weighed.question, weighed.retrieved)
            return (yield from told(Written((), (), (*lead, refusal), None)))
        quoted = write(weighed.question, weighed.verdict)
        quoted = replace(quoted, pieces=(*lead, *quoted.pieces))
        if self._writer is None or weighed.verdict.status == "conflict":
            return (yield from told(quoted))
        yield Sources(quoted.citations)
        checked = self._writer.statements(weighed, quoted.citations)
        worded = yield from _worded(checked, lead, MESSAGES[weighed.question.language].unsupported)
        if worded.statements:
            return worded
        yield from map(Delta, quoted.pieces)
        return quoted


def told(written: Written) -> Telling:
    """Tell what is written already."""
    yield Sources(written.citations)
    yield from map(Delta, written.pieces)
    return written


def _worded(checked: Iterator[Checked], lead: Sequence[str], unsupported: str) -> Telling:
    """Tell each statement as it comes; nothing, and no statements, where none came."""
    every: list[Checked] = []
    pieces: list[str] = []
    for one in checked:
        marks = "".join(f" [{number}]" for number in one.statement.citations)
        space = " " if every else ""
        doubt = f" {unsupported}" if one.statement.support == "unsupported" else ""
        new = [*(() if every else lead), f"{space}{one.statement.text}{doubt}{marks}"]
        every.append(one)
        pieces += new
        yield from map(Delta, new)
    cited: dict[int, Citation] = {c.number: c for one in every for c in one.citations}
    dates = [citation.date for citation in cited.values() if citation.date]
    return Written(
        tuple(one.statement for one in every),
        tuple(cited[number] for number in sorted(cited)),
        tuple(pieces),
        max(dates, default=None),
        "generated",
    )
