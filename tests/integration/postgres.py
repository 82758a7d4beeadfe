"""A PostgreSQL server of the tests' own, its data gone with it; and a new database a test."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

# Debian keeps the programs of each version out of the way.
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
FOUND = shutil.which("initdb") or (str(PROGRAMS[-1]) if PROGRAMS else None)


@contextmanager
def server() -> Iterator[str]:
    """The address of a server that listens on this machine only."""
    # Not a folder of pytest's: those are closed to the user who runs the server.
    with tempfile.TemporaryDirectory() as folder, _running(Path(folder)) as address:
        yield address


@contextmanager
def _running(data: Path) -> Iterator[str]:
    assert FOUND is not None
    programs, owner = Path(FOUND).parent, _owner(data)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    _run(owner, programs / "initdb", "-D", data, "-U", "hub", "-A", "trust", "-E", "UTF8", "-N")
    options = f"-h 127.0.0.1 -p {port} -k '' -c fsync=off"
    control = (programs / "pg_ctl", "-D", data, "-w", "-l", data / "log")
    _run(owner, *control, "-o", options, "start")
    try:
        yield f"postgresql+psycopg://hub@127.0.0.1:{port}"
    finally:
        _run(owner, *control, "-m", "immediate", "stop")


def new_database(address: str) -> str:
    """The address of an empty database on the server."""
    name = f"t{secrets.token_hex(6)}"
    engine = create_engine(f"{address}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{address}/{name}"


def _owner(data: Path) -> str | None:
    """Who runs the server: it refuses to run as root, so its package's own user does."""
    if os.geteuid() != 0:
        return None
    user = pwd.getpwnam("postgres")
    os.chown(data, user.pw_uid, user.pw_gid)
    return user.pw_name


def _run(owner: str | None, *command: object) -> None:
    done = subprocess.run(
        [str(word) for word in command], user=owner, capture_output=True, text=True, cwd="/"
    )
    assert done.returncode == 0, done.stderr
