"""The OpenAPI document is true: every reply of every call fits what it says."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from jsonschema import Draft202012Validator

from api.app import create_app
from api.settings import Settings
from tests.api.scripted import STAFF_KEY

Json = dict[str, Any]
METHODS = {"get", "post", "delete"}
MESSAGES = [{"role": "user", "content": "x"}]
# Whose answers need no example: they are short or no JSON.
PLAIN = {
    "/health",
    "/ready",
    "/metrics",
    "/v1/documents/{document_id}/file",
    "/v1/documents/{document_id}/pages/{page}.png",
    "/v1/figures.svg",
    "/v1/models/{model}",
}
ELSEWHERE = {"headers": {"Origin": "https://evil.example"}}
CALLS = [
    ("POST", "/v1/ask", {"json": {"question": "x"}, **ELSEWHERE}),
    ("POST", "/v1/chat/completions", {"json": {"messages": MESSAGES}, **ELSEWHERE}),
    ("GET", "/v1/models", ELSEWHERE),
    ("GET", "/v1/models/other", ELSEWHERE),
    ("GET", "/v1/search?q=x", ELSEWHERE),
    ("GET", "/v1/experts?q=x", ELSEWHERE),
    ("GET", "/v1/figures?q=x", ELSEWHERE),
    ("GET", "/v1/figures.svg?q=x", ELSEWHERE),
    ("GET", "/v1/documents", ELSEWHERE),
    ("GET", "/v1/documents/d0", ELSEWHERE),
    ("GET", "/v1/documents/d0/file", ELSEWHERE),
    ("POST", "/v1/feedback", {"json": {"answer_id": "a", "rating": "up"}, **ELSEWHERE}),
    ("DELETE", "/v1/conversations/c1", ELSEWHERE),
    ("POST", "/v1/ask", {"json": {"question": "x"}}),
    ("POST", "/v1/ask", {"json": {"question": "do abstain"}}),
    ("POST", "/v1/ask", {"json": {"question": "do list"}}),
    ("POST", "/v1/ask", {"json": {"question": "do crash"}}),
    ("POST", "/v1/ask", {"json": {"question": ""}}),
    ("POST", "/v1/ask", {"json": {"nothing": 1}}),
    ("POST", "/v1/ask", {"content": b"{", "headers": {"Content-Type": "application/json"}}),
    ("POST", "/v1/ask", {"content": b" " * 70_000}),
    ("POST", "/v1/ask", {"json": {"question": "x"}, "headers": {"Authorization": "Bearer no"}}),
    ("POST", "/v1/ask/stream", {"json": {"question": "x"}}),
    ("POST", "/v1/ask/stream", {"json": {"question": ""}}),
    ("POST", "/v1/chat/completions", {"json": {"messages": MESSAGES}}),
    ("POST", "/v1/chat/completions", {"json": {"messages": MESSAGES, "stream": True}}),
    ("POST", "/v1/chat/completions", {"json": {"messages": []}}),
    ("POST", "/v1/chat/completions", {"json": {"messages": [{"role": "system"}]}}),
    ("POST", "/v1/chat/completions", {"content": b"{"}),
    ("POST", "/v1/chat/completions", {"content": b" " * 1_100_000}),
    ("GET", "/v1/models", {}),
    ("GET", "/v1/models", {"headers": {"Authorization": "Bearer wrong-key-of-staff"}}),
    ("GET", "/v1/models/atmp-hub", {}),
    ("GET", "/v1/models/other", {}),
    ("GET", "/v1/search?q=x", {}),
    ("GET", "/v1/search", {}),
    ("GET", "/v1/experts?q=x", {}),
    ("GET", "/v1/experts?q=do%20abstain", {}),
    ("GET", "/v1/experts?q=do%20crash", {}),
    ("GET", "/v1/experts?q=x&kind=bank", {}),
    ("GET", "/v1/experts", {}),
    ("GET", "/v1/figures?q=x", {}),
    ("GET", "/v1/figures?q=", {}),
    ("GET", "/v1/figures.svg?q=x", {}),
    ("GET", "/v1/figures.svg?q=nothing", {}),
    ("GET", "/v1/suggestions?language=ca", {}),
    ("GET", "/v1/suggestions?language=xx", {}),
    ("GET", "/v1/suggestions", {}),
    ("GET", "/v1/documents", {}),
    ("GET", "/v1/documents", {"headers": {"Authorization": f"Bearer {STAFF_KEY}"}}),
    ("GET", "/v1/documents/d0", {}),
    ("GET", "/v1/documents/none", {}),
    ("GET", "/v1/documents/d0/file", {}),
    ("GET", "/v1/documents/d0/file", {"headers": {"Range": "bytes=0-1"}}),
    ("GET", "/v1/documents/d0/file", {"headers": {"Range": "bytes=9999-"}}),
    ("GET", "/v1/documents/d0/file?start=0&end=5", {}),
    ("GET", "/v1/documents/d5/file?start=0&end=5", {}),
    ("GET", "/v1/documents/none/file", {}),
    ("GET", "/v1/documents/d0/around?start=44&end=77", {}),
    ("GET", "/v1/documents/d0/around?start=44&end=44", {}),
    ("GET", "/v1/documents/d0/around", {}),
    ("GET", "/v1/documents/d0/pages/1.png", {}),
    ("GET", "/v1/documents/d5/pages/1.png", {}),
    ("GET", "/v1/documents/d5/pages/0.png", {}),
    ("GET", "/v1/documents/none/pages/1.png", {}),
    ("POST", "/v1/feedback", {"json": {"answer_id": "a", "rating": "up"}}),
    ("POST", "/v1/feedback", {"json": {"answer_id": "a"}}),
    ("DELETE", "/v1/conversations/c1", {}),
    ("DELETE", "/v1/conversations/" + "c" * 201, {}),
    ("DELETE", "/v1/conversations/c1", {"headers": {"Authorization": "Bearer no"}}),
    ("GET", "/health", {}),
    ("GET", "/ready", {}),
    ("GET", "/metrics", {}),
]


@pytest.fixture(scope="module")
def document() -> Json:
    """The same for every service; making it takes longer than a call."""
    document: Json = TestClient(create_app(Settings())).get("/openapi.json").json()
    return document


def path_of(document: dict[str, dict[str, object]], address: str) -> str:
    """The template of the document that an address belongs to."""
    bare = address.split("?")[0]
    matches = [p for p in document["paths"] if re.fullmatch(re.sub(r"{\w+}", "[^/]+", p), bare)]
    assert len(matches) == 1
    return matches[0]


def check(document: dict[str, dict[str, dict[str, object]]], response: Response) -> None:
    path = path_of(document, response.request.url.raw_path.decode())
    operation = document["paths"][path][response.request.method.lower()]
    described = operation["responses"]
    assert str(response.status_code) in described, described.keys()  # type: ignore[attr-defined]
    content = described[str(response.status_code)]["content"]  # type: ignore[index]
    media = response.headers["content-type"].split(";")[0]
    assert media in content or "*/*" in content
    if media == "application/json":
        schema = {**content[media]["schema"], "components": document["components"]}
        Draft202012Validator(schema).validate(response.json())


@pytest.mark.parametrize(("method", "address", "options"), CALLS)
def test_replies_fit_the_document(
    client: TestClient, document: Json, method: str, address: str, options: dict[str, object]
) -> None:
    check(document, client.request(method, address, **options))  # type: ignore[arg-type]


def test_every_operation_is_called_above(document: Json) -> None:
    described = {
        (method.upper(), path)
        for path, operations in document["paths"].items()
        for method in METHODS & set(operations)
    }
    assert described == {(method, path_of(document, address)) for method, address, _ in CALLS}


def bodies_and_answers(document: Json) -> Iterator[tuple[str, Json]]:
    """The path and the content of each body and each good answer that has some."""
    for path, operations in document["paths"].items():
        for operation in operations.values():
            for described in (operation.get("requestBody"), operation["responses"].get("200")):
                for content in (described or {}).get("content", {}).values():
                    yield path, content


def test_every_body_and_answer_has_examples_that_fit(document: Json) -> None:
    models = document["components"]["schemas"]
    for path, content in bodies_and_answers(document):
        schema = content.get("schema", {})
        examples = models.get(schema.get("$ref", "").rpartition("/")[2], {}).get("examples", [])
        if "example" in content:
            examples = [*examples, content["example"]]
        assert examples or path in PLAIN, path
        for example in examples:
            Draft202012Validator({**schema, "components": document["components"]}).validate(example)


def test_every_error_has_the_one_shape(document: Json) -> None:
    assert "HTTPValidationError" not in document["components"]["schemas"]
    for operations in document["paths"].values():
        for operation in operations.values():
            for status, described in operation["responses"].items():
                if int(status) >= 400:
                    schema = described["content"]["application/json"]["schema"]
                    assert schema["$ref"] in {
                        "#/components/schemas/ErrorReply",
                        "#/components/schemas/ChatErrorReply",
                    }
