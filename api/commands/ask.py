"""`hub ask`: one answer with its citations, or a batch of them."""

from pathlib import Path

from rich.console import Console

from api.answer_schemas import AnswerReply
from api.commands.batch import read_batch, run_batch
from api.commands.output import STATUS_COLOURS, console, print_json, show
from api.commands.start import load_view
from assistant.answer import Answer, Citation
from ingest.documents import Audience


def run(question: str, data: Path | None, audience: Audience, as_json: bool) -> int:
    """Answer one question."""
    answer = load_view(data, audience).assistant.ask(question)
    if as_json:
        print_json(AnswerReply.model_validate(answer))
    else:
        show_answer(console(), answer)
    return 0


def run_file(file: Path, data: Path | None, audience: Audience) -> int:
    """Answer the questions of a file."""
    questions = read_batch(file)
    assistant = load_view(data, audience).assistant
    return run_batch(
        questions,
        lambda line: AnswerReply.model_validate(assistant.ask(line.question, history=line.turns())),
    )


def show_answer(out: Console, answer: Answer) -> None:
    """The answer for people: text, then each citation, then what else could be asked."""
    show(out, answer.text)
    for citation in answer.citations:
        show(out, "")
        _show_citation(out, citation)
    if answer.suggestions:
        show(out, "")
    for suggestion in answer.suggestions:
        show(out, ("> " + suggestion, "dim"))
    show(out, "")
    as_of = f", as of {answer.as_of}" if answer.as_of else ""
    colour = STATUS_COLOURS[answer.status]
    show(out, (answer.status, colour), (f"{as_of}, {answer.timing_ms.total:.0f} ms", "dim"))


def _show_citation(out: Console, citation: Citation) -> None:
    page = f"page {citation.page}" if citation.page is not None else ""
    place = [part for part in (citation.date or "", page) if part]
    show(out, (f"[{citation.number}] ", "cyan"), ", ".join([citation.title, *place]))
    show(out, (f"    “{' '.join(citation.quote.split())}”", "italic"))
