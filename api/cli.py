"""The command `hub`. Declares the commands; what they do is in `api.commands`.

Nothing heavy is imported here, so that `hub --help` answers at once. Errors end in one line.
"""

import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from typer.exceptions import Abort, Exit, TyperException

from api.errors import ApiError, UsageError
from api.store.entries import Rating
from assistant.answer import Status
from ingest.documents import Audience, Language, MemberKind
from ingest.errors import IngestError

FAILED = 2
INTERRUPTED = 130
_TAKE_WORDS = ("ask", "search", "experts", "figures")
app = typer.Typer(
    name="hub",
    help="Answers from the documents of the Advanced Therapies Hub of Catalonia, quoting them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Data = Annotated[
    Path | None,
    typer.Option("--data", help="Folder of the index (else HUB_DATA, else data/).", metavar="DIR"),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Batch = Annotated[
    Path | None,
    typer.Option(
        "--batch",
        help='Questions from a file, a line each: {"id": "...", "question": "..."}. '
        "Prints a JSON object a line.",
        metavar="FILE.jsonl",
    ),
]
Who = Annotated[Audience, typer.Option("--audience", help="Whose documents are read.")]


@app.command()
def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Files or folders.")
    ] = None,
    data: Data = None,
    as_json: Json = False,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Empty the index, then read everything again.")
    ] = False,
    ocr: Annotated[
        bool, typer.Option("--ocr", help="Read scanned pages (needs Tesseract).")
    ] = False,
    password: Annotated[
        str | None, typer.Option("--password", help="Opens encrypted PDFs.", metavar="WORD")
    ] = None,
) -> None:
    """Bring the index up to date with the files (default: corpus/)."""
    from api.commands import ingest as command

    raise Exit(command.run(paths or [], data, as_json, command.Wanted(rebuild, ocr, password)))


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(metavar="QUESTION")] = None,
    data: Data = None,
    as_json: Json = False,
    batch: Batch = None,
    audience: Who = "public",
) -> None:
    """Answer a question with its citations."""
    from api.commands import ask as command

    _one_of(question, batch)
    if batch is not None:
        raise Exit(command.run_file(batch, data, audience))
    raise Exit(command.run(_text(question), data, audience, as_json))


@app.command()
def search(
    words: Annotated[str | None, typer.Argument(metavar="WORDS")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many passages.")] = 10,
    data: Data = None,
    as_json: Json = False,
    batch: Batch = None,
    audience: Who = "public",
) -> None:
    """Find the passages nearest to some words."""
    from api.commands import search as command

    _one_of(words, batch)
    if batch is not None:
        raise Exit(command.run_file(batch, k, data, audience))
    raise Exit(command.run(_text(words), k, data, audience, as_json))


@app.command()
def experts(
    topic: Annotated[str | None, typer.Argument(metavar="TOPIC")] = None,
    kind: Annotated[
        MemberKind | None, typer.Option("--kind", help="Only members of this kind.")
    ] = None,
    data: Data = None,
    as_json: Json = False,
    batch: Batch = None,
    audience: Who = "public",
) -> None:
    """Rank member organisations for a topic or a need, with their evidence."""
    from api.commands import experts as command

    _one_of(topic, batch)
    if batch is not None:
        raise Exit(command.run_file(batch, kind, data, audience))
    raise Exit(command.run(_text(topic), kind, data, audience, as_json))


@app.command()
def figures(
    topic: Annotated[str, typer.Argument(metavar="TOPIC")],
    data: Data = None,
    as_json: Json = False,
    audience: Who = "public",
) -> None:
    """List the dated figures of a topic, newest first, and what disagrees."""
    from api.commands import figures as command

    raise Exit(command.run(_text(topic), data, audience, as_json))


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0: any free one.")] = 8000,
    data: Data = None,
) -> None:
    """Run the HTTP service and its page."""
    from api.commands import serve as command

    raise Exit(command.run(host, port, data))


@app.command()
def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="Over streamable HTTP instead of stdin and stdout.")
    ] = False,
    host: Annotated[str, typer.Option(help="Address to listen on, with --http.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port, with --http; 0: any free one.")
    ] = 8002,
    data: Data = None,
) -> None:
    """Be tools (ask, search, experts, figures) for assistants that speak MCP; public documents only."""
    from api.commands import mcp as command

    raise Exit(command.run_http(host, port, data) if http else command.run_stdio(data))


@app.command()
def status(data: Data = None, as_json: Json = False) -> None:
    """Show what is indexed."""
    from api.commands import status as command

    raise Exit(command.run(data, as_json))


@app.command()
def doctor(data: Data = None, as_json: Json = False) -> None:
    """Check this installation and say how to mend what is wrong."""
    from api.commands import doctor as command

    raise Exit(command.run(data, as_json))


@app.command()
def log(
    status: Annotated[Status | None, typer.Option("--status", help="How it was answered.")] = None,
    language: Annotated[Language | None, typer.Option("--language", help="Asked in it.")] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", help="Asked on that day (UTC) or later.", metavar="DATE"),
    ] = None,
    rating: Annotated[Rating | None, typer.Option("--rating", help="Rated so.")] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=1, help="How many (else 50; with --csv, all).", metavar="N"),
    ] = None,
    unanswered: Annotated[
        bool, typer.Option("--unanswered", help="What nothing answered, most frequent first.")
    ] = False,
    file: Annotated[
        Path | None,
        typer.Option(
            "--csv",
            help="Write a CSV file. A cell that a spreadsheet would read as a formula "
            "gets a ' before it.",
            metavar="FILE",
        ),
    ] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """List what the service was asked, newest first."""
    from api.commands import log as command

    filters = command.filters(status, language, since, rating, limit)
    raise Exit(command.run(data, filters, unanswered, file, as_json))


@app.command("eval")
def evaluate(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="Expected answers.")],
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Ask questions with expected answers and print the measures."""
    from api.commands import evaluate as command

    raise Exit(command.run(file, data, as_json))


def main() -> NoReturn:
    """The console script: runs a command and turns every error into one line."""
    # A lone surrogate (from bytes that are no text) is printed as its escape, which JSON allows.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(_run())


def _run() -> int:
    try:
        return int(app(standalone_mode=False) or 0)
    except (KeyboardInterrupt, Abort):
        return INTERRUPTED
    except BrokenPipeError:
        # The reader left (`hub search ... | head`): keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except TyperException as error:
        return _failed(error.format_message() + _quotes_hint(error), error.exit_code)
    except (ApiError, IngestError) as error:
        return _failed(str(error), FAILED)
    except Exception as error:
        return _unforeseen(error)


def _quotes_hint(error: TyperException) -> str:
    """What to do where the words of a question came as arguments of their own."""
    context = getattr(error, "ctx", None)
    takes_words = context is not None and context.info_name in _TAKE_WORDS
    extra = "extra argument" in error.format_message()
    return "; put the question in quotes" if takes_words and extra else ""


def _unforeseen(error: Exception) -> int:
    from assistant.errors import AssistantError

    if isinstance(error, AssistantError):
        return _failed(str(error), FAILED)
    return _failed(f"unexpected {type(error).__name__}: {error}", FAILED)


def _failed(message: str, code: int) -> int:
    line = " ".join(message.split()).replace("Value error, ", "")
    if line:
        print(f"hub: {line}", file=sys.stderr)
    return code


def _one_of(question: str | None, batch: Path | None) -> None:
    if (question is None) == (batch is None):
        raise UsageError("give either a question (in quotes) or --batch FILE.jsonl")


def _text(question: str | None) -> str:
    text = question or ""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise UsageError("the question is not UTF-8 text") from None
    return text
