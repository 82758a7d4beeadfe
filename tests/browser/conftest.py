"""What browser tests share: a real browser for each file of tests, and a service that a website embeds."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from tests.browser.host import Website, hosting
from tests.integration.installation import hub, library, serving, wait_until_ready

STAFF_KEY = "a-staff-key-of-these-tests"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# On a busy machine an answer may take some seconds.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)
# In the words of a document, marks that look like those of citations.
MARKED = "The marmoset registry holds 12 entries [2], as studies [1] and [2] agree [1]."
# A page, with the options of its browser context.
Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@contextmanager
def launched() -> Iterator[Browser]:
    """The system's Chromium where there is one, else the one that Playwright installed."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or None, headless=True, args=FLAGS
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def website() -> Iterator[Website]:
    """A website that the service knows."""
    with hosting() as website:
        yield website


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a few of the shipped documents and their index."""
    place = tmp_path_factory.mktemp("place")
    corpus = library(place / "corpus")
    (corpus / "marmosets.md").write_text(f"# Marmosets\n\n{MARKED}\n", "utf-8")
    assert hub(place, "ingest").returncode == 0
    return place


@pytest.fixture(scope="session")
def url(place: Path, website: Website) -> Iterator[str]:
    """A service over them."""
    settings = settings_for(website) | {"HUB_STAFF_KEYS": STAFF_KEY}
    with serving(place, settings=settings) as (url, _):
        wait_until_ready(url)
        yield url


def settings_for(website: Website) -> dict[str, str]:
    """Of a service that knows a website; its limits do not hold for whoever is at the machine itself."""
    return {"HUB_ALLOWED_ORIGINS": website.url, "HUB_VISITOR_LIMIT": "2"}


def from_elsewhere(url: str) -> str:
    """The address of a service as a visitor has it who is not at the machine itself."""
    return url.replace("127.0.0.1", "hub.localhost")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Pages on which nothing goes wrong unsaid: no error of a script, and nothing against a policy."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        # That a call failed is for the page to tell; the console repeats it.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            wrong.append(message.text)

    def visited(address: str, **options: object) -> Page:
        context = browser.new_context(**{"locale": "en-GB", **options})  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", heard)
        page.goto(address)
        return page

    yield visited
    for context in contexts:
        context.close()
    assert wrong == []
