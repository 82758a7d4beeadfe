"""`hub ingest`: brings the index up to date with files and folders, and says what it did."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from api.commands.output import console, print_json, printable, show
from api.commands.start import load_settings
from api.composition import embedder, location, recipe
from api.errors import UsageError
from api.settings import Settings
from ingest import pipeline
from ingest.errors import IndexUnavailable
from ingest.index.database import Database
from ingest.index.writer import IndexWriter
from ingest.sandbox import Sandbox

DONE, SOME_FAILED, NOTHING_DONE = 0, 1, 2
_COUNTS = ("added", "changed", "removed", "unchanged", "failed")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for beside the paths."""

    rebuild: bool = False
    ocr: bool = False
    password: str | None = None


def run(paths: Sequence[Path], data: Path | None, as_json: bool, wanted: Wanted) -> int:
    """Ingest, print the summary, and give the exit code of the contract."""
    settings = load_settings(data)
    if paths and not any(path.exists() for path in paths):
        _refuse_unless_indexed(settings, paths, wanted)
    summary = ingest(settings, paths or [default_folder(settings)], wanted)
    described = describe(summary)
    if as_json:
        print_json(described)
    else:
        show_summary(console(), summary, described)
    return exit_code(summary)


def _refuse_unless_indexed(settings: Settings, paths: Sequence[Path], wanted: Wanted) -> None:
    """Paths that are gone can be taken out of an index; they are no reason to make or empty one."""
    try:
        if not wanted.rebuild:
            Database.open_existing(location(settings)).close()
            return
    except IndexUnavailable:
        pass
    names = ", ".join(printable(str(path)) for path in paths)
    raise UsageError(f"no such file or folder: {names}")


def default_folder(settings: Settings) -> Path:
    """The corpus, which must be there when no path is named."""
    if not settings.corpus.is_dir():
        raise UsageError(f"there is no folder {settings.corpus}/: name a path, or set HUB_CORPUS")
    return settings.corpus


def ingest(settings: Settings, paths: Sequence[Path], wanted: Wanted) -> pipeline.Summary:
    """Run the pipeline with the model and the index of the settings."""
    model = embedder(settings)
    made = recipe(model)
    with (
        IndexWriter.open(location(settings), made, fresh=wanted.rebuild) as writer,
        Sandbox() as sandbox,
        _progress() as on_progress,
    ):
        return pipeline.ingest(
            paths,
            writer,
            model,
            sandbox,
            on_progress=on_progress,
            password=wanted.password,
            ocr=wanted.ocr,
        )


def describe(summary: pipeline.Summary) -> dict[str, object]:
    """The summary as JSON: counts of documents, and of what failed the path and the reason."""
    return {
        "added": summary.added,
        "changed": summary.changed,
        "removed": summary.removed,
        "unchanged": summary.unchanged,
        "failed": len(summary.failed),
        "passages": summary.passages,
        "seconds": round(summary.seconds, 3),
        "failures": [{"path": path, "reason": reason} for path, reason in summary.failed],
        "warnings": [{"path": path, "warning": text} for path, text in summary.warnings],
        "duplicates": [{"path": path, "same_as": first} for path, first in summary.duplicates],
    }


def exit_code(summary: pipeline.Summary) -> int:
    """0: all read; 1: some failed; 2: nothing could be done."""
    if not summary.failed:
        return DONE
    return SOME_FAILED if summary.reached or summary.removed else NOTHING_DONE


def show_summary(out: Console, summary: pipeline.Summary, described: dict[str, object]) -> None:
    """The summary for people: what needs their attention first, the counts last."""
    for path, reason in summary.failed:
        show(out, ("failed  ", "red"), f"{path}: {reason}")
    for path, text in summary.warnings:
        show(out, ("note  ", "yellow"), f"{path}: {text}")
    for path, first in summary.duplicates:
        show(out, ("same  ", "dim"), f"{path} has the same content as {first}")
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in (*_COUNTS, "passages", "seconds"):
        table.add_column(name, justify="right")
    table.add_row(*(f"{described[name]:,}" for name in (*_COUNTS, "passages", "seconds")))
    out.print(table)


@contextmanager
def _progress() -> Iterator[Callable[[pipeline.Progress], None]]:
    """A bar on a terminal, and nothing where stderr goes elsewhere."""
    if not sys.stderr.isatty():
        yield lambda progress: None
        return
    columns = (
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[embedded]} passages"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[name]}"),
    )
    with Progress(*columns, console=Console(stderr=True, markup=False), transient=True) as bar:
        task = bar.add_task("", total=None, embedded=0, name="")

        def advance(progress: pipeline.Progress) -> None:
            bar.update(
                task,
                completed=progress.files,
                total=progress.files_total,
                embedded=progress.embedded,
                name=printable(Path(progress.path).name),
            )

        yield advance
