"""This project beside the LangChain quick start, in one run: the same files, the same questions.

In: the shipped corpus (its PDF and Markdown files, which both read) and the development questions.
Out: one Markdown table. The two take turns, each in processes of its own.
Run: python -m bench.quick_start
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.child import run
from bench.comparison import HEAD, Measured, compare
from bench.machine import describe
from bench.systems import Hub, LangChain, System
from bench.table import markdown
from ingest.sidecar import sidecar_of

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
READ_BY_BOTH = ("reports/*.pdf", "members/*.md", "roadmaps/*.md")
QUESTIONS = ROOT / "tests" / "questions" / "development.jsonl"
COLD_QUESTION = "How much did SpliceBio raise?"
INGESTIONS = 3
COLD_STARTS = 7
WARM_RUNS = 3
INTRODUCTION = """\
{machine}
{files} PDF and Markdown files of the shipped corpus, {characters:,.0f} characters as PyPDFLoader and
TextLoader read them, in {ours:,.0f} passages here and {theirs:,.0f} there; {questions} questions in three
languages. Medians of {ingestions} ingestions, {cold} cold starts and {warm} runs of all questions, in turns.
* Program and model loaded before. Passages differ in size: characters are the fairer measure.
"""

Turn = tuple[System, Path, Measured]


def measure(systems: Sequence[System], files: Path, questions: Path) -> list[Measured]:
    """Let the systems take turns: ingest, answer once from cold, answer all questions."""
    environment = _environment()
    with tempfile.TemporaryDirectory() as scratch:
        turns = [(s, Path(scratch) / str(n), Measured()) for n, s in enumerate(systems)]
        for system, index, found in _rounds(turns, INGESTIONS, "ingestion"):
            shutil.rmtree(index, ignore_errors=True)
            found.ingestions.append(run(system.ingest(files, index), environment))
        for system, index, found in _rounds(turns, COLD_STARTS, "cold start"):
            found.cold.append(run(system.ask(index, COLD_QUESTION), environment))
        for system, index, found in _rounds(turns, WARM_RUNS, "warm run"):
            found.answering.append(run(system.time(index, questions), environment))
    return [found for _, _, found in turns]


def _rounds(turns: Sequence[Turn], times: int, what: str) -> Iterator[Turn]:
    """Everyone's turn, so many times, in changing order."""
    for number in range(times):
        print(f"{what} {number + 1} of {times}", file=sys.stderr, flush=True)
        yield from turns if number % 2 == 0 else reversed(turns)


def _environment() -> dict[str, str]:
    """The same for both: no settings of this shell's user, nothing fetched or sent meanwhile."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("HUB_")}
    offline = {"HF_HUB_OFFLINE": "1", "ANONYMIZED_TELEMETRY": "False"}
    return {**own, **offline, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}


def gather_files(target: Path) -> int:
    """Copy what both read, with its sidecars; how many documents that are."""
    found = [path for pattern in READ_BY_BOTH for path in sorted(CORPUS.glob(pattern))]
    for path in found:
        for part in (path, sidecar_of(path)):
            if part is not None:
                copy = target / part.relative_to(CORPUS)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(part, copy)
    return len(found)


def load_questions(file: Path) -> list[str]:
    """The questions of a question file."""
    return [json.loads(line)["question"] for line in file.read_text("utf-8").splitlines()]


def main() -> None:
    """Measure both and print the table."""
    machine = describe()
    questions = load_questions(QUESTIONS)
    with tempfile.TemporaryDirectory() as scratch:
        files = gather_files(Path(scratch) / "corpus")
        listed = Path(scratch) / "questions.json"
        listed.write_text(json.dumps(questions), "utf-8")
        ours, theirs = measure((Hub(), LangChain()), Path(scratch) / "corpus", listed)
    introduction = INTRODUCTION.format(
        machine=machine,
        files=files,
        characters=theirs.printed("characters"),
        ours=ours.printed("passages"),
        theirs=theirs.printed("passages"),
        questions=len(questions),
        ingestions=INGESTIONS,
        cold=COLD_STARTS,
        warm=WARM_RUNS,
    )
    print(introduction)
    print(markdown(HEAD, [line.cells() for line in compare(ours, theirs)]))


if __name__ == "__main__":
    main()
