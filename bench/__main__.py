"""Every measurement: `python -m bench` the quick start; with a DATA_FOLDER, retrieval on it too."""

import sys
from pathlib import Path

from bench import quick_start, retrieval


def main(arguments: list[str]) -> None:
    """One table after the other."""
    quick_start.main()
    for folder in arguments:
        print()
        retrieval.main(Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
