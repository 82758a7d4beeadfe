"""`hub` in a fork of a process that has its libraries. In: what a shell would give. Out: an exit code."""

import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

# What commands import when they need it.
import chromadb  # noqa: F401
import tantivy  # noqa: F401

import ingest.index.reader
import ingest.index.writer  # noqa: F401
from api.cli import main


def run(
    place: Path, arguments: Sequence[str], environment: Mapping[str, str], written: Sequence[Path]
) -> None:
    """Run it to its end, its output and errors in two files; this process ends with it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, path in enumerate(written, start=1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(place)
    sys.argv = ["hub", *arguments]
    main()
