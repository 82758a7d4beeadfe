"""Calls from pages: which websites may call, what browsers ask before, what they can read after."""

from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from api.settings import Settings
from tests.api.scripted import STAFF_KEY
from tests.api.test_app import error_of

OURS, THEIRS = "https://www.example.org", "https://evil.example"
ASKED = {"json": {"question": "x"}}
CALLS: list[tuple[str, str, dict[str, object]]] = [
    ("POST", "/v1/ask", ASKED),
    ("POST", "/v1/ask/stream", ASKED),
    ("POST", "/v1/chat/completions", {"json": {"messages": [{"role": "user", "content": "x"}]}}),
    ("POST", "/v1/feedback", {"json": {"answer_id": "a", "rating": "up"}}),
    ("DELETE", "/v1/conversations/c1", {}),
    ("GET", "/v1/search?q=x", {}),
    ("GET", "/v1/experts?q=x", {}),
    ("GET", "/v1/figures?q=x", {}),
    ("GET", "/v1/figures.svg?q=x", {}),
    ("GET", "/v1/documents", {}),
    ("GET", "/v1/documents/d0/file", {}),
    ("GET", "/v1/models", {}),
]
# A call and the error that it gets.
FAILING: list[tuple[int, str, str, dict[str, object]]] = [
    (400, "POST", "/v1/ask", {"content": b"{", "headers": {"Content-Type": "application/json"}}),
    (401, "GET", "/v1/search?q=x", {"headers": {"Authorization": "Bearer wrong"}}),
    (404, "GET", "/v1/documents/none", {}),
    (404, "GET", "/v1/nothing", {}),
    (405, "GET", "/v1/ask", {}),
    (413, "POST", "/v1/ask", {"content": b" " * 70_000}),
    (422, "POST", "/v1/ask/stream", {"json": {"question": ""}}),
    (500, "POST", "/v1/ask", {"json": {"question": "do crash"}}),
    (500, "POST", "/v1/ask/stream", {"json": {"question": "do crash"}}),
]


def call(
    client: TestClient, origin: str, method: str, path: str, options: dict[str, object]
) -> Response:
    """A call of a page of a website."""
    given: dict[str, str] = options.get("headers", {})  # type: ignore[assignment]
    headers = {**given, "Origin": origin}
    return client.request(method, path, **{**options, "headers": headers})  # type: ignore[arg-type]


@pytest.mark.parametrize(("method", "path", "options"), CALLS)
@pytest.mark.parametrize("origin", [THEIRS, "null", "", "http://[", "https://www.example.org.evil"])
def test_pages_of_other_websites_are_refused_on_every_route(
    client: TestClient, method: str, path: str, options: dict[str, object], origin: str
) -> None:
    response = call(client, origin, method, path, options)
    error = error_of(response)
    assert (response.status_code, error["code"]) == (403, "origin_not_allowed")
    assert "HUB_ALLOWED_ORIGINS" in error["hint"] and response.headers["vary"] == "Origin"
    assert "access-control-allow-origin" not in response.headers
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["cross-origin-resource-policy"] == "same-origin"


def test_a_refused_call_reaches_nothing(client: TestClient, views: dict[str, object]) -> None:
    client.post("/v1/ask", json={"question": "x"}, headers={"Origin": THEIRS})
    client.post("/v1/ask/stream", content=b" " * 70_000, headers={"Origin": THEIRS})
    assert views["public"].assistant.histories == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(("method", "path", "options"), CALLS)
def test_pages_of_allowed_websites_read_every_reply(
    client: TestClient, method: str, path: str, options: dict[str, object]
) -> None:
    response = call(client, OURS, method, path, options)
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == OURS
    assert response.headers["access-control-expose-headers"] == "Retry-After, Hub-Quote-Box"
    assert response.headers["vary"] == "Origin"
    assert response.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "access-control-allow-credentials" not in response.headers


@pytest.mark.parametrize(("status", "method", "path", "options"), FAILING)
def test_and_every_error(
    client: TestClient, status: int, method: str, path: str, options: dict[str, object]
) -> None:
    response = call(client, OURS, method, path, options)
    assert (response.status_code, response.headers["access-control-allow-origin"]) == (status, OURS)
    assert error_of(response)


