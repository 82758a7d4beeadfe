"""What was measured of two systems, side by side: finished runs in, rows of a table out."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

import numpy as np

from bench.child import Run

HEAD = ("measure", "this project", "LangChain quick start", "times better", "aim")
_MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Measured:
    """The runs of one system: ingestions, single answers from cold, and answers to all questions."""

    ingestions: list[Run] = field(default_factory=list)
    cold: list[Run] = field(default_factory=list)
    answering: list[Run] = field(default_factory=list)

    def printed(self, key: str) -> float:
        """The median of what ingestion printed under a name."""
        return median(float(json.loads(one.output)[key]) for one in self.ingestions)

    def warm(self, percentile: float) -> float:
        """Milliseconds of a question, over every question of every run."""
        seconds = [took for one in self.answering for took in json.loads(one.output)]
        return 1000 * float(np.percentile(seconds, percentile))


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of both. `aim` is how many times better this project is meant to be."""

    measure: str
    ours: float
    theirs: float
    digits: int = 0
    more_is_better: bool = False
    aim: float | None = None

    @property
    def times_better(self) -> float:
        """Above 1 where this project is better."""
        return self.ours / self.theirs if self.more_is_better else self.theirs / self.ours

    def cells(self) -> list[str]:
        """The row of the table."""
        numbers = [f"{value:,.{self.digits}f}" for value in (self.ours, self.theirs)]
        aim = "" if self.aim is None else f"{self.aim:g}"
        return [self.measure, *numbers, f"{self.times_better:.1f}", aim]


def compare(ours: Measured, theirs: Measured) -> list[Line]:
    """The measures, with the aims that the project has set itself."""

    def both(get: Callable[[Measured], float]) -> tuple[float, float]:
        return get(ours), get(theirs)

    # The same number for both: what the files hold, not what each makes of it.
    characters = theirs.printed("characters")
    return [
        Line(
            "passages embedded and indexed a second *",
            *both(lambda of: of.printed("passages") / of.printed("seconds")),
            digits=1,
            more_is_better=True,
            aim=3,
        ),
        Line(
            "characters of the files a second *",
            *both(lambda of: characters / of.printed("seconds")),
            more_is_better=True,
            aim=3,
        ),
        Line("ingestion, whole process, s", *both(lambda of: _seconds(of.ingestions)), digits=1),
        Line(
            "ingestion, processor time of all cores, s",
            *both(lambda of: _effort(of.ingestions)),
            digits=1,
        ),
        Line(
            "first answer, whole cold process, s",
            *both(lambda of: _seconds(of.cold)),
            digits=2,
            aim=4,
        ),
        Line("first answer, processor time, s", *both(lambda of: _effort(of.cold)), digits=2),
        Line("a question warm, median, ms", *both(lambda of: of.warm(50)), digits=1, aim=1),
        Line(
            "a question warm, 95th percentile, ms", *both(lambda of: of.warm(95)), digits=1, aim=1
        ),
        Line("peak memory, ingesting, MiB", *both(lambda of: _peak(of.ingestions)), aim=2),
        Line("peak memory, one cold answer, MiB", *both(lambda of: _peak(of.cold)), aim=2),
        Line("peak memory, all questions, MiB", *both(lambda of: _peak(of.answering)), aim=2),
    ]


def _seconds(runs: Sequence[Run]) -> float:
    return median(one.seconds for one in runs)


def _effort(runs: Sequence[Run]) -> float:
    return median(one.processor_seconds for one in runs)


def _peak(runs: Sequence[Run]) -> float:
    return median(one.peak_bytes for one in runs) / _MEBIBYTE
