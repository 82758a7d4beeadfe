"""The press desk in a real browser: real clicks, a phone, the keyboard alone, three languages, axe."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.accessible import light_and_dark
from tests.browser.conftest import STAFF_KEY

QUESTION = "How many members does the hub have?"
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def cookies(browser: Browser, url: str) -> dict[str, object]:
    """The cookies of somebody who signed in."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(f"{url}/staff/press/brief")
    expect(page).to_have_url(f"{url}/staff/sign-in?next=%2Fstaff%2Fpress%2Fbrief")
    page.get_by_label("Staff key").fill("a-key-that-opens-nothing")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("This key opens nothing")
    page.get_by_label("Staff key").fill(STAFF_KEY)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{url}/staff/press/brief")
    assert page.evaluate("document.cookie") == ""
    state = context.storage_state()
    context.close()
    return dict(state)


@pytest.fixture
def context(browser: Browser, cookies: dict[str, object]) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="en-GB", storage_state=cookies)  # type: ignore[arg-type]
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, url: str) -> Iterator[Page]:
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else 0)
    page.goto(f"{url}/staff/press?lang=en")
    yield page
    # A form that is sent back says so with its status, which the console repeats.
    assert [one for one in wrong if "422" not in one] == []


def ask(page: Page, question: str) -> None:
    page.get_by_role("textbox", name="Question").fill(question)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(question)


def test_figures_stand_in_a_table_and_a_chart(page: Page) -> None:
    ask(page, QUESTION)
    rows = page.locator("table.figures tbody tr")
    expect(rows.first).to_contain_text("more than 70 members")
    expect(rows.first).to_contain_text("2025")
    expect(rows.last).to_contain_text("45 members")
    expect(rows.last).to_contain_text("10 June 2024")
    expect(rows.last).to_contain_text("older than 18 months")
    expect(page.locator(".chart svg")).to_be_visible()


def test_a_quote_is_copied_with_its_reference_at_one_click(
    page: Page, context: BrowserContext, url: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=url)
    ask(page, QUESTION)
    card = page.locator(".source").first
    quote = card.locator("blockquote").text_content()
    title = card.locator(".title").text_content()
    card.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{quote}” (“{title}”, ")


def test_where_the_clipboard_is_refused_the_text_can_be_copied_by_hand(page: Page) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    ask(page, QUESTION)
    card = page.locator(".source").first
    expect(card.get_by_role("textbox")).to_be_hidden()
    card.get_by_role("button", name="Copy").click()
    expect(card.get_by_role("textbox")).to_be_focused()
    assert "“" in page.evaluate("getSelection().toString() || document.activeElement.value")


def test_the_pdf_opens_at_the_page_with_the_quote_highlighted(page: Page) -> None:
    ask(page, QUESTION)
    link = page.get_by_role("link", name="Show in the PDF").first
    target = link.get_attribute("href")
    assert target is not None and "#page=" in target
    file = page.request.get(page.url.partition("/staff")[0] + target)
    assert b"/Highlight" in file.body()
    with page.context.expect_page() as opened:
        link.click()
    tab = opened.value
    tab.wait_for_load_state()
    assert tab.url.endswith(target)
    while not any(frame.url.startswith("chrome-extension://") for frame in tab.frames):
        tab.wait_for_event("frameattached")


def test_the_quote_is_marked_in_the_text_of_its_page(page: Page) -> None:
    ask(page, QUESTION)
    card = page.locator(".source").first
    quote = card.locator("blockquote").text_content()
    card.get_by_role("link", name="Show in its page").click()
    expect(page.locator("mark")).to_have_text(quote or "")
    expect(page.locator("mark")).to_be_in_viewport()


def test_a_brief_is_picked_edited_and_taken_away(page: Page) -> None:
    ask(page, QUESTION)
    quote = page.locator(".source blockquote").first.text_content()
    page.locator("table.figures").get_by_role("button", name="Add to the brief").first.click()
    expect(page.get_by_role("link", name="Brief (1)")).to_be_visible()
    page.locator(".sources").get_by_role("button", name="Add to the brief").first.click()
    page.get_by_role("link", name="Brief (2)").click()
    page.get_by_role("button", name="Add your own words").click()
    page.get_by_label("Your own words").fill("The hub <grows>.")
    page.get_by_label("Title").fill("Members")
    page.get_by_role("button", name="Up: Item 3").click()
    expect(page.locator(".items li").nth(1).get_by_role("textbox")).to_have_value(
        "The hub <grows>."
    )
    with page.expect_download() as word:
        page.get_by_role("button", name="Word file").click()
    with zipfile.ZipFile(io.BytesIO(Path(word.value.path()).read_bytes())) as file:
        assert b"footnoteReference" in file.read("word/document.xml")
    with page.expect_download() as plain:
        page.get_by_role("button", name="Markdown").click()
    text = Path(plain.value.path()).read_text("utf-8")
    assert text.startswith("# Members\n\nAs of 2025") and "[^2]: " in text
    assert quote is not None and quote.split(".")[0] in text
    for left in ("Brief (2)", "Brief (1)", "Brief (0)"):
        page.get_by_role("button", name="Remove: Item 1").click()
        expect(page.get_by_role("link", name=left)).to_be_visible()


def test_an_answer_is_fixed_given_and_deleted(page: Page, url: str) -> None:
    ask(page, QUESTION)
    page.get_by_role("link", name="Fix the answer to this question").click()
    page.get_by_role("button", name="Save as checked today").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose at least one quote")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Save as checked today").click()
    expect(page.get_by_role("heading", level=2)).to_have_text(QUESTION)
    answer = page.request.post(f"{url}/v1/ask", data={"question": "Quants membres té el hub?"})
    assert answer.json()["checked"] is not None
    page.get_by_role("link", name="Ask", exact=True).click()
    ask(page, QUESTION)
    expect(page.locator(".answer .tag")).to_contain_text("Checked by the hub")
    page.get_by_role("link", name="Checked answers").click()
    page.get_by_role("button", name=f"Delete: {QUESTION}").click()
    expect(page.get_by_text("There are none yet.")).to_be_visible()


