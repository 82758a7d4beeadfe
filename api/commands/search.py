"""`hub search`: ranked passages, once or for a batch."""

from pathlib import Path

from rich.console import Console

from api.commands.batch import read_batch, run_batch
from api.commands.output import console, print_json, show
from api.commands.start import load_view
from api.schemas import SearchReply
from assistant.answer import Hit
from ingest.documents import Audience

_SHOWN = 300


def run(words: str, k: int, data: Path | None, audience: Audience, as_json: bool) -> int:
    """Search once."""
    hits = load_view(data, audience).assistant.search(words, k)
    if as_json:
        print_json(SearchReply.model_validate({"hits": hits}))
    else:
        show_hits(console(), hits)
    return 0


def run_file(file: Path, k: int, data: Path | None, audience: Audience) -> int:
    """Search for each question of a file."""
    questions = read_batch(file)
    assistant = load_view(data, audience).assistant
    return run_batch(
        questions,
        lambda line: SearchReply.model_validate({"hits": assistant.search(line.question, k)}),
    )


def show_hits(out: Console, hits: list[Hit]) -> None:
    """The passages for people."""
    if not hits:
        show(out, "Nothing found.")
    for rank, hit in enumerate(hits, 1):
        page = f"page {hit.page}" if hit.page is not None else ""
        place = ", ".join(part for part in (hit.title, hit.date or "", page) if part)
        show(out, (f"{rank}. ", "cyan"), (place, "bold"), (f"  {hit.score:.2f}", "dim"))
        text = " ".join(hit.text.split())
        show(out, "   " + (text if len(text) <= _SHOWN else text[:_SHOWN] + "…"))
