"""A visitor of a website with the widget: what people do with it, and what they see, by its names."""

import re

from playwright.sync_api import Locator, Page, expect

# The names of what every visitor uses, in each language.
NAMES = {
    "en": ("Open the assistant", "Your question", "More actions"),
    "es": ("Abrir el asistente", "Su pregunta", "Más acciones"),
    "ca": ("Obre l’assistent", "La vostra pregunta", "Més accions"),
}


class Visitor:
    """The widget on a page, used by its names in a language."""

    def __init__(self, page: Page, language: str = "en") -> None:
        self.page = page
        self.opening, self.question, self.menu = NAMES[language]
        self.widget = page.locator("hub-assistant")
        self.panel = self.widget.locator(".panel")
        self.exchanges = self.widget.locator(".log .exchange")
        self.last = self.exchanges.last
        self.viewer = self.widget.locator("dialog.viewer")

    @property
    def launcher(self) -> Locator:
        return self.widget.get_by_role("button", name=re.compile(f"^{self.opening}"))

    @property
    def field(self) -> Locator:
        return self.widget.get_by_role("textbox", name=self.question)

    def button(self, name: str) -> Locator:
        return self.widget.get_by_role("button", name=name, exact=True)

    def open(self) -> None:
        self.launcher.click()
        expect(self.panel).to_be_visible()

    def send(self, question: str) -> None:
        self.field.fill(question)
        self.page.keyboard.press("Enter")

    def ask(self, question: str) -> Locator:
        """The exchange, once it is answered."""
        before = self.exchanges.count()
        self.send(question)
        return self.answered(before + 1)

    def answered(self, number: int = 1) -> Locator:
        """The exchange of a number, once its answer is there."""
        exchange = self.exchanges.nth(number - 1)
        expect(exchange.locator(".answer")).to_be_visible()
        return exchange

    def delete(
        self, action: str = "Delete the conversation", sure: str = "Delete it for good?"
    ) -> None:
        """The conversation, after the question whether it is to be."""
        self.choose(action)
        self.button(sure).click()

    def choose(self, action: str) -> None:
        """An action of the menu."""
        self.button(self.menu).click()
        self.button(action).click()


def focused(page: Page) -> str:
    """The name or text of what has the focus, in the widget or outside it."""
    found: str = page.evaluate(
        """() => {
            let at = document.activeElement;
            while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
            return at.getAttribute("aria-label") || at.textContent.trim() || at.tagName;
        }"""
    )
    return found
