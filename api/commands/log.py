"""`hub log`: what the service was asked and how it answered; what the documents do not answer.

In: filters. Out: a table, JSON, or a CSV file. Loads no model and no index.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, replace
from datetime import date
from itertools import islice
from pathlib import Path

from rich.table import Table
from rich.text import Text

from api.commands.csv_file import Row, write_csv
from api.commands.output import STATUS_COLOURS, console, print_json, printable, show
from api.commands.start import load_settings
from api.composition import store_database
from api.errors import UsageError
from api.settings import Settings
from api.store.database import Database
from api.store.entries import Entry, Rating, Unanswered, Wanted
from api.store.listing import entries, unanswered
from assistant.answer import Status
from ingest.documents import Language

LIMIT = 50


def filters(
    status: Status | None,
    language: Language | None,
    since: str | None,
    rating: Rating | None,
    limit: int | None,
) -> Wanted:
    """The filters as they were typed."""
    return Wanted(status, language, None if since is None else _date(since), rating, limit)


def run(data: Path | None, wanted: Wanted, grouped: bool, file: Path | None, as_json: bool) -> int:
    """Print or write what matches."""
    settings = load_settings(data)
    if file is None:
        wanted = replace(wanted, limit=wanted.limit or LIMIT)
    with _opened(settings) as database:
        rows = _grouped(database, wanted) if grouped else entries(database, wanted)
        if file is not None:
            count = write_csv(file, Unanswered if grouped else Entry, rows)
            print(f"{count} questions written to {file}")
        elif as_json:
            print_json({"questions": [asdict(row) for row in rows]})
        else:
            _show(list(rows))
    return 0


@contextmanager
def _opened(settings: Settings) -> Iterator[Database]:
    """The store, if there is a log in it."""
    if not settings.log_days:
        raise UsageError("the question log is switched off: HUB_LOG_DAYS is 0")
    with closing(store_database(settings)) as database:
        if not database.exists():
            raise UsageError(
                f"there is no question log yet: `hub serve` begins it (looked in {database.place})"
            )
        yield database


def _grouped(database: Database, wanted: Wanted) -> Iterator[Unanswered]:
    if wanted.status not in (None, "abstained"):
        raise UsageError("--unanswered lists abstained questions: leave --status out")
    matching = entries(database, replace(wanted, status="abstained", limit=None))
    return islice(unanswered(matching), wanted.limit)


def _date(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise UsageError(f"--since {typed} is not a date: write YYYY-MM-DD") from None


def _show(rows: list[Row]) -> None:
    if not rows:
        show(console(), "No question matches.")
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in _headings(rows[0]):
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*_cells(row))
    console().print(table)


def _headings(row: Row) -> Iterable[str]:
    if isinstance(row, Unanswered):
        return ("asked", "last (UTC)", "language", "question")
    return ("time (UTC)", "status", "language", "ms", "rating", "question")


def _cells(row: Row) -> Iterator[Text]:
    question = Text(printable(" ".join(row.question.split())))
    if isinstance(row, Unanswered):
        yield from (Text(str(row.count)), _moment(row.last), Text(row.language), question)
        return
    yield from (_moment(row.at), Text(row.status, STATUS_COLOURS[row.status]), Text(row.language))
    yield from (Text(str(row.latency_ms)), Text(row.rating or ""), question)


def _moment(at: str) -> Text:
    """2026-02-03T04:05:06Z as 2026-02-03 04:05, which does not break."""
    return Text(at[:16].replace("T", "\N{NO-BREAK SPACE}"))
