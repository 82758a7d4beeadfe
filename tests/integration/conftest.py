"""What integration tests share: an index of everything that the program ships with."""

from pathlib import Path

import pytest

from tests.integration.installation import ROOT, hub


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index of the whole shipped corpus in `data/`. To read, not to change."""
    place = tmp_path_factory.mktemp("shipped")
    done = hub(place, "ingest", str(ROOT / "corpus"))
    assert done.returncode == 0, done.stdout + done.stderr
    return place
