"""One writer at a time, across processes; a dead one is no obstacle."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.errors import IndexLocked, IndexUnavailable
from ingest.index.lock import WriterLock

_HOLD = """
import sys, time
from pathlib import Path
from ingest.index.lock import WriterLock
lock = WriterLock.acquire(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


def test_the_second_writer_is_told_of_the_first(tmp_path: Path) -> None:
    lock = WriterLock.acquire(tmp_path / "data")
    with pytest.raises(
        IndexLocked, match=rf"is running \(pid {os.getpid()} since \d{{4}}-.*\); wait for it"
    ):
        WriterLock.acquire(tmp_path / "data")
    lock.release()
    WriterLock.acquire(tmp_path / "data").release()
    assert not (tmp_path / "data" / "writer.json").exists()


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, tmp_path], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        with pytest.raises(IndexLocked, match=rf"pid {holder.pid} "):
            WriterLock.acquire(tmp_path)
        holder.kill()
        holder.wait()
        WriterLock.acquire(tmp_path).release()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(IndexUnavailable, match=r"the data folder .*file/data cannot be written"):
        WriterLock.acquire(tmp_path / "file" / "data")
