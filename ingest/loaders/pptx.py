"""Presentations in, an Extract out: slides are pages, titles headings; tables, charts, notes.

Hidden slides, hidden shapes and what lies beside the slide are left out.
"""

import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.shapes.group import GroupShape

from ingest.documents import Extract
from ingest.loaders.archive import check_archive
from ingest.loaders.builder import Builder
from ingest.loaders.pptx_hidden import is_hidden
from ingest.loaders.properties import read_properties
from ingest.loaders.tables import add_table

if TYPE_CHECKING:
    from pptx.chart.chart import Chart
    from pptx.shapes.base import BaseShape
    from pptx.slide import Slide
    from pptx.table import Table
    from pptx.text.text import TextFrame

_FURNITURE = frozenset(
    {
        PP_PLACEHOLDER.DATE,
        PP_PLACEHOLDER.FOOTER,
        PP_PLACEHOLDER.HEADER,
        PP_PLACEHOLDER.SLIDE_NUMBER,
    }
)
_BULLETED = frozenset({PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT})


def load_pptx(path: Path) -> Extract:
    check_archive(path)
    presentation = pptx.Presentation(str(path))
    builder = Builder()
    size = presentation.slide_width or math.inf, presentation.slide_height or math.inf
    for number, slide in enumerate(presentation.slides, start=1):
        builder.start_page(number)
        if slide.element.get("show") in ("0", "false"):
            builder.warn(f"slide {number} is hidden and was left out")
            continue
        if _add_slide(builder, slide, size):
            builder.warn(f"slide {number}: hidden text was left out")
        if builder.page_is_empty:
            builder.warn(f"slide {number} has no text")
    return builder.finish(read_properties(presentation.core_properties))


def _add_slide(builder: Builder, slide: "Slide", size: tuple[float, float]) -> bool:
    """Adds what can be seen of a slide, and says whether there is more."""
    shapes = list(_flatten(slide.shapes))
    seen = [shape for shape in shapes if not is_hidden(shape, size)]
    title = slide.shapes.title
    if title is not None and not is_hidden(title, size):
        opens = title.placeholder_format.type == PP_PLACEHOLDER.CENTER_TITLE
        builder.heading(title.text_frame.text, 1 if opens else 2)
    for shape in seen:
        if title is None or shape.shape_id != title.shape_id:
            _add_shape(builder, shape)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        _add_text(builder, slide.notes_slide.notes_text_frame, bulleted=False)
    return any(_has_words(shape) for shape in shapes if shape not in seen)


def _has_words(shape: "BaseShape") -> bool:
    frame: Any = getattr(shape, "text_frame", None)
    has_text = frame is not None and bool(frame.text.strip())
    return has_text or shape.has_table or shape.has_chart


def _flatten(shapes: "Iterable[BaseShape]") -> "Iterator[BaseShape]":
    for shape in shapes:
        if isinstance(shape, GroupShape):
            yield from _flatten(shape.shapes)
        else:
            yield shape


def _add_shape(builder: Builder, shape: "BaseShape") -> None:
    kind = shape.placeholder_format.type if shape.is_placeholder else None
    if kind in _FURNITURE:
        return
    if shape.has_table:
        add_table(builder, _grid(shape.table))  # type: ignore[attr-defined]
    elif shape.has_chart:
        _add_chart(builder, shape.chart)  # type: ignore[attr-defined]
    elif shape.has_text_frame:
        _add_text(builder, shape.text_frame, bulleted=kind in _BULLETED)  # type: ignore[attr-defined]


def _add_text(builder: Builder, frame: "TextFrame", *, bulleted: bool) -> None:
    for paragraph in frame.paragraphs:
        if bulleted or paragraph.level:
            builder.item(paragraph.text)
        else:
            builder.paragraph(paragraph.text)


def _grid(table: "Table") -> Iterator[list[str]]:
    """Cell texts; a cell merged downwards is repeated in each row, one merged across is not."""
    merged: dict[tuple[int, int], str] = {}
    for i, row in enumerate(table.rows):
        cells: list[str] = []
        for j, cell in enumerate(row.cells):
            if cell.is_merge_origin:
                below = range(i + 1, min(i + cell.span_height, len(table.rows)))
                merged.update({(k, j): cell.text for k in below})
            cells.append(merged.get((i, j), "") if cell.is_spanned else cell.text)
        yield cells


def _add_chart(builder: Builder, chart: "Chart") -> None:
    """A chart's figures as rows: its categories down, its series across."""
    if chart.has_title and chart.chart_title.has_text_frame:
        builder.paragraph(chart.chart_title.text_frame.text)
    for plot in chart.plots:
        series = list(plot.series)
        grid = [["", *(one.name for one in series)]]
        values = [list(one.values) for one in series]
        for i, category in enumerate(plot.categories):
            cells = [column[i] if i < len(column) else None for column in values]
            grid.append([str(category), *("" if v is None else f"{v:g}" for v in cells)])
        add_table(builder, grid)
