"""An answer fixed at the desk, with the real models: given wherever people ask, while documents stand."""

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from mcp import Client, StdioServerParameters

from tests.integration.conftest import STAFF_KEY
from tests.integration.installation import (
    HUB,
    STAFF_ONLY,
    environment,
    hub,
    library,
    serving,
    wait_until_ready,
)

QUESTION = "How many members does the hub have?"
WORDINGS = f"{QUESTION}\n¿Cuántos miembros tiene el hub?\nQuants membres té el hub?"
TOKEN = re.compile(r'name="token" value="([^"]+)"')


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("desk")
    library(place / "corpus")
    assert hub(place, "ingest").returncode == 0
    return place


@pytest.fixture(scope="module")
def desk(place: Path) -> Iterator[httpx.Client]:
    """A client that is signed in at the desk of a running service."""
    with serving(place, settings={"HUB_STAFF_KEYS": STAFF_KEY}) as (url, _):
        wait_until_ready(url)
        with httpx.Client(base_url=url, timeout=60) as client:
            assert client.post("/staff/sign-in", data={"key": STAFF_KEY}).status_code == 303
            yield client


def fix(desk: httpx.Client, questions: str, quote: str) -> None:
    """Fix an answer to questions with a quote that a document has."""
    found = TOKEN.search(desk.get("/staff/press").text)
    assert found is not None
    headers = {"Authorization": f"Bearer {STAFF_KEY}"}
    for document in desk.get("/v1/documents", headers=headers).json()["documents"]:
        text = desk.get(f"/v1/documents/{document['id']}", headers=headers).json()["text"]
        if quote in text:
            start = text.index(quote)
            form = {
                "token": found[1],
                "questions": questions,
                "place": f"{document['id']}:{start}:{start + len(quote)}",
                "expires": "2999-01-01",
            }
            assert desk.post("/staff/press/checked", data=form).status_code == 303
            return
    raise AssertionError(quote)


@pytest.fixture(scope="module")
def quote(desk: httpx.Client) -> str:
    """The quote of the answer that is fixed."""
    answer = desk.post("/v1/ask", json={"question": QUESTION}).json()
    assert answer["checked"] is None
    quote = next(one["quote"] for one in answer["citations"] if "70" in one["quote"])
    fix(desk, WORDINGS, quote)
    return str(quote)


def check(answer: dict[str, object], quote: str) -> None:
    citations = answer["citations"]
    assert isinstance(citations, list) and [one["quote"] for one in citations] == [quote]
    assert isinstance(answer["checked"], dict) and set(answer["checked"]) == {"date"}
    assert (answer["status"], answer["mode"]) == ("answered", "extractive")


@pytest.mark.parametrize("question", WORDINGS.split("\n"))
def test_over_http_in_three_languages(desk: httpx.Client, quote: str, question: str) -> None:
    answer = desk.post("/v1/ask", json={"question": question}).json()
    check(answer, quote)
    cited = answer["citations"][0]
    text = desk.get(f"/v1/documents/{cited['document_id']}").json()["text"]
    assert text[cited["start"] : cited["end"]] == quote


def test_as_a_stream_and_to_chat_programs(desk: httpx.Client, quote: str) -> None:
    stream = desk.post("/v1/ask/stream", json={"question": QUESTION}).text
    check(json.loads(stream.split("event: answer\ndata: ")[1].split("\n")[0]), quote)
    asked = {"messages": [{"role": "user", "content": QUESTION}]}
    told = desk.post("/v1/chat/completions", json=asked).json()
    check(told["hub"], quote)
    assert "Checked by the hub" in told["choices"][0]["message"]["content"]


def test_on_the_command_line(place: Path, quote: str) -> None:
    check(json.loads(hub(place, "ask", QUESTION, "--json").stdout), quote)


def test_to_assistants_that_speak_mcp(place: Path, quote: str) -> None:
    data = str(place / "data")
    server = StdioServerParameters(
        command=HUB[0], args=[*HUB[1:], "mcp", "--data", data], env=environment()
    )

    async def ask() -> dict[str, object] | None:
        async with Client(server) as client:
            return (await client.call_tool("ask", {"question": QUESTION})).structured_content

    told = asyncio.run(ask())
    assert told is not None
    check(told, quote)


@pytest.mark.parametrize(
    "question",
    [
        "How many members did the hub have in 2024?",
        "How many members does PRECISEU have?",
        "How many work groups does the hub have?",
        "How many companies are not members of the hub?",
        "¿Quiénes son los miembros del hub?",
    ],
)
def test_not_to_another_question(desk: httpx.Client, quote: str, question: str) -> None:
    assert desk.post("/v1/ask", json={"question": question}).json()["checked"] is None


def test_a_staff_document_never_reaches_the_public(desk: httpx.Client) -> None:
    question = "What is the zebrafish budget?"
    fix(desk, question, STAFF_ONLY)
    public = desk.post("/v1/ask", json={"question": question}).json()
    assert public["checked"] is None and "417" not in json.dumps(public)
    headers = {"Authorization": f"Bearer {STAFF_KEY}"}
    staff = desk.post("/v1/ask", json={"question": question}, headers=headers).json()
    check(staff, STAFF_ONLY)


def test_a_changed_document_withholds_it_for_review(
    desk: httpx.Client, place: Path, quote: str
) -> None:
    note = place / "corpus" / "note.md"
    before = note.read_text("utf-8")
    fix(desk, "What is the budget of the zebrafish?", STAFF_ONLY)
    note.write_text(before + "\nIt was cut to 300 euros later.\n", "utf-8")
    assert hub(place, "ingest").returncode == 0
    page = desk.get("/staff/press/checked?lang=en").text
    assert "Needs review" in page and "the quotes still stand in it" in page
    headers = {"Authorization": f"Bearer {STAFF_KEY}"}
    asked = {"question": "What is the budget of the zebrafish?"}
    assert desk.post("/v1/ask", json=asked, headers=headers).json()["checked"] is None
