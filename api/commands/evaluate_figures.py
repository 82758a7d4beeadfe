"""`hub eval` on a table of figures found by hand: precision and recall of what the index has of them.

A line is a section of a document with all its figures; the format is told in `tests/questions/README.md`.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from rich.console import Console
from rich.table import Table

from api.commands.lines import read_lines
from api.commands.output import console, print_json, show
from api.commands.start import load_view
from api.errors import UsageError
from assistant.figures.evaluation import (
    FIELDS,
    Accuracy,
    ExpectedFigure,
    ExpectedSection,
    Pair,
    accuracy,
    pair,
)
from assistant.figures.evaluation import (
    Field as Measured,
)
from ingest.figures.figure import Figure, Qualifier
from ingest.index.reader import Index

_Text = Annotated[str, Field(pattern=r"\S")]
_OneOf = _Text | Annotated[list[_Text], Field(min_length=1)]
_NAMES: dict[Measured, str] = {
    "value": "value",
    "unit": "unit",
    "as_of": "as-of date",
    "qualifier": "qualifier",
}


class FigureLine(BaseModel):
    """One figure of a section."""

    model_config = ConfigDict(extra="forbid")

    quote: _Text
    value: float
    unit: _OneOf
    as_of: _OneOf
    qualifier: Qualifier | None

    def expected(self) -> ExpectedFigure:
        """The figure as it is compared."""
        return ExpectedFigure(
            self.quote, self.value, _each(self.unit), _each(self.as_of), self.qualifier
        )


class SectionLine(BaseModel):
    """One line of a table of figures."""

    model_config = ConfigDict(extra="forbid")

    document: _Text
    section: str
    held_back: bool
    figures: list[FigureLine]

    def expected(self) -> ExpectedSection:
        """The section as it is compared."""
        figures = tuple(figure.expected() for figure in self.figures)
        return ExpectedSection(self.document, self.section, self.held_back, figures)


def is_of_figures(file: Path) -> bool:
    """Whether a file is a table of figures, told by its first line; one that cannot be read is not."""
    try:
        with file.open(encoding="utf-8-sig") as lines:
            return '"section"' in next((line for line in lines if line.strip()), "")
    except (OSError, UnicodeDecodeError):
        return False


def run(file: Path, data: Path | None, as_json: bool) -> int:
    """Compare what the public index has with a table of figures."""
    sections = [line.expected() for line in read_lines(file, SectionLine)]
    pairs = paired(sections, load_view(data, "public").index)
    parts = {
        "all": pairs,
        "worked on": [one for one in pairs if not one.section.held_back],
        "held back": [one for one in pairs if one.section.held_back],
    }
    measured = {name: accuracy(part) for name, part in parts.items() if part}
    if as_json:
        print_json(described(measured, parts["worked on"]))
    else:
        show_accuracy(console(), measured, parts["worked on"])
    return 0


def paired(sections: Sequence[ExpectedSection], index: Index) -> list[Pair]:
    """Every figure expected or stored in the sections, beside its counterpart."""
    by_name = {Path(document.path).name: document.id for document in index.documents()}
    stored = index.figures()
    pairs: list[Pair] = []
    for section in sections:
        document = index.document(by_name.get(section.document, ""))
        if document is None:
            raise UsageError(f"the index has no document {section.document}: run `hub ingest`")
        own = [figure for figure in stored if figure.document_id == document.id]
        pairs += pair(section, own, document.text)
    return pairs


def described(
    measured: dict[str, dict[Measured, Accuracy]], pairs: Sequence[Pair]
) -> dict[str, object]:
    """The measures for programs, and what differs in the sections that are worked on."""
    return {
        "figures": {
            name: {
                field: {
                    "precision": round(one.precision.percent, 1),
                    "recall": round(one.recall.percent, 1),
                    "expected": one.recall.of,
                    "stored": one.precision.of,
                }
                for field, one in fields.items()
            }
            for name, fields in measured.items()
        },
        "failures": [_failure(one) for one in pairs if not _is_right(one)],
    }


def show_accuracy(
    out: Console, measured: dict[str, dict[Measured, Accuracy]], pairs: Sequence[Pair]
) -> None:
    """The same for people."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("figures", "field", "precision %", "recall %", "expected", "stored"):
        table.add_column(heading, justify="left" if heading in ("figures", "field") else "right")
    for name, fields in measured.items():
        for field, one in fields.items():
            shares = (f"{one.precision.percent:.1f}", f"{one.recall.percent:.1f}")
            table.add_row(name, _NAMES[field], *shares, str(one.recall.of), str(one.precision.of))
    out.print(table)
    for wrong in (_failure(differing) for differing in pairs if not _is_right(differing)):
        show(out, "")
        show(out, (f"{wrong['document']}: ", "cyan"), str(wrong["quote"]))
        show(out, f"  expected {wrong['expected']}, stored {wrong['stored']}")


def _is_right(pair_: Pair) -> bool:
    return all(pair_.is_right(field) for field in FIELDS)


def _failure(one: Pair) -> dict[str, object]:
    quote = one.expected.quote if one.expected else one.stored.sentence if one.stored else ""
    return {
        "document": one.section.document,
        "quote": quote,
        "expected": one.expected and _wanted(one.expected),
        "stored": one.stored and _found(one.stored),
    }


def _wanted(figure: ExpectedFigure) -> list[object]:
    return [figure.value, " | ".join(figure.units), " | ".join(figure.dates), figure.qualifier]


def _found(figure: Figure) -> list[object]:
    return [figure.value, figure.unit, figure.as_of, figure.qualifier]


def _each(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
