"""`hub eval FILE.jsonl`: questions with expected answers, or a table of figures, in; measures out.

The format of the file is told in `tests/questions/README.md`; the whole file is checked first. The
exit is 1 where a quote is not true to the character, since no answer may send such a quote.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from rich.console import Console
from rich.table import Table

from api.commands import evaluate_experts, evaluate_figures
from api.commands.lines import read_lines
from api.commands.output import console, print_json, show
from api.commands.start import load_view
from api.composition import View
from api.errors import UsageError
from assistant.answer import Turn
from assistant.errors import BadQuestion
from assistant.evaluation import (
    Expect,
    Expected,
    Measures,
    Outcome,
    Share,
    judge,
    measure,
)
from assistant.retrieval_evaluation import (
    Placed,
    Step,
    StepMeasure,
    measure_steps,
    place,
    steps,
)
from ingest.documents import Language

DEFECT = 1
_NAMES: dict[Language, str] = {"en": "English", "es": "Spanish", "ca": "Catalan"}
_STEPS: dict[Step, str] = {"dense": "embedder alone", "fused": "fused", "read": "fused and read"}

StepMeasures = dict[Language, dict[Step, StepMeasure]]

_Text = Annotated[str, Field(pattern=r"\S")]
_Alternatives = Annotated[list[_Text], Field(min_length=1)]


class Line(BaseModel):
    """One line of a question file."""

    model_config = ConfigDict(extra="forbid")

    id: _Text
    question: _Text
    expect: Expect
    language: Language
    quotes: list[_Text | _Alternatives]
    kind: Literal["entrepreneur", "press", "visitor"]
    before: list[_Text] = []

    @model_validator(mode="after")
    def _has_what_it_expects(self) -> "Line":
        if bool(self.quotes) == (self.expect == "abstain"):
            raise ValueError("quotes must be empty for abstain, and only then")
        return self

    def expected(self) -> Expected:
        """The line as it is judged."""
        quotes = tuple((one,) if isinstance(one, str) else tuple(one) for one in self.quotes)
        before = tuple(self.before)
        return Expected(self.id, self.question, self.expect, self.language, quotes, before)


def run(file: Path, data: Path | None, as_json: bool) -> int:
    """Ask the questions of a file, as the public may, and print what came of it.

    A file of questions for members and a table of figures are measured in ways of their own.
    """
    if evaluate_figures.is_of_figures(file):
        return evaluate_figures.run(file, data, as_json)
    if evaluate_experts.is_for_experts(file):
        return evaluate_experts.run(file, data, as_json)
    questions = read_questions(file)
    view = load_view(data, "public")
    outcomes = list(judged(questions, view))
    measures = measure(outcomes)
    found = measure_steps(list(placed(questions, view)))
    if as_json:
        print_json(described(outcomes, measures) | {"retrieval": described_steps(found)})
    else:
        show_measures(console(), outcomes, measures, found)
    return DEFECT if measures.quotes_true.n < measures.quotes_true.of else 0


def read_questions(path: Path) -> list[Expected]:
    """The questions of a file; blank lines are skipped, a bad line is named."""
    questions = [line.expected() for line in read_lines(path, Line)]
    if not questions:
        raise UsageError(f"{path} has no questions")
    return questions


def judged(questions: list[Expected], view: View) -> Iterator[Outcome]:
    """Each question's answer, judged against the texts that the index holds."""

    @cache
    def text_of(document_id: str) -> str | None:
        document = view.index.document(document_id)
        return None if document is None else document.text

    for question in questions:
        try:
            history = conversation(question.before, view)
            answer = view.assistant.ask(question.question, history=history)
        except BadQuestion as error:
            raise UsageError(f"question {question.id}: {error}") from None
        yield judge(question, answer, text_of)


def conversation(questions: Sequence[str], view: View) -> list[Turn]:
    """What was asked before and what was told, each question in the light of those before it."""
    history: list[Turn] = []
    for question in questions:
        told = view.assistant.ask(question, history=history).text
        history += [Turn("user", question), Turn("assistant", told)]
    return history


