"""The widget for everybody: the keyboard alone, screen readers, large text, phones, dark, forced colours."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessible import light_and_dark
from tests.browser.conftest import Visit
from tests.browser.host import Website
from tests.browser.line import line_to
from tests.browser.test_widget import QUESTIONS
from tests.browser.visitor import Visitor, focused

WHO = {
    "en": "Who makes CAR-T?",
    "es": "¿Quién produce CAR-T?",
    "ca": "Qui produeix CAR-T?",
}
MISSING = {
    "en": "What is the recipe for apple pie?",
    "es": "¿Cuál es la receta de la tarta de manzana?",
    "ca": "Quina és la recepta del pastís de poma?",
}
SHOW = {
    "en": "Show in the document: Source 1",
    "es": "Ver en el documento: Fuente 1",
    "ca": "Mostra al document: Font 1",
}
# Whether the focus can be seen: a ring or shadow on what has it, or on the box of the field.
RING = """() => {
    let at = document.activeElement;
    while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    // From the last control of a page or of a modal dialog the focus goes to the browser's own.
    if (at === document.body) return true;
    return [at, at.closest(".box")].filter(Boolean).some((one) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        const ring = outlineStyle === "auto" || outlineStyle === "solid" && parseFloat(outlineWidth) >= 2;
        return ring || boxShadow !== "none";
    });
}"""
ADDED = """() => {
    const log = document.querySelector("hub-assistant").shadowRoot.querySelector("[role=log]");
    window.added = [];
    new MutationObserver((all) => {
        const read = all.filter(({ target }) => !target.closest("[aria-live=off]"));
        for (const { addedNodes } of read) for (const node of addedNodes) window.added.push(node.nodeName);
    }).observe(log, { childList: true, subtree: true });
}"""


@pytest.mark.parametrize("language", ["en", "es", "ca"])
def test_axe_finds_nothing_in_any_state(
    visit: Visit, website: Website, url: str, language: str
) -> None:
    page = visit(website.put(url, language=language))
    visitor = Visitor(page, language)
    page.emulate_media(reduced_motion="reduce")
    assert light_and_dark(page) == []
    visitor.open()
    assert light_and_dark(page) == []
    for question in (QUESTIONS[language], WHO[language], MISSING[language]):
        visitor.ask(question)
    visitor.button(visitor.menu).click()
    assert light_and_dark(page) == []
    visitor.exchanges.first.get_by_role("button", name=SHOW[language]).click()
    expect(visitor.viewer.locator("canvas")).to_be_visible()
    assert light_and_dark(page) == []
    visitor.viewer.get_by_role("button", name="Text").click()
    expect(visitor.viewer.locator("mark")).to_be_visible()
    page.keyboard.press("Escape")
    page.context.set_offline(True)
    visitor.ask(WHO[language])
    assert light_and_dark(page) == []


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Go on with the keyboard until what has this name has the focus, which is seen at every stop."""
    for _ in range(60):
        if focused(page).startswith(name):
            return
        page.keyboard.press(key)
        assert page.evaluate(RING), focused(page)
    raise AssertionError(name)


