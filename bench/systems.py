"""The two systems as command lines: to ingest a folder, to answer once, to time many questions."""

import sys
from pathlib import Path
from typing import Protocol

# What the installed command `hub` runs.
_HUB = (sys.executable, "-c", "from api.cli import main; main()")
_MODULE = (sys.executable, "-m")


class System(Protocol):
    """Command lines of one system. `ingest` prints JSON with `passages` and `seconds`, those after
    program and model are loaded; `time` prints a JSON list of seconds, one a question."""

    def ingest(self, files: Path, index: Path) -> tuple[str, ...]: ...

    def ask(self, index: Path, question: str) -> tuple[str, ...]: ...

    def time(self, index: Path, questions: Path) -> tuple[str, ...]: ...


class Hub:
    """This project."""

    def ingest(self, files: Path, index: Path) -> tuple[str, ...]:
        return (*_HUB, "ingest", str(files), "--data", str(index), "--json")

    def ask(self, index: Path, question: str) -> tuple[str, ...]:
        return (*_HUB, "ask", question, "--data", str(index))

    def time(self, index: Path, questions: Path) -> tuple[str, ...]:
        return (*_MODULE, "bench.quick_start_hub", str(index), str(questions))


class LangChain:
    """The LangChain quick start."""

    _PROGRAM = (*_MODULE, "bench.quick_start_langchain")

    def ingest(self, files: Path, index: Path) -> tuple[str, ...]:
        return (*self._PROGRAM, "ingest", str(files), str(index))

    def ask(self, index: Path, question: str) -> tuple[str, ...]:
        return (*self._PROGRAM, "ask", str(index), question)

    def time(self, index: Path, questions: Path) -> tuple[str, ...]:
        return (*self._PROGRAM, "time", str(index), str(questions))
