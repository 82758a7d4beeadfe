"""What a page loads before the first question: our widget beside other chat widgets of the web.

In: a folder with their packages as npm packs them. Out: the kilobytes (1,000 bytes) of script and style
that a page loads, as they are and gzip, and how many times ours.
Run: npm pack deep-chat @n8n/chat, in an empty folder; python -m bench.widget_size FOLDER
"""

import gzip
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from api.widget.script import pinned
from bench.table import markdown

HEADS = ("widget", "files", "KB", "KB gzip", "times ours")
# What their documentation tells a page without a build step to load.
LOADED = {
    "deep-chat": ("package/dist/deepChat.bundle.js",),
    "n8n-chat": ("package/dist/chat.bundle.es.js", "package/dist/style.css"),
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A widget, and its files as they are sent."""

    name: str
    files: tuple[bytes, ...]

    @property
    def packed(self) -> int:
        """Bytes, gzip."""
        return sum(len(gzip.compress(one, 9, mtime=0)) for one in self.files)


def others(folder: Path) -> Iterator[Loaded]:
    """The widgets whose packages are in a folder."""
    for name, paths in LOADED.items():
        for package in sorted(folder.glob(f"{name}-*.tgz")):
            with tarfile.open(package) as archive:
                read = (archive.extractfile(path) for path in paths)
                files = tuple(one.read() for one in read if one is not None)
            yield Loaded(package.stem, files)


def table(widgets: list[Loaded]) -> str:
    """A row for each; the first is ours."""
    own = widgets[0].packed
    rows = [
        (
            one.name,
            str(len(one.files)),
            f"{sum(map(len, one.files)) / 1000:.0f}",
            f"{one.packed / 1000:.1f}",
            f"{one.packed / own:.1f}",
        )
        for one in widgets
    ]
    return markdown(HEADS, rows)


def main() -> None:
    """Print the table."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("Name the folder with the packages: python -m bench.widget_size FOLDER")
    found = list(others(Path(sys.argv[1])))
    if not found:
        sys.exit("No packages there: run npm pack deep-chat @n8n/chat in that folder first")
    print(table([Loaded("this project", (pinned().body,)), *found]))


if __name__ == "__main__":
    main()