def test_it_needs_no_mouse(visit: Visit, website: Website, url: str) -> None:
    page = visit(website.put(url))
    visitor = Visitor(page)
    expect(visitor.launcher).to_be_visible()
    tab_to(page, "Open the assistant")
    page.keyboard.press("Enter")
    expect(visitor.field).to_be_focused()
    page.keyboard.type(QUESTIONS["en"])
    page.keyboard.press("Enter")
    visitor.answered()
    expect(visitor.field).to_be_focused()
    tab_to(page, "Close the assistant", "Shift+Tab")
    for name in ("Source 1", "Show in the document", "Useful", "Copy the answer"):
        tab_to(page, name)
    tab_to(page, "Source 1", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(visitor.last.locator(".source").first).to_be_focused()
    tab_to(page, "Show in the document")
    page.keyboard.press("Space")
    tab_to(page, "Close the document")
    page.keyboard.press("Enter")
    tab_to(page, "More actions", "Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page, "Download the conversation")
    page.keyboard.press("Escape")
    expect(visitor.button("More actions")).to_be_focused()
    expect(visitor.button("More actions")).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Escape")
    expect(visitor.panel).to_be_hidden()
    expect(visitor.launcher).to_be_focused()


def test_an_answer_is_read_aloud_once_and_not_as_it_grows(
    visit: Visit, website: Website, url: str
) -> None:
    with line_to(url) as line:
        line.delay = 0.05
        page = visit(website.put(line.url))
        visitor = Visitor(page)
        visitor.open()
        page.evaluate(ADDED)
        log = visitor.widget.get_by_role("log", name="Questions and answers")
        expect(log).to_have_attribute("aria-live", "polite")
        visitor.send(WHO["en"])
        expect(visitor.widget.get_by_role("status")).to_have_text("Searching the documents…")
        visitor.answered()
        assert page.evaluate("window.added") == ["ARTICLE"]
        visitor.button("Useful").click()
        note = visitor.last.locator(".rating").get_by_role("status")
        expect(note).to_have_text("Thank you.")
    assert page.evaluate("window.added") == ["ARTICLE"]


def fits(visitor: Visitor) -> None:
    """Nothing goes over an edge, and every control is where it can be reached."""
    page = visitor.page
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    scroll = visitor.panel.locator(".scroll")
    assert scroll.evaluate("node => node.scrollWidth <= node.clientWidth")
    size = page.evaluate("[innerWidth, innerHeight]")
    for control in (visitor.field, visitor.button("Ask"), visitor.button("Close the assistant")):
        box = box_of(control)
        assert box[0] >= 0 and box[1] >= 0
        assert box[0] + box[2] <= size[0] + 0.5 and box[1] + box[3] <= size[1] + 0.5
    assert box_of(scroll)[3] > 60


def box_of(locator: Locator) -> tuple[float, float, float, float]:
    box = locator.bounding_box()
    assert box is not None
    return box["x"], box["y"], box["width"], box["height"]


@pytest.mark.parametrize("size", [(320, 568), (360, 740), (568, 320)])
def test_on_a_phone_it_has_the_whole_screen(
    visit: Visit, website: Website, url: str, size: tuple[int, int]
) -> None:
    screen = {"width": size[0], "height": size[1]}
    page = visit(website.put(url), viewport=screen, has_touch=True, is_mobile=True)
    visitor = Visitor(page)
    visitor.launcher.tap()
    fits(visitor)
    visitor.ask(WHO["en"])
    fits(visitor)
    if size[0] < 480:
        expect(visitor.widget.locator("dialog.panel:modal")).to_have_count(1)
        assert box_of(visitor.panel) == (0, 0, *size)
    visitor.last.get_by_role("button", name=SHOW["en"]).tap()
    expect(visitor.viewer.locator("mark")).to_be_in_viewport()
    close = visitor.viewer.get_by_role("button", name="Close the document")
    assert box_of(close)[0] + 40 <= size[0]
    close.tap()
    visitor.button("Close the assistant").tap()
    expect(visitor.launcher).to_be_focused()


def test_a_phone_that_is_turned_keeps_everything(visit: Visit, website: Website, url: str) -> None:
    page = visit(website.put(url), viewport={"width": 360, "height": 740})
    visitor = Visitor(page)
    visitor.open()
    visitor.ask(QUESTIONS["en"])
    visitor.field.fill("half a quest")
    page.set_viewport_size({"width": 740, "height": 360})
    expect(visitor.widget.locator("dialog.panel:modal")).to_have_count(0)
    expect(visitor.field).to_be_focused()
    visitor.last.get_by_role("button", name=SHOW["en"]).click()
    expect(visitor.viewer.locator("canvas")).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 740})
    expect(visitor.viewer.locator("canvas")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(visitor.widget.locator("dialog.panel:modal")).to_have_count(1)
    expect(visitor.field).to_have_value("half a quest")
    fits(visitor)


def test_at_twice_the_zoom_all_can_be_reached(visit: Visit, website: Website, url: str) -> None:
    # A window of 1280 by 800 has half as many of the page's pixels then.
    page = visit(website.put(url), viewport={"width": 640, "height": 400}, device_scale_factor=2)
    visitor = Visitor(page)
    visitor.open()
    visitor.ask(WHO["en"])
    fits(visitor)


def test_a_visitor_who_reads_large_text_gets_it(visit: Visit, website: Website, url: str) -> None:
    page = visit(website.put(url))
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.reload()
    visitor = Visitor(page)
    visitor.open()
    expect(visitor.panel.locator(".welcome p").first).to_have_css("font-size", "32px")
    visitor.ask(WHO["en"])
    fits(visitor)


def test_nothing_moves_where_motion_is_not_wanted(visit: Visit, website: Website, url: str) -> None:
    page = visit(website.put(url), reduced_motion="reduce")
    with line_to(url) as line:
        page.goto(website.put(line.url))
        visitor = Visitor(page)
        visitor.open()
        line.flows.clear()
        visitor.send(QUESTIONS["en"])
        expect(visitor.button("Stop")).to_be_visible()
        moving = page.evaluate("document.getAnimations().length")
        shadow = "document.querySelector('hub-assistant').shadowRoot.getAnimations().length"
        assert (moving, page.evaluate(shadow)) == (0, 0)
        expect(visitor.panel.locator(".scroll")).to_have_css("scroll-behavior", "auto")


def test_in_forced_colours_controls_and_focus_are_seen(
    visit: Visit, website: Website, url: str
) -> None:
    page = visit(website.put(url), forced_colors="active")
    visitor = Visitor(page)
    visitor.open()
    box = visitor.panel.locator(".box")
    expect(box).to_have_css("outline-style", "solid")
    expect(box).to_have_css("outline-width", re.compile(r"^[2-9]px"))
    exchange = visitor.ask(QUESTIONS["en"])
    for control in (visitor.button("Ask"), exchange.locator(".chip").first):
        expect(control).to_have_css("border-style", "solid")
    mark = exchange.get_by_role("button", name=SHOW["en"])
    mark.click()
    visitor.viewer.get_by_role("button", name="Text").click()
    expect(visitor.viewer.locator("mark")).to_be_visible()


def test_a_dark_page_needs_no_reload(visit: Visit, website: Website, url: str) -> None:
    page = visit(website.put(url))
    visitor = Visitor(page)
    visitor.open()
    visitor.field.fill("half a quest")
    page.emulate_media(color_scheme="dark")
    expect(visitor.panel).to_have_css("background-color", "rgb(16, 23, 21)")
    expect(visitor.field).to_be_focused()
