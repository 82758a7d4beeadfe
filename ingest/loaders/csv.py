"""CSV in, an Extract out: encoding and delimiter are found, each line becomes a row."""

import csv
import re
from collections import Counter
from itertools import islice
from pathlib import Path

from ingest.documents import Extract
from ingest.loaders.builder import Builder
from ingest.loaders.encoding import decode
from ingest.loaders.tables import add_table

_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 50
_MAX_FIELD = 1_000_000


def load_csv(path: Path) -> Extract:
    lines = re.split(r"(?<=\n)", re.sub(r"\r\n?", "\n", decode(path.read_bytes())))
    csv.field_size_limit(_MAX_FIELD)
    builder = Builder()
    add_table(builder, csv.reader(lines, delimiter=_delimiter(lines)))
    return builder.finish()


def _delimiter(lines: list[str]) -> str:
    """The delimiter under which most sample lines have the same number of columns, above one."""

    def score(delimiter: str) -> tuple[int, int]:
        sample = islice(csv.reader(lines, delimiter=delimiter), _SAMPLE_LINES)
        widths = Counter(len(row) for row in sample if len(row) > 1)
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return count, width

    return max(_DELIMITERS, key=score)
