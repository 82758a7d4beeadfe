"""Rows to a CSV file: RFC 4180, UTF-8, headings first.

A cell that a spreadsheet would read as a formula gets a ' before it: people type the questions.
"""

import csv
import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path

from api.errors import UsageError
from api.store.entries import Entry, Unanswered

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Row = Entry | Unanswered


def write_csv(file: Path, kind: type[Row], rows: Iterable[Row]) -> int:
    """Write rows of one kind, replacing what was in the file; say how many."""
    count = 0
    try:
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow([field.name for field in fields(kind)])
            for row in rows:
                writer.writerow([_cell(value) for value in asdict(row).values()])
                count += 1
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}") from None
    return count


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return "'" + text if text.startswith(_FORMULA) else text
