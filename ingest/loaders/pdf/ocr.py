"""Text of scanned pages, through Tesseract where it is installed (extra `ocr`, and the program).

In: a pypdf page. Out: its paragraphs. `missing` says in words what has to be installed.
"""

import importlib.util
import re
import shutil
from typing import Any

from pypdf import PageObject

_LANGUAGES = ("eng", "spa", "cat")
_SECONDS = 60
_PARAGRAPH = re.compile(r"\n\s*\n")


def missing() -> str | None:
    """What keeps OCR from working on this machine; none if nothing does."""
    if shutil.which("tesseract") is None:
        return "install Tesseract to read it"
    if importlib.util.find_spec("pytesseract") is None:
        return "install the extra `ocr` to read it"
    if not _languages():
        return f"install a Tesseract language to read it: {', '.join(_LANGUAGES)}"
    return None


def paragraphs(page: PageObject) -> list[list[str]]:
    """The paragraphs on the page's images, each as its lines."""
    tesseract = _tesseract()
    languages = "+".join(_languages())
    found: list[list[str]] = []
    for image in page.images:
        if image.image is None:
            continue
        picture = image.image.convert("L")
        text = tesseract.image_to_string(picture, lang=languages, timeout=_SECONDS)
        found += [block.splitlines() for block in _PARAGRAPH.split(text) if block.strip()]
    return found


def _languages() -> list[str]:
    installed = set(_tesseract().get_languages())
    return [language for language in _LANGUAGES if language in installed]


def _tesseract() -> Any:
    return importlib.import_module("pytesseract")
