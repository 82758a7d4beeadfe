"""`hub log`, on a real store."""

import csv
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.commands.csv_file import write_csv
from api.store.database import FILE, Database
from api.store.entries import Unanswered
from api.store.questions import QuestionLog
from tests.api.conftest import Hub
from tests.api.scripted import script

ASKED = (
    ("Quants membres té el hub?", "ca", "answered"),
    ("=HYPERLINK(1)", "en", "abstained"),
    ("Who pays?", "en", "abstained"),
    ("who pays", "en", "abstained"),
    ('Say "hi", and\ngo on', "en", "conflict"),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    """Where the command looks: five questions, one a day, two of them rated."""
    with closing(Database(tmp_path / "data")) as database:
        for day, (question, language, status) in enumerate(ASKED, 1):
            log = QuestionLog(database, 90, lambda day=day: datetime(2026, 2, day, 10, tzinfo=UTC))
            answer = replace(script(question, language, "public"), answer_id=str(day))  # type: ignore[arg-type]
            log.add(replace(answer, status=status), "public")  # type: ignore[arg-type]
        log.rate("1", "up", "+1")
        log.rate("3", "down", None)
        yield database


def listed(hub: Hub, *arguments: str) -> list[str]:
    code, out, err = hub("log", "--json", *arguments)
    assert (code, err) == (0, "")
    return [entry["question"] for entry in json.loads(out)["questions"]]


def test_the_table_is_newest_first(hub: Hub, store: Database) -> None:
    code, out, _ = hub("log")
    lines = out.splitlines()
    assert code == 0 and len(lines) == 1 + len(ASKED)
    assert lines[0].split() == ["time", "(UTC)", "status", "language", "ms", "rating", "question"]
    assert lines[1].split()[:5] == ["2026-02-05", "10:00", "conflict", "en", "4"]
    assert lines[1].rstrip().endswith('Say "hi", and go on')
    assert lines[5].split()[:6] == ["2026-02-01", "10:00", "answered", "ca", "4", "up"]


@pytest.mark.parametrize(
    ("arguments", "days"),
    [
        ([], [5, 4, 3, 2, 1]),
        (["--status", "answered"], [1]),
        (["--status", "abstained", "--limit", "2"], [4, 3]),
        (["--language", "ca"], [1]),
        (["--language", "es"], []),
        (["--since", "2026-02-04"], [5, 4]),
        (["--rating", "down"], [3]),
        (["--rating", "up", "--since", "2026-02-02"], []),
    ],
)
def test_filters(hub: Hub, store: Database, arguments: list[str], days: list[int]) -> None:
    assert listed(hub, *arguments) == [ASKED[day - 1][0] for day in days]


def test_nothing_that_matches_is_said(hub: Hub, store: Database) -> None:
    assert hub("log", "--language", "es") == (0, "No question matches.\n", "")


def test_json_has_everything(hub: Hub, store: Database) -> None:
    _, out, _ = hub("log", "--json", "--rating", "up")
    (entry,) = json.loads(out)["questions"]
    assert (entry["at"], entry["comment"]) == ("2026-02-01T10:00:00Z", "+1")
    assert entry["citations"] == [{"document_id": "d0", "page": 2, "start": 44, "end": 77}]


def test_unanswered_questions_by_how_often(hub: Hub, store: Database) -> None:
    _, out, _ = hub("log", "--unanswered")
    assert [line.split()[0] for line in out.splitlines()] == ["asked", "2", "1"]
    assert listed(hub, "--unanswered") == ["who pays", "=HYPERLINK(1)"]
    assert listed(hub, "--unanswered", "--limit", "1") == ["who pays"]
    assert listed(hub, "--unanswered", "--since", "2026-02-04") == ["who pays"]


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened, strict=True))


def test_csv_has_everything_and_no_formulas(hub: Hub, store: Database, tmp_path: Path) -> None:
    code, out, _ = hub("log", "--csv", "log.csv")
    assert (code, out) == (0, "5 questions written to log.csv\n")
    assert (tmp_path / "log.csv").read_bytes().count(b"\r\n") == 6
    rows = rows_of(tmp_path / "log.csv")
    assert rows[0]["question"] == 'Say "hi", and\ngo on'
    assert rows[3]["question"] == "'=HYPERLINK(1)"
    assert (rows[4]["rating"], rows[4]["comment"]) == ("up", "'+1")
    assert json.loads(rows[4]["citations"])[0]["document_id"] == "d0"
    hub("log", "--csv", "log.csv", "--unanswered")
    assert rows_of(tmp_path / "log.csv")[0]["count"] == "2"


def test_csv_is_not_cut_at_fifty(hub: Hub, store: Database, tmp_path: Path) -> None:
    log = QuestionLog(store, 90)
    for _ in range(60):
        log.add(script("again", "en", "public"), "public")
    assert hub("log", "--csv", "log.csv")[1].startswith("65 ")
    assert len(listed(hub)) == 50
    assert hub("log", "--csv", "log.csv", "--limit", "3")[1].startswith("3 ")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_from_csv(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    write_csv(file, Unanswered, [Unanswered(1, "2026", "en", text)])
    (row,) = rows_of(file)
    assert row["question"] in (text, "'" + text)
    assert not row["question"].startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--since", "yesterday"], "--since yesterday is not a date: write YYYY-MM-DD"),
        (["--since", "2026-02-30"], "write YYYY-MM-DD"),
        (["--limit", "0"], "--limit"),
        (["--status", "lost"], "lost"),
        (["--unanswered", "--status", "answered"], "leave --status out"),
        (["--csv", "none/log.csv"], "none/log.csv: No such file"),
    ],
)
def test_errors_are_one_line(hub: Hub, store: Database, arguments: list[str], says: str) -> None:
    code, out, err = hub("log", *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("hub: ") and err.count("\n") == 1 and says in err


def test_without_a_log_it_says_what_begins_one(hub: Hub, tmp_path: Path) -> None:
    code, _, err = hub("log")
    assert code == 2
    assert "there is no question log yet: `hub serve` begins it" in err
    assert f"(looked in {tmp_path / 'data'})" in err
    assert not (tmp_path / "data").exists()


def test_a_log_that_is_switched_off(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_LOG_DAYS", "0")
    assert hub("log") == (2, "", "hub: the question log is switched off: HUB_LOG_DAYS is 0\n")


def test_a_broken_log_is_one_line(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / FILE).write_text("notes, not a database " * 100)
    code, _, err = hub("log")
    assert (code, err) == (
        2,
        "hub: the store of questions cannot be used: file is not a database\n",
    )
