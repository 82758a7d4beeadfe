"""The command line without an index: help, usage, batches, and errors of one line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.answer_schemas import AnswerReply
from api.commands.ask import show_answer
from api.commands.batch import read_batch, run_batch
from api.commands.listening import address, listen
from api.commands.output import console, printable
from api.commands.search import show_hits
from api.errors import UsageError
from tests.api.conftest import Hub
from tests.api.scripted import QUOTE, ScriptedAssistant, script

HEAVY = (
    "chromadb",
    "onnxruntime",
    "fastapi",
    "numpy",
    "sqlalchemy",
    "tantivy",
    "torch",
    "pydantic",
)


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys; sys.argv = ['hub', '--help']\n"
        "from api import cli\n"
        "try: cli.main()\n"
        f"finally: print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_names_every_command(hub: Hub, flag: str) -> None:
    code, out, _ = hub(flag)
    assert code == 0
    words = "ingest ask search experts figures serve mcp status log doctor".split()
    for command in words:
        assert command in out
    code, out, _ = hub("ask", flag)
    assert code == 0 and "--batch" in out and "--data" in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nonsense"], "nonsense"),
        (["ask"], "--batch"),
        (["ask", "q", "--batch", "f"], "either"),
        (["ask", "q", "--audience", "everyone"], "everyone"),
        (["search", "q", "-k", "0"], "-k"),
        (["search", "q", "-k", "many"], "-k"),
        (["ask", "--batch", "none.jsonl"], "none.jsonl: No such file"),
        (["ask", "\udcff"], "UTF-8"),
        (["experts"], "--batch"),
        (["experts", "CAR-T", "--kind", "bank"], "bank"),
        (["experts", "CAR-T", "production"], "put the question in quotes"),
        (["experts", "CAR-T", "--data", "nowhere"], "hub ingest"),
        (["figures"], "TOPIC"),
        (["figures", "jobs", "--data", "nowhere"], "hub ingest"),
        (["figures", "jobs", "in", "hospitals"], "put the question in quotes"),
        (["ask", "What", "is", "CERTERA"], "put the question in quotes"),
        (["search", "CAR-T", "production"], "put the question in quotes"),
        (["ask", "q", "--data", "nowhere"], "hub ingest"),
        (["ask", "q", "--data", "/nonexistent/x"], "(looked in /nonexistent/x)"),
        (["status", "--data", "nowhere"], "hub ingest"),
        (["status", "--data", "/nonexistent/x"], "(looked in /nonexistent/x)"),
        (["serve", "--host", "no.such.host.invalid"], "no.such.host.invalid"),
        (["serve", "--port", "70000"], "65535"),
    ],
)
def test_errors_are_one_line_and_exit_2(hub: Hub, arguments: list[str], says: str) -> None:
    code, out, err = hub(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("hub: ") and err.count("\n") == 1 and says in err


def test_only_words_are_to_be_quoted(hub: Hub) -> None:
    code, _, err = hub("status", "now")
    assert code == 2 and "extra argument" in err and "quotes" not in err


def test_a_wrong_setting_stops_a_command(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_CHROMA_URL", "nonsense")
    code, _, err = hub("serve")
    assert code == 2
    assert err.startswith("hub: HUB_CHROMA_URL is not an address")


def test_an_unknown_setting_is_a_warning(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_DATTA", "x")
    _, _, err = hub("status")
    assert err.splitlines()[0].startswith("hub: warning: HUB_DATTA")


def test_interrupt_is_130(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(data: object, as_json: bool) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("api.commands.status.run", interrupted)
    assert hub("status") == (130, "", "")


def test_what_nobody_foresaw_is_one_line_too(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: object, as_json: bool) -> int:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr("api.commands.status.run", broken)
    assert hub("status") == (2, "", "hub: unexpected RuntimeError: two lines\n")


def batch(tmp_path: Path, *lines: str) -> Path:
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    return file


def test_a_batch_prints_an_answer_a_line_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = batch(
        tmp_path,
        '{"id": "b", "question": "ç\u2028?", "history": [{"role": "user", "content": "Hi"}]}',
        "",
        '{"id": 2, "question": " ", "expected": "left alone"}',
        '{"id": "a", "question": "do abstain"}',
    )
    assistant = ScriptedAssistant("public")
    code = run_batch(
        read_batch(file),
        lambda line: AnswerReply.model_validate(assistant.ask(line.question, history=line.turns())),
    )
    first, second, third = map(json.loads, capsys.readouterr().out.rstrip("\n").split("\n"))
    assert code == 1
    assert (first["id"], first["question"], first["status"]) == ("b", "ç\u2028?", "answered")
    assert second == {
        "id": 2,
        "error": {"code": "bad_question", "message": second["error"]["message"]},
    }
    assert (third["id"], third["status"], third["as_of"]) == ("a", "abstained", None)
    assert assistant.histories[0][0].content == "Hi"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "Invalid JSON"),
        ("[]", "object"),
        ('{"question": "x"}', "id"),
        ('{"id": "1"}', "question"),
        ('{"id": "1", "question": 5}', "question"),
        ('{"id": "1", "question": "x", "history": [{"role": "god", "content": ""}]}', "role"),
        ('{"id": "1", "question": "\\ud800"}', "question"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, says: str) -> None:
    file = batch(tmp_path, '{"id": "1", "question": "fine"}', "", line)
    with pytest.raises(UsageError) as caught:
        read_batch(file)
    assert "questions.jsonl line 3: " in str(caught.value) and says in str(caught.value)


def test_a_batch_of_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.jsonl").write_bytes('{"id": "1", "question": "qué"}'.encode("latin-1"))
    with pytest.raises(UsageError, match="UTF-8"):
        read_batch(tmp_path / "latin.jsonl")


@given(st.binary(max_size=60))
def test_no_batch_file_breaks_the_reader(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "hostile.jsonl"
    file.write_bytes(raw)
    try:
        assert isinstance(read_batch(file), list)
    except UsageError as error:
        assert "hostile.jsonl" in str(error)


def test_an_answer_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    show_answer(console(), script("How many?", "en", "public"))
    out = capsys.readouterr().out
    assert f"«{QUOTE}» és" in out and "[1]" in out
    assert "[1] Nota, 2025-06, page 2" in out and f"“{QUOTE}”" in out
    assert "answered, as of 2025" in out and "\x1b" not in out


def test_hits_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    show_hits(console(), ScriptedAssistant("public").search("members", 1))
    assert capsys.readouterr().out == f"1. Nota, page 2  0.90\n   {QUOTE}\n"
    show_hits(console(), [])
    assert capsys.readouterr().out == "Nothing found.\n"


@given(st.text())
def test_no_text_steers_the_terminal(text: str) -> None:
    shown = printable("\x1b]0;owned\x07" + text)
    assert not any((ord(c) < 32 and c not in "\n\t") or 127 <= ord(c) < 160 for c in shown)


def test_a_taken_port_is_said_plainly() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        assert address(taken) == f"http://127.0.0.1:{port}"
        with pytest.raises(UsageError, match=f"port {port}.*choose another --port"):
            listen("127.0.0.1", port)
