"""What a Word document's reader cannot see is not read, and white text on a ground is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor
from docx.text.run import Run

from ingest.loaders import load
from tests.ingest.samples import make_docx, texts

WHITE = RGBColor(255, 255, 255)


def read(tmp_path: Path, change: Callable[[Run], object]) -> list[str]:
    def fill(document: Document) -> None:
        document.add_paragraph("Seen.")
        change(document.add_paragraph().add_run("Changed."))

    return texts(load(make_docx(tmp_path / "a.docx", fill)))


def whiten(run: Run) -> None:
    run.font.color.rgb = WHITE


def shade(element: object, fill: str) -> None:
    element.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{fill}"/>'))  # type: ignore[attr-defined]


def by_style(kind: WD_STYLE_TYPE) -> Callable[[Run], object]:
    """The run's own style, or its paragraph's, is based on one that hides."""

    def change(run: Run) -> None:
        styles = run.part.document.styles
        styles.add_style("Base", kind).font.hidden = True
        style = styles.add_style("Derived", kind)
        style.base_style = styles["Base"]
        (run if kind == WD_STYLE_TYPE.CHARACTER else run._parent).style = style

    return change


def white_normal(run: Run) -> None:
    run.part.document.styles["Normal"].font.color.rgb = WHITE


@pytest.mark.parametrize(
    "change",
    [
        whiten,
        by_style(WD_STYLE_TYPE.CHARACTER),
        by_style(WD_STYLE_TYPE.PARAGRAPH),
        lambda run: setattr(run.font, "hidden", True),
        lambda run: setattr(run.font, "size", Pt(1)),
        lambda run: (whiten(run), shade(run._r.rPr, "FFFFFF")),
    ],
)
def test_hidden_runs_go(tmp_path: Path, change: Callable[[Run], object]) -> None:
    assert read(tmp_path, change) == ["Seen."]


def test_a_style_of_all_text_hides_all(tmp_path: Path) -> None:
    assert read(tmp_path, white_normal) == []


def unhidden(run: Run) -> None:
    by_style(WD_STYLE_TYPE.CHARACTER)(run)
    run.font.hidden = False


def on_page_colour(run: Run) -> None:
    whiten(run)
    body = run.part.document.element.body
    body.addprevious(parse_xml(f'<w:background {nsdecls("w")} w:color="003366"/>'))


def in_table(run: Run, fill: str = "003366") -> None:
    whiten(run)
    table = run.part.document.add_table(1, 1)
    table.cell(0, 0)._tc.append(run._parent._p)
    shade(table.cell(0, 0)._tc.get_or_add_tcPr(), fill)


@pytest.mark.parametrize(
    "change",
    [
        unhidden,
        on_page_colour,
        in_table,
        lambda run: setattr(run.font, "size", Pt(6)),
        lambda run: (whiten(run), shade(run._r.rPr, "003366")),
        lambda run: (whiten(run), shade(run._parent._p.get_or_add_pPr(), "003366")),
        lambda run: setattr(run.font.color, "rgb", RGBColor(250, 250, 0)),
    ],
)
def test_visible_runs_stay(tmp_path: Path, change: Callable[[Run], object]) -> None:
    assert read(tmp_path, change) == ["Seen.", "Changed."]


def test_white_on_a_white_cell_goes(tmp_path: Path) -> None:
    assert read(tmp_path, lambda run: in_table(run, "FFFFFF")) == ["Seen."]


def test_much_hidden_text_is_reported(tmp_path: Path) -> None:
    def warnings(text: str) -> tuple[str, ...]:
        def fill(document: Document) -> None:
            whiten(document.add_paragraph("Seen.").add_run(text))

        return load(make_docx(tmp_path / "a.docx", fill)).warnings

    assert warnings("Not " * 20) == ("hidden text was left out",)
    assert warnings("Not") == ()
