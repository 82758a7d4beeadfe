"""Limits over HTTP: who is held, who is not, and that a refused call has cost nothing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response
from jsonschema import Draft202012Validator
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from api.app import create_app
from api.buckets import MemoryBuckets
from api.callers import address_of
from api.limits import Limits
from api.settings import Settings
from tests.api.scripted import STAFF_KEY, Views
from tests.api.test_buckets import Clock

VISITOR, SITE = 3, 40
ASK = {"question": "x"}
CHAT = {"messages": [{"role": "user", "content": "x"}]}
FEEDBACK = {"answer_id": "a", "rating": "up"}
COSTLY = [
    ("POST", "/v1/ask", ASK),
    ("POST", "/v1/ask/stream", ASK),
    ("POST", "/v1/chat/completions", CHAT),
    ("POST", "/v1/chat/completions", {**CHAT, "stream": True}),
    ("GET", "/v1/search?q=x", None),
    ("GET", "/v1/experts?q=x", None),
    ("GET", "/v1/figures?q=x", None),
    ("GET", "/v1/figures.svg?q=x", None),
    ("POST", "/v1/feedback", FEEDBACK),
]
Visitor = Callable[..., TestClient]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(make_app: Callable[..., FastAPI], clock: Clock) -> Iterator[FastAPI]:
    """A running service whose limits go by the test's clock."""
    app = make_app()
    state = app.state.hub
    limits = Limits(MemoryBuckets(clock), VISITOR, SITE, state.metrics.refused)
    app.state.hub = replace(state, limits=limits)
    with TestClient(app):
        state.loading._thread.join()
        yield app


@pytest.fixture
def visitor(app: FastAPI) -> Visitor:
    """Clients of the one service at addresses of their own; `proxied`: behind uvicorn's proxy headers."""
    proxied = ProxyHeadersMiddleware(app, "127.0.0.1")  # type: ignore[arg-type]

    def at(address: str, **options: object) -> TestClient:
        target: ASGIApp = proxied if options.pop("proxied", False) else app  # type: ignore[assignment]
        made = partial(TestClient, target, client=(address, 5000), raise_server_exceptions=False)
        return made(**options)  # type: ignore[arg-type]

    return at


def codes(client: TestClient, calls: int, **body: object) -> list[int]:
    """The statuses of some questions."""
    return [client.post("/v1/ask", json={**ASK, **body}).status_code for _ in range(calls)]


def refused(response: Response) -> dict[str, str]:
    """The error of a call that a limit refused."""
    assert response.status_code == 429
    assert response.headers["content-type"] == "application/json"
    assert 0 < int(response.headers["retry-after"]) <= 60
    error: dict[str, str] = response.json()["error"]
    assert error["code"] == "too_many" and error["message"]
    assert f"{response.headers['retry-after']} second" in error["hint"]
    return error


@pytest.mark.parametrize(("method", "path", "body"), COSTLY)
def test_what_costs_work_is_limited_and_said_so_in_the_document(
    visitor: Visitor, method: str, path: str, body: object
) -> None:
    client = visitor("203.0.113.1")
    first = [client.request(method, path, json=body).status_code for _ in range(VISITOR)]
    assert first == [200] * VISITOR
    response = client.request(method, path, json=body)
    refused(response)
    document = client.get("/openapi.json").json()
    described = document["paths"][path.partition("?")[0]][method.lower()]["responses"]
    schema = described["429"]["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": document["components"]}).validate(response.json())


def test_a_refused_question_runs_nothing_and_is_logged_nowhere(
    visitor: Visitor, views: Views, app: FastAPI
) -> None:
    client = visitor("203.0.113.1")
    assert codes(client, VISITOR + 5) == [200] * VISITOR + [429] * 5
    assert len(views["public"].assistant.histories) == VISITOR  # type: ignore[attr-defined]
    assert app.state.hub.slots.taken == 0
    text = client.get("/metrics").text
    assert 'hub_refusals_total{limit="visitor"} 5.0' in text
    assert 'hub_answers_total{language="en",status="answered"} 3.0' in text
    assert "203.0.113" not in text


def test_waiting_as_long_as_the_reply_says_is_enough(visitor: Visitor, clock: Clock) -> None:
    client = visitor("203.0.113.1")
    codes(client, VISITOR)
    clock.now += 7_300_000
    for _ in range(3):
        clock.now += int(client.post("/v1/ask", json=ASK).headers["retry-after"]) * 1_000_000
        assert codes(client, 2) == [200, 429]


def test_routes_share_what_a_visitor_may_do_but_feedback_has_its_own(visitor: Visitor) -> None:
    client = visitor("203.0.113.1")
    assert codes(client, VISITOR) == [200] * VISITOR
    refused(client.get("/v1/search?q=x"))
    statuses = [client.post("/v1/feedback", json=FEEDBACK).status_code for _ in range(VISITOR + 1)]
    assert statuses == [200] * VISITOR + [429]


def test_an_office_behind_one_address_is_not_shut_out(visitor: Visitor) -> None:
    client = visitor("203.0.113.1")
    for colleague in range(10):
        assert codes(client, VISITOR, conversation_id=f"c{colleague}") == [200] * VISITOR
    assert codes(client, 1, conversation_id="c0") == [429]


