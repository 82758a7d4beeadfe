"""What a worker process can be asked to do with one file.

A task is sent to the worker and runs there; its result, or an UnreadableFile's reason, comes back.
The parsers are imported by the worker alone, when a task runs.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from ingest.documents import Extract

Result = TypeVar("Result")
Made = TypeVar("Made", covariant=True)


class Task(Protocol[Made]):
    """Something to do with one file."""

    def run(self) -> Made:
        """Do it, here and now."""
        ...


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """What a task gave."""

    result: Result


@dataclass(frozen=True, slots=True)
class Extraction:
    """Reading a file of any format."""

    path: Path
    password: str | None = None
    ocr: bool = False

    def run(self) -> Extract:
        """The file's text and structure."""
        from ingest.loaders import load

        return load(self.path, password=self.password, ocr=self.ocr)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn page. `box` is around the quote: left, top, right, bottom, as parts of width and height."""

    png: bytes
    width: int
    height: int
    box: tuple[float, float, float, float] | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """Drawing one page of a PDF, `width` pixels wide, the quote on it highlighted.

    `before` is what stands before the quote on the page; without a quote nothing is highlighted.
    """

    path: Path
    page: int
    width: int
    quote: str = ""
    before: str = ""
    password: str | None = None

    def run(self) -> Picture:
        """The picture; without a box where the quote is not found on the page."""
        from ingest.loaders.pdf.picture import draw

        return draw(self)


@dataclass(frozen=True, slots=True)
class Highlighting:
    """Making a copy of a PDF in which a quote is highlighted."""

    path: Path
    page: int
    quote: str
    before: str

    def run(self) -> bytes | None:
        """The copy; None where the quote is not found on the page."""
        from ingest.loaders.pdf.highlight import highlighted

        return highlighted(self.path, self.page, self.quote, self.before)
