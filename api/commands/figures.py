"""`hub figures`: the dated figures of a topic, as a table, and as bars over time where they share a unit."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.commands.output import console, print_json, printable, show
from api.commands.start import load_view
from api.figure_schemas import FiguresReply
from api.figure_text import marked, written
from assistant.answer import Figure
from assistant.figures.series import series
from ingest.documents import Audience

_BAR = 40
_LEAST = 2


def run(topic: str, data: Path | None, audience: Audience, as_json: bool) -> int:
    """Look for the figures of a topic."""
    figures = load_view(data, audience).assistant.figures(topic)
    if as_json:
        print_json(FiguresReply.model_validate({"figures": figures}))
    else:
        show_figures(console(), figures)
    return 0


def show_figures(out: Console, figures: Sequence[Figure]) -> None:
    """Figures for people."""
    if not figures:
        show(out, "No figures found: name what is counted and whom it is of.")
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("", "figure", "what", "as of", "source"):
        table.add_column(heading, overflow="fold")
    for number, figure in enumerate(figures, 1):
        table.add_row(*map(_cell, _row(number, figure)))
    out.print(table)
    for number, figure in enumerate(figures, 1):
        quote = " ".join(figure.citation.quote.split())
        show(out, (f"[{number}] ", "cyan"), (quote, "dim"))
    if len(shown := series(figures)) >= _LEAST:
        _show_bars(out, shown)


def _row(number: int, figure: Figure) -> tuple[str, str, str, str, str]:
    others = ", ".join(f"[{place + 1}]" for place in figure.disagrees_with)
    said = written(figure)
    if figure.status:
        said += f" ({figure.status})"
    if others:
        said += f" ≠ {others}"
    date = figure.as_of or "undated"
    if figure.as_of_from == "document" and figure.as_of:
        date += " (document)"
    what = (
        figure.what
        if figure.subject.casefold() in figure.what.casefold()
        else (f"{figure.what} · {figure.subject}")
    )
    page = f", page {figure.citation.page}" if figure.citation.page is not None else ""
    return f"[{number}]", said, what, date, f"{figure.citation.title}{page}"


def _show_bars(out: Console, shown: Sequence[Figure]) -> None:
    most = max(abs(one.value) for one in shown) or 1.0
    show(out, "")
    for figure in shown:
        bar = "█" * max(round(_BAR * abs(figure.value) / most), 1)
        show(out, f"{figure.as_of:<10} ", (bar, "cyan"), f" {marked(figure)}")


def _cell(text: str) -> Text:
    return Text(printable(text))