def test_the_desk_needs_no_mouse(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="Question")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    button = page.locator(".sources").get_by_role("button", name="Add to the brief").first
    expect(button).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if button.evaluate("node => node === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Brief (1)")).to_be_visible()
    page.get_by_role("link", name="Brief (1)").press("Enter")
    page.get_by_role("button", name="Remove: Item 1").press("Enter")
    expect(page.get_by_role("link", name="Brief (0)")).to_be_visible()


def test_the_language_is_switched_and_kept(page: Page) -> None:
    page.get_by_role("link", name="CA", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Què necessita el periodista?")
    assert page.locator("html").get_attribute("lang") == "ca"
    page.get_by_role("link", name="Respostes comprovades").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Respostes comprovades")
    page.get_by_role("link", name="ES", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Respuestas comprobadas")


PAGES = (
    "/staff/press",
    f"/staff/press?q={QUESTION}",
    "/staff/press/brief",
    "/staff/press/checked",
    f"/staff/press/checked/new?q={QUESTION}",
    "/staff/press/source/nowhere?start=0&end=1",
)


def test_every_page_is_accessible_and_fits_a_phone(
    browser: Browser, cookies: dict[str, object], url: str
) -> None:
    context = browser.new_context(
        viewport=PHONE,  # type: ignore[arg-type]
        storage_state=cookies,  # type: ignore[arg-type]
    )
    page = context.new_page()
    for path in PAGES:
        page.goto(url + path)
        assert light_and_dark(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    page.goto(f"{url}/staff/press?q={QUESTION}")
    chart = page.locator(".chart")
    assert chart.evaluate("node => node.scrollWidth <= node.clientWidth")
    edge = chart.evaluate("node => node.getBoundingClientRect().right")
    for text in chart.locator("text").all():
        assert text.evaluate("node => node.getBoundingClientRect().right") <= edge
    page.get_by_role("link", name="Show in its page").first.click()
    expect(page.locator("mark")).to_be_visible()
    assert light_and_dark(page) == []
    context.clear_cookies()
    page.goto(f"{url}/staff/sign-in")
    assert light_and_dark(page) == []
    context.close()


def test_signed_out_nothing_is_shown(browser: Browser, url: str) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(f"{url}/staff/press")
    page.get_by_label("Staff key").fill(STAFF_KEY)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(f"{url}/staff/sign-in")
    page.goto(f"{url}/staff/press")
    expect(page.get_by_label("Staff key")).to_be_visible()
    context.close()