def test_who_makes_conversations_up_is_held_by_the_address(visitor: Visitor) -> None:
    client = visitor("203.0.113.1")
    statuses = [codes(client, 1, conversation_id=f"forged {number}")[0] for number in range(35)]
    assert statuses == [200] * 30 + [429] * 5
    response = client.post("/v1/ask", json={**ASK, "conversation_id": "forged again"})
    assert "network" in refused(response)["message"]
    assert codes(visitor("203.0.113.2"), 1) == [200]


def test_all_together_are_held_by_the_site_and_no_one_pays_for_a_refusal(
    visitor: Visitor, app: FastAPI
) -> None:
    for number in range(SITE):
        assert codes(visitor(f"198.51.100.{number}"), 1) == [200]
    late = visitor("203.0.113.1")
    response = late.post("/v1/ask", json=ASK)
    assert "Very many people" in refused(response)["message"]
    assert codes(late, 9) == [429] * 9
    assert 'hub_refusals_total{limit="site"} 10.0' in late.get("/metrics").text
    # Only the staff are let past it.
    staff = visitor("203.0.113.1", headers={"Authorization": f"Bearer {STAFF_KEY}"})
    assert codes(staff, 2) == [200, 200]


def test_the_reply_can_be_read_by_pages_of_allowed_websites(visitor: Visitor) -> None:
    client = visitor("203.0.113.1", headers={"Origin": "https://www.example.org"})
    codes(client, VISITOR)
    response = client.post("/v1/ask/stream", json=ASK)
    refused(response)
    assert response.headers["access-control-allow-origin"] == "https://www.example.org"
    assert response.headers["access-control-expose-headers"].startswith("Retry-After")


def test_a_page_that_may_not_call_uses_nothing_up(visitor: Visitor) -> None:
    theirs = visitor("203.0.113.1", headers={"Origin": "https://evil.example"})
    assert codes(theirs, VISITOR + 1) == [403] * (VISITOR + 1)
    assert codes(visitor("203.0.113.1"), 1) == [200]


def test_a_body_that_is_refused_uses_nothing_up(visitor: Visitor) -> None:
    client = visitor("203.0.113.1")
    assert codes(client, VISITOR + 1, language="fr") == [422] * (VISITOR + 1)
    assert codes(client, 1) == [200]


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.1", "::1"])
def test_whoever_is_at_the_machine_is_free(visitor: Visitor, address: str) -> None:
    client = visitor(address, base_url="http://127.0.0.1:8000")
    assert codes(client, VISITOR + 2) == [200] * (VISITOR + 2)


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "127.0.0.1"},
        {"Forwarded": "for=203.0.113.1"},
        {"X-Real-IP": "203.0.113.1"},
        {"Via": "1.1 proxy"},
        {"Host": "hub.example.org"},
        {"Host": "localhost.example.org"},
        {"Origin": "https://www.example.org"},
    ],
)
def test_but_not_whoever_comes_through_a_proxy_on_it(
    visitor: Visitor, headers: dict[str, str]
) -> None:
    client = visitor("127.0.0.1", base_url="http://127.0.0.1:8000", headers=headers)
    assert codes(client, VISITOR + 1) == [200] * VISITOR + [429]


def test_nor_whoever_comes_through_one_that_names_nobody(app: FastAPI) -> None:
    async def as_nginx_calls(scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, "http_version": "1.0"}, receive, send)

    client = TestClient(as_nginx_calls, "http://127.0.0.1:8000", client=("127.0.0.1", 5000))
    assert codes(client, VISITOR + 1) == [200] * VISITOR + [429]


def test_behind_a_trusted_proxy_each_visitor_has_an_address(visitor: Visitor) -> None:
    for forwarded in ("203.0.113.1", "203.0.113.2", "198.51.100.9, 203.0.113.3"):
        client = visitor("127.0.0.1", proxied=True, headers={"X-Forwarded-For": forwarded})
        assert codes(client, VISITOR + 1) == [200] * VISITOR + [429]
    # What stands before the address that the proxy added is the visitor's own invention.
    forged = visitor("127.0.0.1", proxied=True, headers={"X-Forwarded-For": "1.2.3.4, 203.0.113.3"})
    assert codes(forged, 1) == [429]
    stranger = visitor("192.0.2.7", proxied=True, headers={"X-Forwarded-For": "203.0.113.250"})
    assert codes(stranger, VISITOR + 1) == [200] * VISITOR + [429]


def test_no_limits_where_they_are_zero(settings: Settings, views: Views) -> None:
    free = settings.model_copy(update={"visitor_limit": 0, "site_limit": 0})
    app = create_app(free, open_views=lambda: views)  # type: ignore[arg-type,return-value]
    with TestClient(app, client=("203.0.113.1", 5000)) as client:
        app.state.hub.loading._thread.join()
        assert codes(client, 50) == [200] * 50


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("203.0.113.1", "203.0.113.1"),
        ("::ffff:203.0.113.1", "203.0.113.1"),
        ("2001:db8:1:2::1", "20010db800010002::"),
        ("2001:db8:1:2:ffff::9", "20010db800010002::"),
        ("fe80::1%eth0", "fe80000000000000::"),
        ("", ""),
        ("testclient", "testclient"),
        ("x" * 1000, "x" * 100),
    ],
)
def test_what_stands_for_a_client(host: str, address: str) -> None:
    assert address_of(host) == address