def placed(questions: list[Expected], view: View) -> Iterator[Placed]:
    """Where each step of retrieval puts the passages that answer a question."""
    for question in questions:
        if question.expect != "abstain" and not question.before:
            yield place(question, steps(question.question, view.assistant, view.index))


def described(outcomes: list[Outcome], measures: Measures) -> dict[str, object]:
    """Measures, failures and broken promises for programs."""
    return {
        "questions": len(outcomes),
        "right": {language: _share(share) for language, share in measures.right.items()},
        "abstained": _share(measures.abstained),
        "answered": _share(measures.answered),
        "quotes_true": _share(measures.quotes_true),
        "language_right": _share(measures.language_right),
        "latency_ms": {"median": round(measures.median_ms, 1), "p95": round(measures.p95_ms, 1)},
        "failures": [_failure(one) for one in outcomes if not one.right],
        "errors": [
            {"id": breach.id, "promise": breach.promise, "detail": breach.detail}
            for one in outcomes
            for breach in one.breaches
        ],
    }


def described_steps(found: StepMeasures) -> dict[str, object]:
    """How well each step of retrieval did, by language, for programs."""
    return {
        language: {
            step: {"first": _share(one.first), "first_10": _share(one.in_ten)}
            for step, one in measures.items()
        }
        for language, measures in found.items()
    }


def show_measures(
    out: Console, outcomes: list[Outcome], measures: Measures, found: StepMeasures
) -> None:
    """The same for people."""
    table = _table("", "n", "of", "%")
    for name, share in _rows(measures):
        table.add_row(name, str(share.n), str(share.of), f"{share.percent:.1f}")
    out.print(table)
    out.print(_steps_table(found))
    show(out, f"latency {measures.median_ms:.0f} ms median, {measures.p95_ms:.0f} ms p95")
    for one in outcomes:
        if not one.right:
            _show_failure(out, one)
    for one in outcomes:
        for breach in one.breaches:
            show(out, (f"error {breach.id} {breach.promise}: ", "red"), breach.detail)


def _steps_table(found: StepMeasures) -> Table:
    table = _table("% right passage 1st (in 10)", "of", *_STEPS.values())
    for language, measures in found.items():
        if number := measures["fused"].first.of:
            cells = [_step_cell(step, one) for step, one in measures.items()]
            table.add_row(_NAMES[language], str(number), *cells)
    return table


def _step_cell(step: Step, measure: StepMeasure) -> str:
    """Reading only puts what was fused in another order: its first ten are the same."""
    first = f"{measure.first.percent:.1f}"
    return first if step == "read" else f"{first} ({measure.in_ten.percent:.1f})"


def _table(*headings: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for number, heading in enumerate(headings):
        table.add_column(heading, justify="right" if number else "left")
    return table


def _rows(measures: Measures) -> Iterator[tuple[str, Share]]:
    for language, share in measures.right.items():
        if share.of:
            yield f"right, {_NAMES[language]}", share
    yield "abstained among the unanswerable", measures.abstained
    yield "answered among the answerable", measures.answered
    yield "quotes true to the character", measures.quotes_true
    yield "answers in the question's language", measures.language_right


def _share(share: Share) -> dict[str, object]:
    return {"n": share.n, "of": share.of, "percent": round(share.percent, 1)}


def _failure(outcome: Outcome) -> dict[str, object]:
    return {
        "id": outcome.expected.id,
        "question": outcome.expected.question,
        "expected": outcome.expected.expect,
        "came": outcome.answer.status,
        "missing": [list(alternatives) for alternatives in outcome.missing],
        "quotes": [citation.quote for citation in outcome.answer.citations],
    }


def _show_failure(out: Console, outcome: Outcome) -> None:
    show(out, "")
    show(out, (f"{outcome.expected.id} ", "cyan"), outcome.expected.question)
    show(out, f"  expected {outcome.expected.expect}, came ", (outcome.answer.status, "yellow"))
    for alternatives in outcome.missing:
        show(out, "  missing ", (" | ".join(alternatives), "bold"))
    for citation in outcome.answer.citations:
        show(out, f"  [{citation.number}] ", (" ".join(citation.quote.split()), "dim"))
