"""What axe finds wrong on a page. In: a page as it stands. Out: a line for each violation."""

from pathlib import Path

from playwright.sync_api import Page

_AXE = Path(__file__).with_name("axe") / "axe.min.js"
# Of what is right only that there is some: collecting all of it takes most of the time.
_OPTIONS = {"resultTypes": ["violations"], "iframes": False, "preload": False}
_FIND = """(options) => axe.run(document, options).then(({ violations }) => violations.flatMap(
    ({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)))"""


def light_and_dark(page: Page) -> list[str]:
    """In light by all rules; of the dark the colours alone, since nothing else changes."""
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    found += violations(page, "color-contrast")
    page.emulate_media(color_scheme="light")
    return found


def violations(page: Page, *rules: str) -> list[str]:
    """By some rules, or by all."""
    if not page.evaluate("typeof axe === 'object'"):
        # A page may let no script in: the debugger does not ask it.
        session = page.context.new_cdp_session(page)
        session.send("Runtime.evaluate", {"expression": f"{_AXE.read_text('utf-8')};0"})
        session.detach()
    chosen = {"runOnly": list(rules)} if rules else {"rules": {"target-size": {"enabled": True}}}
    found: list[str] = page.evaluate(_FIND, _OPTIONS | chosen)
    return found
