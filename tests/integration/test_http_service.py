"""`hub serve` with its real models and index: true quotes, true OpenAPI, new commits seen."""

import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.api.test_openapi import check
from tests.api.test_streaming import frames
from tests.integration.conftest import STAFF_KEY, Service
from tests.integration.installation import (
    DOCUMENTS,
    STAFF_ONLY,
    hub,
    serving,
    wait_until_ready,
)

QUESTIONS = (
    "What is the ATMP Catalyst accelerator?",
    "¿Cuántos miembros tiene el hub?",
    "Qui produeix CAR-T a Catalunya?",
    "What is the capital of Mongolia?",
    "hello",
)


@pytest.fixture
def place(service: Service) -> Path:
    return service.place


@pytest.fixture(scope="module")
def client(service: Service) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service.url, timeout=60) as client:
        yield client


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_quote_is_exactly_what_the_document_says(client: httpx.Client, question: str) -> None:
    answer = client.post("/v1/ask", json={"question": question}).json()
    for citation in answer["citations"]:
        document = client.get(f"/v1/documents/{citation['document_id']}").json()
        assert document["text"][citation["start"] : citation["end"]] == citation["quote"]
        if citation["page"] is not None:
            page = document["pages"][citation["page"] - 1]
            assert page["number"] == citation["page"]
            assert page["start"] <= citation["start"] < citation["end"] <= page["end"]
    numbers = {citation["number"] for citation in answer["citations"]}
    for statement in answer["statements"]:
        assert statement["citations"] and set(statement["citations"]) <= numbers
    assert (answer["status"] == "abstained") == (not answer["citations"])


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_citation_is_shown_in_its_place(client: httpx.Client, question: str) -> None:
    document = client.get("/openapi.json").json()
    for citation in client.post("/v1/ask", json={"question": question}).json()["citations"]:
        place = {"start": citation["start"], "end": citation["end"]}
        around = client.get(f"/v1/documents/{citation['document_id']}/around", params=place)
        check(document, around)
        told = around.json()
        for name in ("quote", "page", "section", "title", "date", "language"):
            assert told[name] == citation[name]
        if told["picture"]:
            picture = client.get(told["picture"])
            check(document, picture)
            assert picture.headers["hub-quote-box"].count(",") == 3
            copy = client.get(told["url"])
            assert b"/Highlight" in copy.content
            head = client.head(told["url"])
            assert (head.content, head.headers["content-length"]) == (b"", str(len(copy.content)))
        else:
            assert client.get(told["url"]).status_code == 200


@pytest.mark.parametrize("question", QUESTIONS)
def test_replies_fit_the_openapi_document(client: httpx.Client, question: str) -> None:
    document = client.get("/openapi.json").json()
    check(document, client.post("/v1/ask", json={"question": question}))
    check(document, client.get("/v1/search", params={"q": question}))


def test_documents_fit_the_openapi_document_and_give_their_bytes(
    client: httpx.Client, place: Path
) -> None:
    document = client.get("/openapi.json").json()
    listed = client.get("/v1/documents")
    check(document, listed)
    assert len(listed.json()["documents"]) == DOCUMENTS
    sums = {hashlib.sha256(f.read_bytes()).hexdigest() for f in (place / "corpus").rglob("*.*")}
    for described in listed.json()["documents"]:
        check(document, client.get(f"/v1/documents/{described['id']}"))
        file = client.get(described["url"])
        assert hashlib.sha256(file.content).hexdigest() in sums


def test_the_stream_ends_with_the_answer_that_ask_gives(client: httpx.Client) -> None:
    body = {"question": QUESTIONS[0]}
    events = frames(client.post("/v1/ask/stream", json=body).text)
    names = [name for name, _ in events]
    assert (names[0], names[-1]) == ("sources", "answer")
    assert set(names[1:-1]) == {"delta"}
    text = "".join(str(data["text"]) for name, data in events if name == "delta")
    assert text == events[-1][1]["text"]
    answer = client.post("/v1/ask", json=body).json()
    for name in ("text", "citations", "statements", "status", "language"):
        assert events[-1][1][name] == answer[name]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_stream_tells_statement_by_statement_and_cuts_no_letter(
    client: httpx.Client, question: str
) -> None:
    pieces = []
    with client.stream("POST", "/v1/ask/stream", json={"question": question}) as response:
        for piece in response.iter_raw():
            assert piece.isascii()
            pieces.append(piece.decode())
    events = frames("".join(pieces))
    deltas = [str(data["text"]) for name, data in events if name == "delta"]
    answer = events[-1][1]
    assert deltas and events[0][1]["citations"] == answer["citations"]
    for statement in answer["statements"]:  # type: ignore[attr-defined]
        assert sum(statement["text"] in delta for delta in deltas) == 1


@pytest.mark.parametrize("question", ["", " \n", "x" * 4_001, "x" * 20_000])
def test_questions_that_cannot_be_read(client: httpx.Client, question: str) -> None:
    for path in ("/v1/ask", "/v1/ask/stream"):
        response = client.post(path, json={"question": question})
        assert response.status_code == 422
        assert response.json()["error"]["code"] == "bad_question"


def test_only_a_staff_key_finds_what_is_for_staff(client: httpx.Client) -> None:
    query = {"q": "zebrafish budget"}
    assert STAFF_ONLY not in client.get("/v1/search", params=query).text
    staff = client.get("/v1/search", params=query, headers={"Authorization": f"Bearer {STAFF_KEY}"})
    assert STAFF_ONLY in staff.text


def test_many_ask_at_once(client: httpx.Client) -> None:
    def ask(question: str) -> str:
        answer = client.post("/v1/ask", json={"question": question}).json()
        return json.dumps([answer["question"], answer["text"]])

    questions = list(QUESTIONS[:4]) * 3
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(ask, questions))
    assert together == [ask(question) for question in QUESTIONS[:4]] * 3


def test_a_new_document_is_found_without_a_restart(client: httpx.Client, place: Path) -> None:
    sentence = "The marmot of this test sleeps seven months."
    (place / "corpus" / "marmot.md").write_text(f"# Marmots\n\n{sentence}\n", "utf-8")
    assert hub(place, "ingest").returncode == 0
    assert sentence in client.get("/v1/search", params={"q": "marmot"}).json()["hits"][0]["text"]
    (place / "corpus" / "marmot.md").unlink()
    assert hub(place, "ingest").returncode == 0
    assert sentence not in client.get("/v1/search", params={"q": "marmot"}).text


def test_it_waits_for_the_first_ingestion(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "one.md").write_text("# One\n\nMarmots sleep all winter.\n")
    with serving(tmp_path) as (url, _):
        response = httpx.get(f"{url}/ready")
        assert response.status_code == 503 and response.headers["retry-after"]
        assert httpx.get(f"{url}/health").status_code == 200
        assert hub(tmp_path, "ingest").returncode == 0
        wait_until_ready(url)
        assert httpx.get(f"{url}/ready").json()["documents"] == 1
