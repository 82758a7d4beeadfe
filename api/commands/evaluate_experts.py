"""`hub eval` of questions that look for members: who was named first, among three, wrongly, or rightly not.

The format of the file is told in `tests/questions/README.md`. Two plainer ways to name members are measured
beside.
"""

import re
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from rich.console import Console
from rich.table import Table

from api.commands.lines import read_lines
from api.commands.output import console, print_json, show
from api.commands.start import load_view
from api.composition import View
from api.errors import UsageError
from assistant.errors import BadQuestion
from assistant.evaluation import Share
from assistant.experts.evaluation import (
    WAYS,
    Measures,
    Named,
    Wanted,
    Way,
    ask,
    by_language,
    measure,
)
from ingest.documents import Language

_NAMES: dict[Language, str] = {"en": "English", "es": "Spanish", "ca": "Catalan"}
_WAYS: dict[Way, str] = {
    "finder": "expert finder",
    "bm25": "BM25 over profiles",
    "retrieval": "best passages",
}
_SAYS_FIRST = re.compile(r'[{,]\s*"first"\s*:')
_Text = Annotated[str, Field(pattern=r"\S")]
Outcomes = dict[Way, list[Named]]


class Line(BaseModel):
    """One line of a file of questions that look for members."""

    model_config = ConfigDict(extra="forbid")

    id: _Text
    question: _Text
    language: Language
    first: list[_Text]
    every: list[_Text] = []
    never: list[_Text] = []

    def wanted(self) -> Wanted:
        """The line as it is judged."""
        lists = (tuple(self.first), tuple(self.every), tuple(self.never))
        return Wanted(self.id, self.question, self.language, *lists)


def is_for_experts(path: Path) -> bool:
    """Whether a file's questions say which member is to come first."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            return any(_SAYS_FIRST.search(line) for line in file)
    except (OSError, UnicodeDecodeError):
        return False


def run(file: Path, data: Path | None, as_json: bool) -> int:
    """Ask the questions of a file, as the public may, and print what came of it."""
    wanted = read_wanted(file)
    view = load_view(data, "public")
    outcomes = named(wanted, view)
    if as_json:
        print_json(described(outcomes))
    else:
        show_outcomes(console(), outcomes)
    return 0


def read_wanted(path: Path) -> list[Wanted]:
    """The questions of a file."""
    return [line.wanted() for line in read_lines(path, Line)]


def named(wanted: list[Wanted], view: View) -> Outcomes:
    """Who each way names; members that the index does not have are a slip of the file."""
    known = {member.id for member in view.index.members()}
    for one in wanted:
        unknown = {*one.first, *one.every, *one.never} - known
        if unknown:
            raise UsageError(f"question {one.id}: no member has the id {min(unknown)}")
    try:
        return {way: [ask(one, way, view.assistant, view.index) for one in wanted] for way in WAYS}
    except BadQuestion as error:
        raise UsageError(f"a question cannot be read: {error}") from None


def described(outcomes: Outcomes) -> dict[str, object]:
    """Measures and failures for programs."""
    return {
        "questions": len(outcomes["finder"]),
        "ways": {
            way: {
                "all": _shares(measure(answers)),
                **{name: _shares(one) for name, one in by_language(answers).items()},
            }
            for way, answers in outcomes.items()
        },
        "failures": [
            {
                "id": one.wanted.id,
                "question": one.wanted.question,
                "named": list(one.members),
                "first": list(one.wanted.first),
                "wrong": list(one.wrong),
            }
            for one in outcomes["finder"]
            if not one.right
        ],
    }


def show_outcomes(out: Console, outcomes: Outcomes) -> None:
    """The same for people."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("")
    for heading in ("right first", "in three", "all named", "wrongly named", "refused rightly"):
        table.add_column(heading, justify="right")
    for way, answers in outcomes.items():
        table.add_row(_WAYS[way], *_cells(measure(answers)))
        for language, one in by_language(answers).items():
            table.add_row(f"  {_NAMES[language]}", *_cells(one))
    out.print(table)
    for failed in (one for one in outcomes["finder"] if not one.right):
        show(out, "")
        show(out, (f"{failed.wanted.id} ", "cyan"), failed.wanted.question)
        show(out, f"  named {', '.join(failed.members) or 'nobody'}")
        show(out, f"  expected {', '.join(failed.wanted.first) or 'nobody'}")


def _cells(measures: Measures) -> list[str]:
    every = (
        measures.first,
        measures.in_three,
        measures.complete,
        measures.wrong,
        measures.refused,
    )
    return [f"{share.n} of {share.of}" if share.of else "" for share in every]


def _shares(measures: Measures) -> dict[str, object]:
    return {
        "first": _share(measures.first),
        "in_three": _share(measures.in_three),
        "complete": _share(measures.complete),
        "wrong": _share(measures.wrong),
        "refused": _share(measures.refused),
    }


def _share(share: Share) -> dict[str, object]:
    return {"n": share.n, "of": share.of, "percent": round(share.percent, 1)}
