"""Run by the crash test, alone in a process: kills copies of itself at places all along a change.

In: a folder. Out: `old` in it, an index before the change; `new`, after it; and `0`, `1`, ..., each
what a SIGKILL left after so many steps of the index's code.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import FrameType

import chromadb  # noqa: F401  (once, for all copies)

import ingest.index
from ingest.documents import Member
from ingest.index.entries import Addition, Location
from ingest.index.writer import IndexWriter
from ingest.members.records import Record
from tests.fakes import RECIPE, document

CRASHES = 16
_CODE = str(Path(ingest.index.__file__).parent)


def make_old(data: Path) -> None:
    with IndexWriter.open(Location(data), RECIPE) as writer:
        writer.commit(
            [
                profile(document(f"d{n}", f"cell d{n}", f"gene d{n}"), f"Member {n}")
                for n in range(4)
            ]
        )


def profile(addition: Addition, name: str) -> Addition:
    """A document that is a member's profile."""
    member = Member(name, (), "company", (), None, None)
    return replace(addition, records=(Record(member, None),))


def change(data: Path) -> None:
    """Everything a commit can do: add, replace, remove, move to another audience."""
    with IndexWriter.open(Location(data), RECIPE) as writer:
        added = [
            profile(document("d1", "cell replaced", "gene d1"), "Member One"),
            document("d2", "cell d2", "gene d2", audience="staff"),
            document("d4", "cell added"),
        ]
        writer.commit(added, ["d0"])


def run_until(data: Path, last: int) -> int:
    """Make the change, killed at step `last`; the number of steps of a whole change."""
    steps = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal steps
        steps += frame.f_code.co_filename.startswith(_CODE)
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)
    change(data)
    sys.setprofile(None)
    return steps


def in_a_copy(work: Callable[[], object]) -> int:
    """Do it in a copy of this process, which itself never runs a thread of Chroma's; how it ends."""
    child = os.fork()
    if child == 0:
        signal.alarm(60)
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main(folder: Path) -> None:
    steps = folder / "steps"

    def count_steps() -> None:
        steps.write_text(str(run_until(folder / "new", last=-1)))

    assert in_a_copy(lambda: make_old(folder / "old")) == 0
    shutil.copytree(folder / "old", folder / "new")
    assert in_a_copy(count_steps) == 0
    total = int(steps.read_text())
    for crash in range(CRASHES):
        data, last = folder / str(crash), 1 + crash * (total - 1) // (CRASHES - 1)
        shutil.copytree(folder / "old", data)
        assert in_a_copy(partial(run_until, data, last)) == -signal.SIGKILL


if __name__ == "__main__":
    main(Path(sys.argv[1]))
