"""Reads content files: a YAML file in, a Report (or a Workbook of figures) with its sources out.

A code that no line of `sources.yaml` explains, or a report without sources, is a ContentError.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from .blocks import Block, Cited, parse
from .errors import ContentError

Language = Literal["en", "es", "ca"]
CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a PDF looks; other formats take no notice of it."""

    font: Literal["Times", "Helvetica", "Vera"] = "Times"
    running: str = ""
    columns: int = 1
    justify: bool = True
    footnotes: bool = False
    rules: Literal["grid", "lines"] = "grid"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the text; `date` is YYYY, YYYY-MM or YYYY-MM-DD."""

    file: str
    title: str
    subtitle: str
    date: str
    language: Language
    sources: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    head: Head
    layout: Layout
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One figure a row, as text; the last cell holds its source codes, parted by commas."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    head: Head
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    sheets: tuple[Sheet, ...]


def load_all(folder: Path = CONTENT) -> list[Report | Workbook]:
    """Every content file of the folder, in the order of their names."""
    known = _read(folder / "sources.yaml")
    paths = sorted(path for path in folder.glob("*.yaml") if path.name != "sources.yaml")
    return [_load(_read(path), known) for path in paths]


def codes_of(row: tuple[str, ...]) -> list[str]:
    """The source codes of one row of figures."""
    return row[-1].split(", ")


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def _load(content: dict[str, Any], known: Mapping[str, str]) -> Report | Workbook:
    if "sheets" in content:
        return _workbook(content, known)
    blocks = parse(content["body"])
    codes = [code for block in blocks if isinstance(block, Cited) for code in block.codes]
    return Report(_head(content, codes, known), Layout(**content.get("layout", {})), blocks)


def _workbook(content: dict[str, Any], known: Mapping[str, str]) -> Workbook:
    sheets = tuple(Sheet(sheet["name"], _rows(sheet["rows"])) for sheet in content["sheets"])
    codes = [code for sheet in sheets for row in sheet.rows for code in codes_of(row)]
    head = _head(content, codes, known)
    return Workbook(head, tuple(content["columns"]), tuple(content["widths"]), sheets)


def _rows(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.strip() for cell in line.split("|")) for line in text.splitlines())


def _head(content: dict[str, Any], codes: Iterable[str], known: Mapping[str, str]) -> Head:
    used = list(dict.fromkeys(codes))
    unknown = [code for code in used if code not in known]
    if unknown or not used:
        raise ContentError(f"{content['file']}: unknown or no sources: {unknown}")
    fields = {name: content[name] for name in ("file", "title", "subtitle", "date", "language")}
    return Head(**fields, sources={code: known[code] for code in used})
