"""Readers' feedback: one SQLite file in the data folder, apart from the index.

In: an answer's id, a rating, perhaps a comment. Nothing about the reader is kept.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

FILE = "feedback.sqlite"
_TABLE = """
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY,
    answer_id TEXT NOT NULL,
    rating TEXT NOT NULL CHECK (rating IN ('up', 'down')),
    comment TEXT,
    at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
)"""


class FeedbackStore:
    """Opens its file for each entry, so that threads and processes need no agreement."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def add(self, answer_id: str, rating: str, comment: str | None) -> None:
        """Keep one entry."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=10)) as database, database:
            database.execute(_TABLE)
            database.execute(
                "INSERT INTO feedback (answer_id, rating, comment) VALUES (?, ?, ?)",
                (answer_id, rating, comment),
            )
