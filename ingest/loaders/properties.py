"""The core properties of an Office file in, metadata under the contract's names out."""

from datetime import datetime
from typing import Protocol

from ingest.loaders.builder import clean


class CoreProperties(Protocol):
    """What python-docx, python-pptx and openpyxl agree on."""

    @property
    def title(self) -> str | None: ...

    @property
    def created(self) -> datetime | None: ...


def read_properties(core: CoreProperties) -> dict[str, object]:
    """`title`, and `created`: when the file was made."""
    found: dict[str, object] = {}
    if title := clean(core.title or ""):
        found["title"] = title
    if core.created is not None:
        found["created"] = core.created.date().isoformat()
    return found
