"""The process in which files are parsed: tasks come in over a pipe, what came of them goes out.

Started by `ingest.sandbox` as `python -m ingest.worker FD MEMORY SECONDS`. An answer is what a task
gave (`Done`), the reason why it gave nothing, or None where memory ran out.
"""

import os
import resource
import signal
import sys
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from ingest.errors import UnreadableFile
from ingest.tasks import Done, Task


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
            task = connection.recv()
        except EOFError:
            return
        _limit_processor_time(seconds)
        try:
            connection.send(_answer(task))
        except MemoryError:
            connection.send(None)


def _answer(task: Task[Any]) -> Done[Any] | str:
    try:
        return Done(task.run())
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
