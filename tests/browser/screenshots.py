"""The pictures in `docs/`: in, nothing; out, PNG files of a real service over the shipped documents.

Run as `python -m tests.browser.screenshots` (`make screenshots`).
"""

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import launched, settings_for
from tests.browser.host import Website, hosting
from tests.browser.visitor import Visitor
from tests.integration.installation import ROOT, hub, serving, wait_until_ready

FOLDER = ROOT / "docs"
LARGEST = 200_000
# A website of a hub that there is not.
WORDS = """<style>
body { margin: 0; font: 17px/1.6 Georgia, serif; color: #23302c; background: #fbfaf6 }
nav { display: flex; gap: 2rem; padding: 1.1rem 3rem; background: #fff; border-bottom: 1px solid #e3e0d6 }
nav b { margin-right: auto; color: #00695c }
article { max-width: 38rem; padding: 2rem 3rem }
h1 { margin: 0 0 1rem; font-size: 2.4rem; line-height: 1.15 }
div { margin-top: 1.2rem; padding: 1rem 1.25rem; background: #fff; border: 1px solid #e3e0d6 }
</style>
<nav><b>Example Hub</b><span>About</span><span>Members</span><span>News</span><span>Contact</span></nav>
<article><h1>Where research meets those who bring it to patients</h1>
<p>A page as any hub has one. One line in it puts the assistant at its corner, in the language of the
page.</p>
<div><b>For entrepreneurs.</b> Ask who works on what, and how to reach them.</div>
<div><b>For the press.</b> Ask for a figure, and get it with its date and its source.</div>
<div><b>For everybody.</b> Ask what a word means, in Catalan, Spanish or English.</div></article>"""
MEMBERS = "How many members does the hub have?"
HOSPITALS = "Which hospitals in Catalonia produce CAR-T?"
VECTORS = {"es": "¿Quién puede producir vectores virales?", "ca": "Qui pot produir vectors virals?"}


def main() -> None:
    """Take every picture."""
    with hosting() as website, service(website) as url, launched() as browser:

        def asked(question: str, language: str = "en", **screen: object) -> Visitor:
            page = opened(browser, **screen)
            page.goto(website.put(url, words=WORDS, language=language, policy=""))
            visitor = Visitor(page, language)
            visitor.open()
            visitor.ask(question)
            return visitor

        page = opened(browser, viewport={"width": 1280, "height": 900})
        page.goto(f"{url}/?lang=en")
        page.locator("[data-ask]", has_text=MEMBERS).click()
        Visitor(page).answered()
        save("page", page)
        save("widget", asked(HOSPITALS).page)
        save("widget-dark", asked(VECTORS["es"], "es", color_scheme="dark").page)
        phone = {"viewport": {"width": 390, "height": 780}, "device_scale_factor": 2}
        save("widget-phone", asked(VECTORS["ca"], "ca", **phone).page)
        visitor = asked(MEMBERS)
        visitor.last.get_by_role("button", name="Show in the document").first.click()
        expect(visitor.viewer.locator("canvas")).to_be_visible()
        save("viewer", visitor.page)


@contextmanager
def service(website: Website) -> Iterator[str]:
    """A service over all shipped documents."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        assert hub(place, "ingest", str(ROOT / "corpus")).returncode == 0
        with serving(place, settings=settings_for(website)) as (url, _):
            wait_until_ready(url)
            yield url


def opened(browser: Browser, **screen: object) -> Page:
    """A page in which nothing moves, so that no picture is taken half-way."""
    usual = {
        "locale": "en-GB", "viewport": {"width": 1280, "height": 800}, "device_scale_factor": 1.5,
        "reduced_motion": "reduce",
    }  # fmt: skip
    return browser.new_page(**{**usual, **screen})  # type: ignore[arg-type]


def save(name: str, page: Page) -> None:
    """A picture as small as a README's should be."""
    picture = Image.open(io.BytesIO(page.screenshot()))
    file = FOLDER / f"{name}.png"
    picture.convert("RGB").quantize(96).save(file, optimize=True)
    assert file.stat().st_size < LARGEST, f"{file.name} has {file.stat().st_size} bytes"
    print(f"{file.name}: {file.stat().st_size // 1000} KB")


if __name__ == "__main__":
    main()
