"""The pages for everybody: the demonstration at `/`, and the playground with the widget's options."""

import base64
import hashlib
import html
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible import light_and_dark, violations
from tests.browser.conftest import Visit
from tests.browser.host import Website
from tests.browser.visitor import Visitor

HEADINGS = {
    "en": ("Ask the hub’s documents", "The assistant on your website"),
    "es": ("Pregunte a los documentos del hub", "El asistente en su web"),
    "ca": ("Pregunteu als documents del hub", "L’assistent al vostre web"),
}
NARROW = [{"width": 320, "height": 640}, {"width": 360, "height": 740}]
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def fits(page: Page) -> bool:
    found: bool = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    return found


def snippet(page: Page) -> str:
    return page.locator("#snippet").text_content() or ""


@pytest.mark.parametrize("language", ["en", "es", "ca"])
def test_an_example_asks_and_is_answered_beside_it(visit: Visit, url: str, language: str) -> None:
    page = visit(f"{url}/?lang={language}")
    assert page.locator("html").get_attribute("lang") == language
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADINGS[language][0])
    example = page.locator("[data-ask]").last
    question = example.text_content() or ""
    example.click()
    exchange = Visitor(page, language).answered()
    expect(exchange.get_by_role("heading")).to_contain_text(question)
    expect(exchange.locator(".text")).to_have_attribute("lang", language)
    expect(exchange.locator(".source").first).to_be_attached()
    expect(exchange.locator(".answer")).to_be_in_viewport()
    assert violations(page) == []


def test_the_language_is_the_readers_or_chosen(visit: Visit, url: str) -> None:
    page = visit(url, locale="ca-ES")
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADINGS["ca"][0])
    page.get_by_role("link", name="ES", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADINGS["es"][0])
    page.get_by_role("link", name="Para su web").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADINGS["es"][1])
    expect(Visitor(page, "es").launcher).to_be_visible()


def test_the_snippet_of_the_page_is_copied(visit: Visit, url: str) -> None:
    page = visit(url, permissions=CLIPBOARD)
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f'<script src="{url}/widget.js" async data-language="en"></script>'


def test_where_the_clipboard_is_refused_the_snippet_is_selected(visit: Visit, url: str) -> None:
    page = visit("about:blank")
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(url)
    page.get_by_role("button", name="Copy").first.click()
    assert page.evaluate("getSelection().toString()") == snippet(page)


def test_options_change_the_preview_and_the_snippet(
    visit: Visit, url: str, website: Website
) -> None:
    page = visit(f"{url}/widget/playground?lang=en", permissions=CLIPBOARD)
    assert snippet(page) == f'<script src="{url}/widget.js" async></script>'
    page.get_by_label("Corner").select_option("left")
    page.get_by_label("Light or dark").select_option("dark")
    page.get_by_label("Title").fill('"Ours" & yours')
    page.get_by_label("Greeting").fill("<b>Hello</b>")
    page.get_by_label("Colour").fill("#7a1f5c")
    page.get_by_label("Address of your privacy page").fill("https://hub.example/privacy")
    with page.expect_request(f"{website.url}/logo.png"):
        page.get_by_label("logo").fill(f"{website.url}/logo.png")
    page.get_by_role("form").get_by_label("Language").select_option("ca")
    visitor = Visitor(page, "ca")
    expect(visitor.launcher).to_have_accessible_name('Obre l’assistent: "Ours" & yours')
    visitor.open()
    box = visitor.panel.bounding_box()
    assert box is not None and box["x"] < 40
    expect(visitor.panel.locator(".welcome p").first).to_have_text("<b>Hello</b>")
    expect(visitor.panel).to_have_css("background-color", "rgb(16, 23, 21)")
    given = dict(re.findall(r'data-(\w+)="([^"]*)"', snippet(page)))
    assert {name: html.unescape(value) for name, value in given.items()} == {
        "position": "left", "language": "ca", "theme": "dark", "colour": "#7a1f5c",
        "title": '"Ours" & yours', "greeting": "<b>Hello</b>", "privacy": "https://hub.example/privacy",
        "logo": f"{website.url}/logo.png",
    }  # fmt: skip
    page.get_by_label("Place").select_option("inline")
    assert snippet(page).startswith('<hub-assistant mode="inline"></hub-assistant>\n<script')
    expect(page.get_by_role("region", name='"Ours" & yours')).to_be_visible()
    expect(page.get_by_text("The button stands at the corner")).to_be_hidden()
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == snippet(page)


def test_a_pinned_snippet_has_the_true_integrity(visit: Visit, url: str) -> None:
    page = visit(f"{url}/widget/playground?lang=en")
    page.get_by_label("Pin this version").check()
    found = re.search(r'src="([^"]+)" async integrity="sha384-([^"]+)" crossorigin', snippet(page))
    assert found is not None
    body = page.request.get(found[1]).body()
    assert base64.b64encode(hashlib.sha384(body).digest()).decode() == found[2]
    page.get_by_label("Pin this version").uncheck()
    assert "integrity" not in snippet(page)


def test_the_pages_fit_phones_and_axe_finds_nothing(visit: Visit, url: str) -> None:
    narrow, wider = NARROW
    page = visit(f"{url}/?lang=ca", viewport=narrow, has_touch=True)
    assert fits(page)
    page.locator("[data-ask]").first.tap()
    exchange = Visitor(page, "ca").answered()
    expect(exchange.get_by_role("heading")).to_be_in_viewport()
    assert fits(page)
    assert light_and_dark(page) == []
    page.set_viewport_size(wider)  # type: ignore[arg-type]
    assert fits(page)
    page.goto(f"{url}/widget/playground?lang=es")
    assert fits(page)
    page.set_viewport_size(narrow)  # type: ignore[arg-type]
    assert fits(page)
    assert light_and_dark(page) == []


def test_the_keyboard_goes_from_the_top_to_the_content(visit: Visit, url: str) -> None:
    page = visit(f"{url}/?lang=en")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    Visitor(page).answered()


def test_no_cookie_and_no_other_host(visit: Visit, url: str) -> None:
    page = visit("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/", "/widget/playground"):
        page.goto(url + path)
        expect(page.locator("hub-assistant .panel")).to_be_attached()
    assert all(one.startswith(url) for one in asked)
    assert page.context.cookies() == []
