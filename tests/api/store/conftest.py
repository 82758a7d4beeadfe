"""A store in a folder of the test, and a clock that the test turns."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.store.database import Database

START = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)


class HandClock:
    """Stands still until it is turned."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> datetime:
        return self.moment

    def turn(self, **step: float) -> None:
        self.moment += timedelta(**step)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def database(folder: Path) -> Iterator[Database]:
    database = Database(folder)
    yield database
    database.close()


def on_disk(folder: Path) -> bytes:
    """Every byte of the store's files."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("service.sqlite3*")))
