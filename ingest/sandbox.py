"""A task for one file in, its result out, done by a worker process that can be stopped.

A parser that hangs, crashes or eats memory takes only the worker with it: the file fails with one
line of reason, and the next file gets a new worker. One worker serves many files.
"""

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Pipe
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import ingest
from ingest.documents import Extract
from ingest.errors import UnreadableFile
from ingest.tasks import Done, Extraction, Task

Result = TypeVar("Result")

# The worker gets these and nothing else: no keys, no tokens.
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TMPDIR", "TESSDATA_PREFIX")
_GRACE = 5.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: seconds of wall time, bytes of memory (address space)."""

    seconds: float = 60.0
    memory: int = 2 * 2**30


class Sandbox:
    """Works on files in a process of its own, started at the first. For one thread at a time."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._worker: _Worker | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._worker = None

    def extract(self, path: Path, *, password: str | None = None, ocr: bool = False) -> Extract:
        """Reads one file; UnreadableFile says why not, limits and crashes included."""
        return self.run(Extraction(path, password, ocr))

    def run(self, task: Task[Result]) -> Result:
        """Does one task; UnreadableFile says why not, limits and crashes included."""
        if self._worker is None or not self._worker.is_alive():
            self.close()
            self._worker = _Worker(self._limits)
        answer: Done[Result] | str | None = None
        try:
            answer = self._worker.ask(task)
        except (TimeoutError, MemoryError, EOFError) as error:
            raise UnreadableFile(self._explain(error)) from error
        finally:
            if answer is None:
                self.close()
        if isinstance(answer, Done):
            return answer.result
        raise UnreadableFile(answer)

    def _explain(self, error: Exception) -> str:
        if isinstance(error, TimeoutError):
            return f"reading it took longer than {self._limits.seconds:g} s; split the file"
        if isinstance(error, MemoryError):
            gigabytes = self._limits.memory / 2**30
            return f"reading it needs more than {gigabytes:g} GiB of memory; split the file"
        return f"the reader ended in the middle of it ({error})"


class _Worker:
    """One process of `ingest.worker`, and both ends of what ties it to this one.

    Its standard input is never written to: it closes when this process dies, however that
    happens, and the worker then ends itself.
    """

    def __init__(self, limits: Limits) -> None:
        self._connection, theirs = Pipe()
        self._seconds = limits.seconds
        arguments = (theirs.fileno(), limits.memory, limits.seconds)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own module and numbers
                [sys.executable, "-P", "-m", "ingest.worker", *map(str, arguments)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=_environment(),
                start_new_session=True,
            )

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, task: Task[Result]) -> Done[Result] | str:
        """The result or the reason; where neither comes, TimeoutError, MemoryError or EOFError."""
        expired = threading.Event()

        def stop() -> None:
            expired.set()
            self._signal()

        timer = threading.Timer(self._seconds, stop)
        timer.start()
        try:
            answer = self._exchange(task)
        finally:
            timer.cancel()
            timer.join()
        if expired.is_set():
            raise TimeoutError
        if isinstance(answer, EOFError):
            raise EOFError(self._last_words()) from answer
        if answer is None:
            raise MemoryError
        return answer

    def _exchange(self, task: Task[Result]) -> Done[Result] | str | EOFError | None:
        try:
            self._connection.send(task)
            answer: Done[Result] | str | None = self._connection.recv()
        except (EOFError, OSError) as error:
            return EOFError(str(error))
        return answer

    def kill(self) -> None:
        self._signal()
        self._process.wait()
        self._connection.close()
        if self._process.stdin is not None:
            self._process.stdin.close()

    def _signal(self) -> None:
        """Ends the worker and what it has started, such as a program that reads scanned pages."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def _last_words(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            code = self._process.wait(_GRACE)
            if code == -signal.SIGKILL:
                return "killed, perhaps for lack of memory"
            if code < 0:
                return signal.Signals(-code).name
        return "it ended early"


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    return {**kept, "PYTHONPATH": str(Path(ingest.__path__[0]).parent)}
