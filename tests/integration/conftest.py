"""What integration tests share: an index of everything that ships, and a small one that is served."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.integration.installation import ROOT, hub, library, serving, wait_until_ready

STAFF_KEY = "a-staff-key-of-these-tests"


@dataclass(frozen=True, slots=True)
class Service:
    """A running `hub serve`, and the folder of its `corpus/` and `data/`."""

    url: str
    place: Path


@pytest.fixture(scope="session")
def shipped(built_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """A folder with an index of the whole shipped corpus in `data/`. To read, not to change."""

    def build(place: Path) -> None:
        done = hub(place, "ingest", str(ROOT / "corpus"))
        assert done.returncode == 0, done.stdout + done.stderr

    return built_once("shipped", build)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service over a few of the shipped documents. What a test adds to them, it removes."""
    place = tmp_path_factory.mktemp("served")
    library(place / "corpus")
    assert hub(place, "ingest").returncode == 0
    with serving(place, settings={"HUB_STAFF_KEYS": STAFF_KEY}) as (url, _):
        wait_until_ready(url)
        yield Service(url, place)
