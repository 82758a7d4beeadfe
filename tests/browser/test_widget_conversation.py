"""A conversation with the widget: what is sent and kept, cleared, taken away, rated and suggested."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import Visit
from tests.browser.host import Website
from tests.browser.visitor import Visitor

QUESTION = "What is the ATMP Catalyst accelerator?"


@pytest.fixture
def visitor(visit: Visit, website: Website, url: str) -> Visitor:
    website.put(url, path="/second", words="<h1>Second</h1>")
    visitor = Visitor(visit(website.put(url)))
    visitor.open()
    return visitor


def sent(page: Page) -> list[Request]:
    """What the page sends from now on."""
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))
    return requests


def test_nothing_is_sent_before_the_visitor_asks_and_then_only_to_the_service(
    visit: Visit, website: Website, url: str
) -> None:
    page = visit("about:blank")
    requests = sent(page)
    page.goto(website.put(url))
    visitor = Visitor(page)
    visitor.open()
    expect(visitor.panel.locator(".privacy")).to_contain_text(url.partition("//")[2])
    visitor.page.keyboard.type("A thought that is not asked")
    visitor.widget.get_by_role("combobox").select_option("es")
    assert [one.url for one in requests] == [f"{website.url}/", f"{url}/widget.js"]
    Visitor(page, "es").ask(QUESTION)
    asked = [one for one in requests if one.url.startswith(f"{url}/v1/")]
    assert {one.url for one in asked} == {f"{url}/v1/ask/stream"}
    assert {one.url.split("/", 3)[2] for one in requests} == {
        website.url.partition("//")[2],
        url.partition("//")[2],
    }
    for one in asked:
        assert "cookie" not in one.all_headers() and "referer" not in one.all_headers()
    assert page.context.cookies() == []
    assert page.evaluate("[document.cookie, localStorage.length]") == ["", 0]


def test_it_survives_another_page_and_a_reload(visitor: Visitor, website: Website) -> None:
    visitor.ask(QUESTION)
    text = visitor.last.locator(".answer .text").text_content()
    visitor.field.fill("and then")
    visitor.page.get_by_role("link", name="Our second page").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Second")
    expect(visitor.panel).to_be_visible()
    expect(visitor.last.locator(".answer .text")).to_have_text(text or "")
    expect(visitor.field).to_have_value("and then")
    # Whoever comes to a page reads the page: what was open takes no focus.
    assert visitor.page.evaluate("document.activeElement === document.body")
    visitor.page.reload()
    expect(visitor.exchanges).to_have_count(1)
    visitor.button("Close the assistant").click()
    visitor.page.reload()
    expect(visitor.launcher).to_be_visible()
    expect(visitor.panel).to_be_hidden()


def test_it_goes_on_with_what_was_said(visitor: Visitor) -> None:
    visitor.ask("How much did SpliceBio raise?")
    visitor.page.reload()
    with visitor.page.expect_request("**/v1/ask/stream") as asked:
        visitor.ask("And when?")
    body = json.loads(asked.value.post_data or "")
    assert re.fullmatch(r"[0-9a-f]{32}", body["conversation_id"])
    assert [turn["role"] for turn in body["history"]] == ["user", "assistant"]
    expect(visitor.last.locator(".text").first).to_contain_text("11 June 2025")


def test_it_is_deleted_here_and_at_the_service(visitor: Visitor) -> None:
    with visitor.page.expect_request("**/v1/ask/stream") as asked:
        visitor.ask(QUESTION)
    name = json.loads(asked.value.post_data or "")["conversation_id"]
    visitor.choose("Delete the conversation")
    expect(visitor.button("Delete it for good?")).to_be_focused()
    visitor.page.keyboard.press("Escape")
    expect(visitor.button(visitor.menu)).to_be_focused()
    expect(visitor.exchanges).to_have_count(1)
    with visitor.page.expect_response(f"**/v1/conversations/{name}") as deleted:
        visitor.delete()
    assert deleted.value.request.method == "DELETE" and deleted.value.ok
    expect(visitor.exchanges).to_have_count(0)
    expect(visitor.widget.get_by_role("group", name="Questions to start with")).to_be_visible()
    expect(visitor.field).to_be_focused()
    assert QUESTION not in visitor.page.evaluate("JSON.stringify(sessionStorage)")
    with visitor.page.expect_request("**/v1/ask/stream") as again:
        visitor.ask(QUESTION)
    assert json.loads(again.value.post_data or "")["conversation_id"] != name


def test_it_is_taken_away_as_a_file(visitor: Visitor) -> None:
    visitor.ask(QUESTION)
    quote = visitor.last.locator("blockquote").first.text_content() or ""
    with visitor.page.expect_download() as download:
        visitor.choose("Download the conversation")
    assert download.value.suggested_filename == "conversation.md"
    text = Path(download.value.path()).read_text("utf-8")
    assert f"## {QUESTION}" in text and f"[1] “{quote}”" in text and "page 4" in text


def test_an_answer_is_copied_with_its_sources(visit: Visit, website: Website, url: str) -> None:
    page = visit(website.put(url), permissions=["clipboard-read", "clipboard-write"])
    visitor = Visitor(page)
    # Browsers give pages a clipboard where they are safe, as those on this machine are.
    visitor.open()
    visitor.ask(QUESTION)
    visitor.button("Copy the answer").click()
    expect(visitor.last.locator(".rating").get_by_role("status")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    quote = visitor.last.locator("blockquote").first.text_content()
    assert f"[1] “{quote}” ATMP Catalonia, 2023-2025, 2025, page 4" in copied


def test_an_answer_is_rated_with_a_comment(visitor: Visitor) -> None:
    visitor.ask(QUESTION)
    with visitor.page.expect_response("**/v1/feedback") as rated:
        visitor.button("Useful").click()
    assert rated.value.ok
    expect(visitor.button("Useful")).to_have_attribute("aria-pressed", "true")
    note = visitor.last.locator(".rating").get_by_role("status")
    expect(note).to_have_text("Thank you.")
    comment = visitor.widget.get_by_role("textbox", name="What was good or missing? (optional)")
    comment.fill("The page, please")
    with visitor.page.expect_response("**/v1/feedback") as told:
        visitor.last.get_by_role("button", name="Send").click()
    assert told.value.ok
    body = json.loads(told.value.request.post_data or "")
    assert (body["rating"], body["comment"]) == ("up", "The page, please")
    expect(comment).to_be_hidden()
    expect(visitor.button("Useful")).to_be_focused()
    visitor.page.reload()
    expect(visitor.button("Useful")).to_have_attribute("aria-pressed", "true")
    visitor.button("Not useful").click()
    expect(visitor.button("Useful")).to_have_attribute("aria-pressed", "false")


def test_a_rating_that_is_not_sent_is_not_thanked_for(visitor: Visitor) -> None:
    visitor.ask(QUESTION)
    visitor.page.context.set_offline(True)
    visitor.button("Not useful").click()
    note = visitor.last.locator(".rating").get_by_role("status")
    expect(note).to_have_text("Your rating could not be sent.")
    expect(visitor.button("Not useful")).to_have_attribute("aria-pressed", "false")
    visitor.page.context.set_offline(False)
    visitor.button("Not useful").click()
    expect(note).to_have_text("Thank you.")
    visitor.page.context.set_offline(True)
    comment = visitor.widget.get_by_role("textbox", name="What was good or missing? (optional)")
    comment.fill("Words that are not to be lost")
    visitor.last.get_by_role("button", name="Send").click()
    expect(note).to_have_text("Your rating could not be sent.")
    expect(comment).to_have_value("Words that are not to be lost")


def test_questions_are_suggested_to_start_and_to_go_on(visitor: Visitor) -> None:
    starters = visitor.widget.get_by_role("group", name="Questions to start with")
    starter = starters.get_by_role("button").first
    question = starter.text_content() or ""
    starter.click()
    exchange = visitor.answered()
    expect(exchange.get_by_role("heading")).to_contain_text(question)
    expect(exchange.locator(".source").first).to_be_visible()
    expect(starters).to_have_count(0)
    expect(visitor.field).to_be_focused()
    following = exchange.get_by_role("group", name="Ask next").get_by_role("button").first
    question = following.text_content() or ""
    following.click()
    expect(visitor.answered(2).get_by_role("heading")).to_contain_text(question)


def test_only_the_last_exchanges_stay_on_the_page(visitor: Visitor) -> None:
    exchange = {"question": "?", "failure": {"kind": "stopped", "values": {}}}
    visitor.page.evaluate(
        """(one) => {
            const [key] = Object.keys(sessionStorage);
            const kept = JSON.parse(sessionStorage.getItem(key));
            sessionStorage.setItem(key, JSON.stringify({ ...kept, exchanges: Array(50).fill(one) }));
        }""",
        exchange,
    )
    visitor.page.reload()
    expect(visitor.exchanges).to_have_count(30)
    visitor.send("hello")
    expect(visitor.last.get_by_role("heading")).to_contain_text("hello")
    expect(visitor.exchanges).to_have_count(30)


def test_what_another_script_left_in_its_place_breaks_nothing(visitor: Visitor) -> None:
    for left in ("{", "null", '{"exchanges": 3}', '{"exchanges": [{}]}'):
        visitor.page.evaluate(
            "(left) => sessionStorage.setItem(Object.keys(sessionStorage)[0], left)", left
        )
        visitor.page.reload()
        expect(visitor.launcher).to_be_visible()


def test_without_a_storage_it_answers_all_the_same(
    visit: Visit, website: Website, url: str
) -> None:
    page = visit("about:blank")
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw 1; } })")
    page.goto(website.put(url))
    visitor = Visitor(page)
    visitor.open()
    visitor.ask(QUESTION)