def test_a_busy_service_is_told_too(make_app: Callable[..., FastAPI]) -> None:
    app = make_app(max_answers=0)
    with TestClient(app) as client:
        app.state.hub.loading._thread.join()
        response = client.post("/v1/ask/stream", json={"question": "x"}, headers={"Origin": OURS})
    assert (response.status_code, response.headers["access-control-allow-origin"]) == (503, OURS)
    assert response.headers["retry-after"]


@pytest.mark.parametrize(
    ("origin", "headers"),
    [
        ("http://testserver", {}),
        # A proxy with TLS changes the scheme, one that renames the host the host.
        ("https://testserver", {}),
        ("https://hub.example", {"Sec-Fetch-Site": "same-origin"}),
    ],
)
def test_pages_of_the_service_itself_may_always_call(
    client: TestClient, origin: str, headers: dict[str, str]
) -> None:
    response = client.post("/v1/ask", json={"question": "x"}, headers={"Origin": origin, **headers})
    assert response.status_code == 200
    assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize(
    ("origin", "site"),
    [
        ("null", "same-origin"),
        ("http://testserver", "cross-site"),
        ("http://testserver", "same-site"),
    ],
)
def test_what_the_browser_says_goes_before_the_host_and_null_is_never_trusted(
    client: TestClient, origin: str, site: str
) -> None:
    headers = {"Origin": origin, "Sec-Fetch-Site": site}
    assert client.post("/v1/ask", json={"question": "x"}, headers=headers).status_code == 403


def test_without_an_origin_everything_stays_open(client: TestClient) -> None:
    for headers in ({}, {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}):
        assert client.get("/v1/documents/d0/file", headers=headers).status_code == 200
    assert client.post("/v1/ask", json={"question": "x"}).status_code == 200


@pytest.mark.parametrize("path", ["/health", "/ready", "/metrics", "/", "/openapi.json"])
def test_what_is_outside_v1_is_left_alone(client: TestClient, path: str) -> None:
    response = client.get(path, headers={"Origin": THEIRS})
    assert response.status_code == 200
    assert "access-control-allow-origin" not in response.headers
    assert response.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("path", "method"),
    [("/v1/ask", "POST"), ("/v1/ask/stream", "POST"), ("/v1/feedback", "POST"),
     ("/v1/conversations/c1", "DELETE"), ("/v1/search", "GET")],
)  # fmt: skip
def test_preflights(client: TestClient, path: str, method: str) -> None:
    asked = {
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "content-type",
    }
    response = client.options(path, headers={"Origin": OURS, **asked})
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == OURS
    assert method in response.headers["access-control-allow-methods"]
    assert "Content-Type" in response.headers["access-control-allow-headers"]
    assert int(response.headers["access-control-max-age"]) > 600
    assert response.headers["vary"].startswith("Origin")
    refused = client.options(path, headers={"Origin": THEIRS, **asked})
    assert (refused.status_code, error_of(refused)["code"]) == (403, "origin_not_allowed")
    assert "access-control-allow-origin" not in refused.headers


@pytest.mark.parametrize("asked", [("PUT", "content-type"), ("POST", "x-other")])
def test_a_preflight_for_what_is_not_done_here(client: TestClient, asked: tuple[str, str]) -> None:
    headers = {
        "Origin": OURS,
        "Access-Control-Request-Method": asked[0],
        "Access-Control-Request-Headers": asked[1],
    }
    response = client.options("/v1/ask", headers=headers)
    assert (response.status_code, error_of(response)["code"]) == (400, "bad_preflight")


@pytest.fixture
def closed(settings: Settings, views: object) -> Iterator[TestClient]:
    """A service that names no website."""
    from api.app import create_app

    alone = settings.model_copy(update={"allowed_origins": ()})
    app = create_app(alone, open_views=lambda: views)  # type: ignore[arg-type,return-value]
    with TestClient(app) as client:
        app.state.hub.loading._thread.join()
        yield client


def test_where_no_website_is_named_none_may_call_or_show_anything(closed: TestClient) -> None:
    assert closed.get("/v1/search?q=x", headers={"Origin": OURS}).status_code == 403
    chart = closed.get("/v1/figures.svg?q=x")
    assert chart.status_code == 200
    assert chart.headers["cross-origin-resource-policy"] == "same-origin"


def test_a_staff_key_does_not_open_the_door_to_another_website(client: TestClient) -> None:
    headers = {"Origin": THEIRS, "Authorization": f"Bearer {STAFF_KEY}"}
    assert client.get("/v1/documents", headers=headers).status_code == 403
