"""The page in a real browser, against a real service: ask, read the citations, open the quoted page."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.integration.installation import hub, library, serving, wait_until_ready

QUESTION = "What is the ATMP Catalyst accelerator?"
UNANSWERABLE = "What is the recipe for apple pie?"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    place = tmp_path_factory.mktemp("place")
    library(place / "corpus")
    assert hub(place, "ingest").returncode == 0
    with serving(place) as (url, _):
        wait_until_ready(url)
        yield url


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else 0)
    page.goto(url)
    yield page
    assert wrong == []
    context.close()


def ask(page: Page, question: str) -> None:
    page.get_by_role("textbox").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".exchange").last.locator(".text")).not_to_have_class("text waiting")


def test_an_answer_with_its_citations(page: Page, url: str) -> None:
    ask(page, QUESTION)
    exchange = page.locator(".exchange")
    expect(exchange.get_by_role("heading")).to_have_text(QUESTION)
    cards = exchange.locator(".source")
    assert cards.count() >= 1
    answer = page.request.post(f"{url}/v1/ask", data={"question": QUESTION}).json()
    for card, citation in zip(cards.all(), answer["citations"], strict=True):
        expect(card.locator(".title")).to_have_text(citation["title"])
        assert card.locator("blockquote").text_content() == citation["quote"]
    chip = exchange.locator(".chip").first
    chip.click()
    assert page.url.endswith(f"#source-1-{chip.text_content()}")


def test_the_way_to_reach_a_member_has_its_mark(page: Page, url: str) -> None:
    question = "Who makes CAR-T?"
    answer = page.request.post(f"{url}/v1/ask", data={"question": question}).json()
    told = {number for one in answer["statements"] for number in one["citations"]}
    assert {one["number"] for one in answer["citations"]} - told  # the ways to reach them
    ask(page, question)
    chips = page.locator(".exchange").last.locator(".chip").all_text_contents()
    assert {int(chip) for chip in chips} == {one["number"] for one in answer["citations"]}


def test_the_quoted_page_of_a_pdf_opens_in_a_tab_of_its_own(page: Page) -> None:
    ask(page, QUESTION)
    link = page.locator(".source a.open[href*='#page=']").first
    target = link.get_attribute("href")
    assert target is not None
    with page.context.expect_page() as opened:
        link.click()
    tab = opened.value
    tab.wait_for_load_state()
    assert tab.url.endswith(target)
    assert tab.evaluate("document.contentType") == "application/pdf"
    # Chromium shows a PDF with its own viewer, in a frame; a policy too strict would keep it out.
    while not any(frame.url.startswith("chrome-extension://") for frame in tab.frames):
        tab.wait_for_event("frameattached")


def test_an_abstention_looks_like_one(page: Page) -> None:
    ask(page, UNANSWERABLE)
    expect(page.locator(".answer.abstained .tag")).to_have_text("Not in the documents")
    expect(page.locator(".source")).to_have_count(0)


def test_a_greeting_is_no_abstention(page: Page) -> None:
    ask(page, "hello")
    expect(page.locator(".answer .text")).to_contain_text("Hello!")
    expect(page.locator(".answer.abstained, .tag")).to_have_count(0)


def test_marks_inside_a_quote_stay_text(page: Page, url: str) -> None:
    answer = page.request.post(f"{url}/v1/ask", data={"question": QUESTION}).json()
    first = answer["citations"][0]
    quotes = ["[2] Studies [1] and [2] agree [1]", "[1] [2] Others do not"]
    texts = [f"“{quotes[0]}” (in a document of 2025) [1] [2]", f"{quotes[1]} [2]"]
    answer |= {
        "text": " ".join(texts),
        "statements": [
            {"text": quotes[0], "citations": [1, 2], "support": "verbatim"},
            {"text": quotes[1], "citations": [2], "support": "verbatim"},
        ],
        "citations": [first | {"number": n, "quote": quotes[n - 1]} for n in (1, 2)],
    }
    stream = "".join(
        f"event: {name}\ndata: {json.dumps(data)}\n\n"
        for name, data in [
            ("sources", {"citations": answer["citations"]}),
            ("delta", {"text": texts[0]}),
            ("answer", answer),
        ]
    )
    page.route("**/v1/ask/stream", lambda route: route.fulfill(body=stream))
    ask(page, QUESTION)
    text = page.locator(".answer .text")
    assert text.locator(".chip").all_text_contents() == ["1", "2", "2"]
    assert text.text_content() == (f"“{quotes[0]}” (in a document of 2025) 1 2 {quotes[1]} 2")


def test_three_languages_and_examples(page: Page) -> None:
    page.get_by_role("button", name="CA", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pregunteu als documents del hub")
    assert page.locator("html").get_attribute("lang") == "ca"
    page.locator(".examples button").nth(1).click()
    expect(page.locator(".exchange h2")).to_have_text("Quants membres té el hub?")
    expect(page.locator(".answer .text")).not_to_have_class("text waiting")
    page.get_by_role("button", name="Conversa nova").click()
    expect(page.locator(".exchange")).to_have_count(0)
    expect(page.locator(".examples")).to_be_visible()


def test_an_empty_question_is_said_to_be_one(page: Page) -> None:
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("alert")).to_have_text("Write a question first.")
    expect(page.locator(".exchange")).to_have_count(0)


def test_markup_in_a_question_stays_text(page: Page) -> None:
    ask(page, "<img src=x onerror=alert(1)> members?")
    expect(page.locator(".exchange h2")).to_have_text("<img src=x onerror=alert(1)> members?")
    expect(page.locator(".exchange img")).to_have_count(0)


def test_a_phone_needs_no_sideways_scrolling(browser: Browser, url: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="es-ES")
    page = context.new_page()
    page.goto(url)
    ask(page, QUESTION)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    context.close()
