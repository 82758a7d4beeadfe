"""The program as people run it: `hub` in a process of its own, on a few of the shipped documents.

Commands that run to their end are forked from a process that has imported the libraries already, which
is most of what a short command takes; those that serve, and those of tests about pipes, start from nothing.
"""

import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from tests.integration.forked import run

ROOT = Path(__file__).parents[2]
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.integration.forked"])
HUB = [sys.executable, "-c", "from api.cli import main; main()"]
SHIPPED = (
    "members/hospital-clinic-idibaps.md",
    "members/vall-d-hebron.md",
    "members/splicebio.md",
    "reports/2025-hub-overview.pdf",
    "reports/2025-hub-overview.pdf.yaml",
    "reports/2024-10-nota-xarxa.pdf",
    "reports/2024-10-nota-xarxa.pdf.yaml",
    "reports/2025-regulation-guide.html",
)
DOCUMENTS = 6
STAFF_ONLY = "The zebrafish budget is 417 euros."
STAFF_NOTE = f"---\ntitle: Internal note\naudience: staff\nlanguage: en\n---\n\n{STAFF_ONLY}\n"


def library(folder: Path) -> Path:
    """Some shipped documents, and a note that only staff may read."""
    for name in SHIPPED:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "corpus" / name, target)
    (folder / "note.md").write_text(STAFF_NOTE, "utf-8")
    return folder


def environment(given: Mapping[str, str] | None = None) -> dict[str, str]:
    """This environment without its HUB_ settings, and with those given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HUB_")}
    return {**kept, "PYTHONPATH": str(ROOT), **(given or {})}


def hub(
    place: Path, *arguments: str, settings: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `hub` in a folder, to its end."""
    with TemporaryDirectory() as folder:
        written = [Path(folder) / name for name in ("stdout", "stderr")]
        process = _FORKS.Process(
            target=run, args=(place, arguments, environment(settings), written)
        )
        process.start()
        process.join(300)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(arguments)
        out, err = (path.read_text("utf-8") for path in written)
        return subprocess.CompletedProcess(arguments, process.exitcode, out, err)


@contextmanager
def serving(
    place: Path, *arguments: str, settings: Mapping[str, str] | None = None
) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """`hub serve` on a free port: its address and its process."""
    with listening(place, "serve", *arguments, settings=settings) as (url, process):
        yield url, process


@contextmanager
def listening(
    place: Path, command: str, *arguments: str, settings: Mapping[str, str] | None = None
) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """A command that serves, on a free port: the address that it prints, and its process."""
    process = subprocess.Popen(
        [*HUB, command, "--port", "0", *arguments],
        cwd=place,
        env=environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        # A shell starts what runs in the background, these tests too, with interrupts ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # type: ignore[arg-type,return-value]
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://[\d.]+:\d+[\w/]*", line)
        assert found is not None, line
        yield found[0], process
    finally:
        process.terminate()
        process.communicate(timeout=60)


def wait_until_ready(url: str) -> None:
    """Return when the service answers questions."""
    deadline = time.monotonic() + 120
    while httpx.get(f"{url}/ready").status_code != 200:
        assert time.monotonic() < deadline
        time.sleep(0.1)
