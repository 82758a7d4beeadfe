"""Two systems' runs to the rows of a table."""

import json

import pytest

from bench.child import Run
from bench.comparison import HEAD, Line, Measured, compare

MEBIBYTE = 2**20


def a_run(seconds: float, mebibytes: int, printed: object = None) -> Run:
    return Run(json.dumps(printed), seconds, 2 * seconds, mebibytes * MEBIBYTE)


def a_system(passages: int, seconds: float) -> Measured:
    printed = {"passages": passages, "seconds": seconds, "characters": 1_000}
    return Measured(
        ingestions=[a_run(seconds + extra, 100, printed) for extra in (1, 9, 2)],
        cold=[a_run(seconds, 50)],
        answering=[a_run(1, 80, [0.001, 0.002]), a_run(1, 80, [0.003, 0.004, 0.005])],
    )


def test_less_time_and_higher_rates_are_better() -> None:
    assert Line("ms", 2, 8).times_better == 4
    assert Line("rate", 8, 2, more_is_better=True).times_better == 4


def test_a_row_has_a_cell_for_each_column() -> None:
    assert Line("a", 1_234.56, 2, digits=1, aim=3).cells() == ["a", "1,234.6", "2.0", "0.0", "3"]
    assert len(Line("a", 1, 2).cells()) == len(HEAD)


def test_a_warm_question_is_a_percentile_over_all_runs() -> None:
    assert a_system(1, 1).warm(50) == pytest.approx(3)
    assert a_system(1, 1).warm(100) == pytest.approx(5)


def test_rates_are_of_the_work_and_of_the_same_characters() -> None:
    lines = {line.measure: line for line in compare(a_system(200, 2), a_system(100, 4))}
    passages = lines["passages embedded and indexed a second *"]
    characters = lines["characters of the files a second *"]
    whole = lines["ingestion, whole process, s"]
    assert (passages.ours, passages.theirs, passages.times_better) == (100, 25, 4)
    assert (characters.ours, characters.theirs, characters.times_better) == (500, 250, 2)
    assert (whole.ours, whole.theirs) == (4, 6)
    assert lines["peak memory, ingesting, MiB"].ours == 100
