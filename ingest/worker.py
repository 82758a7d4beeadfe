"""The process in which files are parsed: requests come in over a pipe, extracts go out.

Started by `ingest.sandbox` as `python -m ingest.worker FD MEMORY SECONDS`. An answer is an Extract,
the reason why there is none, or None where memory ran out.
"""

import os
import resource
import signal
import sys
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from ingest.documents import Extract
from ingest.errors import UnreadableFile
from ingest.loaders import load


def main() -> None:
    connection, memory = Connection(int(sys.argv[1])), int(sys.argv[2])
    seconds = float(sys.argv[3])
    os.set_inheritable(connection.fileno(), False)
    with suppress(ValueError, OSError):  # some systems do not let the address space be limited
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            path, password, ocr = connection.recv()
        except EOFError:
            return
        _limit_processor_time(seconds)
        try:
            connection.send(_answer(Path(path), password, ocr))
        except MemoryError:
            connection.send(None)


def _answer(path: Path, password: str | None, ocr: bool) -> Extract | str:
    try:
        return load(path, password=password, ocr=ocr)
    except UnreadableFile as error:
        return str(error)


def _limit_processor_time(seconds: float) -> None:
    """Ends this process if its parent is gone and a parser never lets the thread below run."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _end_with_parent() -> None:
    """Nothing is ever written to standard input: its end means that the parent is gone."""
    os.read(0, 1)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main()
