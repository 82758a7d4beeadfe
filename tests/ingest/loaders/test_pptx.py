from pathlib import Path

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.shapes.shapetree import GroupShapes
from pptx.util import Inches

from ingest.loaders import load
from tests.ingest.samples import blocks, make_pptx, texts

BOX = (Inches(1), Inches(1), Inches(5), Inches(2))


def test_slides(tmp_path: Path) -> None:
    def fill(presentation: Presentation) -> None:
        layouts = presentation.slide_layouts
        opening = presentation.slides.add_slide(layouts[0])
        opening.shapes.title.text = "ATMP\vCatalyst"
        opening.placeholders[1].text = "An accelerator"
        slide = presentation.slides.add_slide(layouts[1])
        slide.shapes.title.text = "Projects"
        slide.placeholders[1].text = "18 projects\nThree years"
        slide.notes_slide.notes_text_frame.text = "Say when."
        group = slide.shapes.add_group_shape()
        group.shapes.add_textbox(*BOX).text_frame.text = "In a group"
        presentation.slides.add_slide(layouts[6])
        hidden = presentation.slides.add_slide(layouts[5])
        hidden.shapes.title.text = "Secret"
        hidden.element.set("show", "0")

    extract = load(make_pptx(tmp_path / "a.pptx", fill))
    assert blocks(extract) == [
        ("heading", 1, "ATMP Catalyst"),
        ("paragraph", 0, "An accelerator"),
        ("heading", 2, "Projects"),
        ("item", 0, "18 projects"),
        ("item", 0, "Three years"),
        ("paragraph", 0, "In a group"),
        ("paragraph", 0, "Say when."),
    ]
    assert [page.number for page in extract.pages] == [1, 2, 3, 4]
    second = extract.pages[1]
    assert extract.text[second.start : second.end].startswith("Projects\n\n18")
    assert extract.warnings == ("slide 3 has no text", "slide 4 is hidden and was left out")


def test_tables(tmp_path: Path) -> None:
    def fill(presentation: Presentation) -> None:
        slide = presentation.slides.add_slide(presentation.slide_layouts[6])
        table = slide.shapes.add_table(3, 3, *BOX).table
        rows = [("Year", "Phase", "Trials"), ("2024", "I", "12"), ("", "II", "7")]
        for i, values in enumerate(rows):
            for j, value in enumerate(values):
                table.cell(i, j).text = value
        table.cell(1, 0).merge(table.cell(2, 0))

    assert blocks(load(make_pptx(tmp_path / "a.pptx", fill))) == [
        ("row", 0, "Year: 2024; Phase: I; Trials: 12"),
        ("row", 0, "Year: 2024; Phase: II; Trials: 7"),
    ]


def test_charts(tmp_path: Path) -> None:
    def fill(presentation: Presentation) -> None:
        data = CategoryChartData()
        data.categories = ["2024", "2025"]
        data.add_series("Companies", (1523, 1650))
        data.add_series("Turnover", (44.8, None))
        slide = presentation.slides.add_slide(presentation.slide_layouts[6])
        chart = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *BOX, data).chart
        chart.has_title = True
        chart.chart_title.text_frame.text = "The BioRegion"

    assert blocks(load(make_pptx(tmp_path / "a.pptx", fill))) == [
        ("paragraph", 0, "The BioRegion"),
        ("row", 0, "2024; Companies: 1523; Turnover: 44.8"),
        ("row", 0, "2025; Companies: 1650"),
    ]


def test_hidden_shapes_and_what_lies_beside_the_slide_go(tmp_path: Path) -> None:
    def fill(presentation: Presentation) -> None:
        slide = presentation.slides.add_slide(presentation.slide_layouts[6])

        def box(
            left: float, top: float, text: str, shapes: GroupShapes = slide.shapes
        ) -> BaseShape:
            made = shapes.add_textbox(Inches(left), Inches(top), Inches(3), Inches(1))
            made.text_frame.text = text
            return made

        box(1, 1, "Seen")
        box(-2, 1, "half in")
        for left, top in ((-4, 1), (12, 1), (1, -2), (1, 9)):
            box(left, top, "Not")
        box(1, 2, "Not").element.find(".//{*}cNvPr").set("hidden", "1")
        # Turned, a long box reaches further than its sides say.
        box(1, -1.5, "turned").rotation = 90
        group = slide.shapes.add_group_shape()
        box(1, 1, "grouped", group.shapes)
        away = slide.shapes.add_group_shape()
        box(1, 1, "Not", away.shapes)
        away.left = Inches(20)
        unseen = slide.shapes.add_group_shape()
        box(1, 1, "Not", unseen.shapes)
        unseen.element.find(".//{*}cNvPr").set("hidden", "1")

    extract = load(make_pptx(tmp_path / "a.pptx", fill))
    assert texts(extract) == ["Seen", "half in", "turned", "grouped"]
    assert extract.warnings == ("slide 1: hidden text was left out",)


def test_a_hidden_title_goes(tmp_path: Path) -> None:
    def fill(presentation: Presentation) -> None:
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])
        slide.shapes.title.text = "Not"
        slide.shapes.title.left, slide.shapes.title.top = Inches(30), Inches(1)
        slide.shapes.title.width, slide.shapes.title.height = Inches(3), Inches(1)

    assert texts(load(make_pptx(tmp_path / "a.pptx", fill))) == []
