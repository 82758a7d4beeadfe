"""A task for workers, in a module that they import at once."""

from dataclasses import dataclass
from pathlib import Path

from ingest.errors import UnreadableFile


@dataclass(frozen=True)
class Noting:
    """Leaves a mark each time that it is done, then reads its file, fails or changes it."""

    path: Path
    fails: bool = False
    changes: bool = False

    def run(self) -> str:
        with self.path.with_suffix(".log").open("a") as log:
            log.write("x")
        if self.changes:
            self.path.write_text("for staff")
        if self.fails:
            raise UnreadableFile("it is broken")
        return self.path.read_text()

    @property
    def count(self) -> int:
        return len(self.path.with_suffix(".log").read_text())
