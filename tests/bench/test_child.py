"""Commands that are measured, each a real process."""

import os
import sys

import pytest

from bench.child import CommandFailed, run

MEBIBYTE = 2**20
HOLD = "import time; held = b'x' * {size}; time.sleep(0.3)"


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def test_what_a_command_prints_is_kept() -> None:
    assert run(python("print('Gràcies', end='')"), os.environ).output == "Gràcies"


def test_the_environment_is_the_one_given() -> None:
    code = "import os; print(os.environ.get('HUB_DATA'))"
    assert run(python(code), {"HUB_DATA": "here"}).output.strip() == "here"


def test_peak_memory_counts_what_a_command_held() -> None:
    little, much = (run(python(HOLD.format(size=n * MEBIBYTE)), os.environ) for n in (1, 101))
    assert 90 < (much.peak_bytes - little.peak_bytes) / MEBIBYTE < 130


def test_peak_memory_counts_what_the_command_started() -> None:
    held = HOLD.format(size=100 * MEBIBYTE)
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {held!r}])"
    assert run(python(code), os.environ).peak_bytes > 100 * MEBIBYTE


def test_a_command_that_fails_is_an_error_with_its_last_words() -> None:
    with pytest.raises(CommandFailed, match="no such luck"):
        run(python("raise SystemExit('no such luck')"), os.environ)
