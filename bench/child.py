"""A command run as a process of its own: how long it took, and the most memory it held.

In: a command line. Out: what it printed, wall and processor seconds, peak resident bytes of the process
and those it started, taken together every 20 ms (pages that they share count for each).
"""

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

import psutil

_EVERY = 0.02


class CommandFailed(Exception):
    """A measured command ended with an error; the message ends in its own last lines."""


@dataclass(frozen=True, slots=True)
class Run:
    """One finished run of a command."""

    output: str
    seconds: float
    processor_seconds: float
    peak_bytes: int


def run(command: Sequence[str], environment: Mapping[str, str]) -> Run:
    """Run to the end, or raise CommandFailed."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - commands of this package
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors, env=environment
        )
        # Not the system's own maximum: that starts from what the parent held before the program ran.
        peak = 0
        while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
            peak = max(peak, _resident(process.pid))
            time.sleep(_EVERY)
        seconds = time.perf_counter() - started
        _, status, usage = ended
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            errors.seek(0)
            last = errors.read().decode(errors="replace").splitlines()[-5:]
            raise CommandFailed("\n".join([f"{command} ended with {process.returncode}", *last]))
        output.seek(0)
        return Run(output.read().decode(), seconds, usage.ru_utime + usage.ru_stime, peak)


def _resident(pid: int) -> int:
    """Bytes resident now, in the process and all that it started."""
    with suppress(psutil.NoSuchProcess):
        parent = psutil.Process(pid)
        return sum(map(_own, (parent, *parent.children(recursive=True))))
    return 0


def _own(process: psutil.Process) -> int:
    with suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
        return int(process.memory_info().rss)
    return 0
