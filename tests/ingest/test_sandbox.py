import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest

from ingest.errors import UnreadableFile
from ingest.loaders import load
from ingest.sandbox import Limits, Sandbox
from tests.ingest.samples import simple_docx, simple_pptx, simple_xlsx, write

ROOT = Path(__file__).parents[2]
PARENT = """
import sys, threading
from pathlib import Path
from ingest.sandbox import Sandbox
box = Sandbox()
box.extract(Path(sys.argv[1]))
threading.Thread(target=box.extract, args=[Path(sys.argv[2])], daemon=True).start()
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file whose reading takes many seconds, and many times its size in memory."""
    path = tmp_path_factory.mktemp("slow") / "slow.csv"
    return write(path, "a,b,c,d\n" + "teràpia,1,2,3\n" * 3_000_000)


def workers(pid: int | None = None) -> list[psutil.Process]:
    children = psutil.Process(pid).children()
    return [child for child in children if "ingest.worker" in child.cmdline()]


def test_one_worker_reads_many_files(tmp_path: Path) -> None:
    paths = [
        simple_docx(tmp_path / "a.docx"),
        simple_pptx(tmp_path / "a.pptx"),
        simple_xlsx(tmp_path / "a.xlsx"),
        write(tmp_path / "a\nb.md", "---\naudience: staff\n---\n# Gènica\n"),
    ]
    seen = set()
    with Sandbox() as sandbox:
        for path in paths:
            assert sandbox.extract(path) == load(path)
            seen |= {worker.pid for worker in workers()}
    assert len(seen) == 1
    assert workers() == []


def test_reasons_come_across(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf", "<html>")
    with Sandbox() as sandbox:
        for _ in range(2):
            with pytest.raises(UnreadableFile, match="its content is HTML"):
                sandbox.extract(path)
        assert len(workers()) == 1


def test_a_slow_file_is_stopped_and_the_next_is_read(tmp_path: Path, slow: Path) -> None:
    with Sandbox(Limits(seconds=3)) as sandbox:
        with pytest.raises(UnreadableFile, match="longer than 3 s; split the file"):
            sandbox.extract(slow)
        assert workers() == []
        assert sandbox.extract(write(tmp_path / "a.md", "Next.")).text == "Next."


def test_a_greedy_file_is_stopped_and_the_next_is_read(tmp_path: Path, slow: Path) -> None:
    with Sandbox(Limits(memory=2**28)) as sandbox:
        with pytest.raises(UnreadableFile, match=r"more than 0\.25 GiB of memory; split the file"):
            sandbox.extract(slow)
        assert sandbox.extract(write(tmp_path / "a.md", "Next.")).text == "Next."


@pytest.mark.parametrize(
    ("number", "words"), [(signal.SIGSEGV, "SIGSEGV"), (signal.SIGKILL, "killed, perhaps for lack")]
)
def test_a_crash_is_a_reason_and_the_next_is_read(
    tmp_path: Path, slow: Path, number: signal.Signals, words: str
) -> None:
    small = write(tmp_path / "a.md", "Next.")
    with Sandbox() as sandbox:
        sandbox.extract(small)
        crash = threading.Timer(0.2, os.kill, [workers()[0].pid, number])
        crash.start()
        with pytest.raises(UnreadableFile, match=words):
            sandbox.extract(slow)
        crash.join()
        assert sandbox.extract(small).text == "Next."


def test_a_worker_that_died_idle_is_replaced(tmp_path: Path) -> None:
    small = write(tmp_path / "a.md", "Next.")
    with Sandbox() as sandbox:
        sandbox.extract(small)
        worker = workers()[0]
        worker.kill()
        psutil.wait_procs([worker], timeout=10)
        assert sandbox.extract(small).text == "Next."


def test_the_worker_inherits_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_STAFF_KEYS", "secret")
    with Sandbox() as sandbox:
        sandbox.extract(write(tmp_path / "a.md", "x"))
        (worker,) = workers()
        assert "HUB_STAFF_KEYS" not in worker.environ()
        inherited = [file.path for file in worker.open_files()]
        assert inherited == []


def test_the_worker_ends_with_its_parent(tmp_path: Path, slow: Path) -> None:
    small = write(tmp_path / "a.md", "x")
    command = [sys.executable, "-c", PARENT, str(small), str(slow)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None and parent.stdout.readline() == "ready\n"
        (worker,) = workers(parent.pid)
        parent.kill()
    for _ in range(200):
        if not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE:
            return
        threading.Event().wait(0.05)
    pytest.fail("the worker is still there")


def test_the_worker_imports_no_models() -> None:
    code = "import ingest.worker, sys; print(' '.join(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"chromadb", "onnxruntime", "torch", "numpy", "lingua", "sqlalchemy", "tantivy"}
    assert not heavy & set(loaded)
