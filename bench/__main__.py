"""Every table: `python -m bench` the quick start; with a DATA_FOLDER, retrieval and reading too."""

import sys
from pathlib import Path

from bench import quick_start, reading, retrieval


def main(arguments: list[str]) -> None:
    """One table after the other."""
    quick_start.main()
    for folder in arguments:
        for measurement in (retrieval, reading):
            print()
            measurement.main(Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
