"""`hub experts`: member organisations for a need, once or for a batch."""

from pathlib import Path

from rich.console import Console

from api.commands.batch import read_batch, run_batch
from api.commands.output import console, print_json, show
from api.commands.start import load_view
from api.expert_schemas import ExpertsReply
from assistant.answer import Expert, Referral
from ingest.documents import Audience, MemberKind

_SHOWN = 300


def run(
    topic: str, kind: MemberKind | None, data: Path | None, audience: Audience, as_json: bool
) -> int:
    """Find experts once."""
    referral = load_view(data, audience).assistant.experts(topic, kind)
    if as_json:
        print_json(ExpertsReply.model_validate(referral))
    else:
        show_referral(console(), referral)
    return 0


def run_file(file: Path, kind: MemberKind | None, data: Path | None, audience: Audience) -> int:
    """Find experts for each question of a file."""
    questions = read_batch(file)
    assistant = load_view(data, audience).assistant
    return run_batch(
        questions,
        lambda line: ExpertsReply.model_validate(assistant.experts(line.question, kind)),
    )


def show_referral(out: Console, referral: Referral) -> None:
    """The experts for people, or that there are none."""
    for rank, expert in enumerate(referral.experts, 1):
        if rank > 1:
            show(out, "")
        _show_expert(out, rank, expert)
    if referral.message is not None:
        show(out, referral.message)


def _show_expert(out: Console, rank: int, expert: Expert) -> None:
    kind = expert.kind.replace("_", " ")
    show(
        out, (f"{rank}. ", "cyan"), (expert.name, "bold"), (f"  {kind}, {expert.score:.2f}", "dim")
    )
    show(out, f"   {expert.why}")
    for citation in expert.evidence:
        quote = " ".join(citation.quote.split())
        shown = quote if len(quote) <= _SHOWN else quote[:_SHOWN] + "…"
        page = f"page {citation.page}" if citation.page is not None else ""
        place = ", ".join(part for part in (citation.title, citation.date or "", page) if part)
        show(out, (f"   “{shown}”", "italic"), (f" {place}", "dim"))
    show(out, f"   → {expert.contact.text}")
