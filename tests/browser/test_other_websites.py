"""Pages of other websites in a real browser: what one that is named can do and read, and another not."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import from_elsewhere
from tests.browser.host import Website, hosting

CALL = """async ([address, method, body]) => {
  try {
    const headers = body ? {"Content-Type": "application/json"} : {};
    const reply = await fetch(address, {method, headers, body: body && JSON.stringify(body)});
    const wait = Number(reply.headers.get("Retry-After"));
    const error = reply.ok ? null : (await reply.json()).error.code;
    return {status: reply.status, wait, error};
  } catch (error) {
    return {status: 0, wait: 0, error: error.name};
  }
}"""
SHOW = """address => new Promise(resolve => {
  const picture = new Image();
  picture.onload = () => resolve(picture.naturalWidth > 0);
  picture.onerror = () => resolve(false);
  picture.src = address;
})"""


@pytest.fixture
def service(url: str) -> str:
    return from_elsewhere(url)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def call(page: Page, address: str, method: str, body: object = None) -> tuple[int, object]:
    found = page.evaluate(CALL, [address, method, body])
    assert (found["wait"] > 0) == (found["status"] in (429, 503))
    return found["status"], found["error"]


def test_a_named_website_calls_and_reads_every_answer(
    page: Page, website: Website, service: str
) -> None:
    page.goto(website.put(service, policy=""))
    question = {"question": "Who makes CAR-T?", "conversation_id": "c1"}
    for path in ("/v1/ask", "/v1/ask/stream"):
        assert call(page, service + path, "POST", question) == (200, None)
    assert call(page, f"{service}/v1/ask/stream", "POST", question) == (429, "too_many")
    assert call(page, f"{service}/v1/ask", "POST", {"question": 7}) == (422, "invalid")
    large = {"question": "x" * 70_000}
    assert call(page, f"{service}/v1/ask", "POST", large) == (413, "too_large")
    rating = {"answer_id": "a", "rating": "up"}
    assert call(page, f"{service}/v1/feedback", "POST", rating) == (200, None)
    assert call(page, f"{service}/v1/conversations/c1", "DELETE") == (200, None)
    assert page.evaluate(SHOW, f"{service}/v1/figures.svg?q=members")


def test_another_website_can_do_nothing(page: Page, service: str) -> None:
    with hosting() as other:
        page.goto(other.put(service, policy=""))
        for method, path in (("POST", "/v1/ask"), ("DELETE", "/v1/conversations/c1")):
            assert call(page, service + path, method, {"question": "x"}) == (0, "TypeError")
        assert call(page, f"{service}/v1/search?q=x", "GET") == (0, "TypeError")
