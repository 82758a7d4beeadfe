"""`hub status`: what is indexed, how it was made, and when it last changed. Loads no model."""

from collections import Counter
from datetime import datetime
from pathlib import Path

from rich.table import Table

from api.commands.output import console, print_json, show
from api.commands.start import load_settings, naming_folder
from api.composition import location
from api.settings import Settings
from ingest.documents import Document
from ingest.index.database import FILE
from ingest.index.reader import Index


def run(data: Path | None, as_json: bool) -> int:
    """Print what an operator, who may see all audiences, has."""
    settings = load_settings(data)
    with naming_folder(settings):
        index = Index.open(location(settings), None, "staff")
    described = describe(index, settings)
    index.close()
    if as_json:
        print_json(described)
    else:
        show_status(described)
    return 0


def describe(index: Index, settings: Settings) -> dict[str, object]:
    """Counts by kind, language and audience; recipe; time of the last change."""
    documents = index.documents()
    counts = index.counts()
    return {
        "data": str(settings.data),
        "documents": counts.documents,
        "passages": counts.passages,
        "by_kind": tally([d.metadata.kind for d in documents]),
        "by_language": tally([d.metadata.language for d in documents]),
        "by_audience": tally([d.metadata.audience for d in documents]),
        "warnings": sum(len(d.warnings) for d in documents),
        "latest_document": latest(documents),
        "model": index.recipe.model,
        "dimension": index.recipe.dimension,
        "changed": changed(settings),
    }


def tally(values: list[str]) -> dict[str, int]:
    """How often each value stands, most frequent first."""
    return dict(Counter(values).most_common())


def latest(documents: list[Document]) -> str | None:
    """The date of the youngest document."""
    return max((d.metadata.date for d in documents if d.metadata.date), default=None)


def changed(settings: Settings) -> str | None:
    """When an ingestion last changed the index; not known where a server keeps it."""
    file = settings.data / FILE
    if settings.database_url is not None or not file.exists():
        return None
    return datetime.fromtimestamp(file.stat().st_mtime).astimezone().isoformat(" ", "seconds")


def show_status(described: dict[str, object]) -> None:
    """The same for people."""
    out = console()
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for name, value in described.items():
        if isinstance(value, dict):
            value = ", ".join(f"{count} {key}" for key, count in value.items())
        table.add_row(name.replace("_", " "), "unknown" if value is None else str(value))
    out.print(table)
    if not described["documents"]:
        show(out, ("The index is empty: run `hub ingest`.", "yellow"))
