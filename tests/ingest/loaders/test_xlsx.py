from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill

from ingest.loaders import load
from tests.ingest.samples import blocks, make_xlsx, repack, simple_xlsx, texts


def test_sheets(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.active
        sheet.title = "BioRegion"
        book.properties.title = "Figures"
        for row in [
            ["Companies of the BioRegion"],
            [],
            ["Year", "Companies", "Share of GDP", "Seen"],
            [2024, 1523, 0.076, date(2025, 3, 1)],
            [],
            [2025, 1650, 0.076, date(2026, 2, 19)],
        ]:
            sheet.append(row)
        for row in (4, 6):
            sheet.cell(row, 3).number_format = "0.0%"
        secret = book.create_sheet("Secret")
        secret.append(["hidden"])
        secret.sheet_state = "hidden"
        book.create_sheet("Hoja3").append(["Loose words"])
        book.create_sheet("Empty")

    extract = load(make_xlsx(tmp_path / "a.xlsx", fill))
    assert blocks(extract) == [
        ("heading", 1, "BioRegion"),
        ("paragraph", 0, "Companies of the BioRegion"),
        ("row", 0, "Year: 2024; Companies: 1523; Share of GDP: 7.6%; Seen: 2025-03-01"),
        ("row", 0, "Year: 2025; Companies: 1650; Share of GDP: 7.6%; Seen: 2026-02-19"),
        ("paragraph", 0, "Loose words"),
        ("heading", 1, "Empty"),
    ]
    assert [page.number for page in extract.pages] == [1, 2, 3, 4]
    assert extract.metadata["title"] == "Figures"
    assert extract.warnings == ('sheet 2 ("Secret") is hidden and was left out',)


def test_formulas_without_values_are_reported(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        book.active.append(["Year", "Sum"])
        book.active.append([2025, "=SUM(1,2)"])

    extract = load(make_xlsx(tmp_path / "a.xlsx", fill))
    assert texts(extract) == ["Year: 2025"]
    assert "formulas have no saved values" in extract.warnings[0]


def test_a_false_size_costs_nothing(tmp_path: Path) -> None:
    plain = simple_xlsx(tmp_path / "plain.xlsx")
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>5</v></c></row>'
        b'<row r="1048576"><c r="B1048576"><v>6</v></c></row></sheetData></worksheet>'
    )
    path = repack(plain, tmp_path / "a.xlsx", {"xl/worksheets/sheet1.xml": sheet})
    assert texts(load(path)) == ["Members", "5", "6"]


def test_hidden_rows_columns_and_cells_go(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.active
        for row in (
            ["Year", "Members", "Not"],
            [2024, 50, "not"],
            [2023, 45, "not"],
            [2025, 70, "not"],
        ):
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet["D4"] = "Not"
        sheet["D4"].number_format = ";;;"
        sheet["E4"] = "Not"
        sheet["E4"].font = Font(color="FFFFFF")

    extract = load(make_xlsx(tmp_path / "a.xlsx", fill))
    assert texts(extract) == ["Year: 2024; Members: 50", "Year: 2025; Members: 70"]
    assert extract.warnings == ('sheet 1 ("Sheet"): hidden cells were left out',)


def test_white_cells_on_a_ground_stay(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        white = Font(color="FFFFFF")
        sheet = book.active
        sheet.append(["Year", "Members"])
        sheet.append([2025, 70])
        for cell in sheet[1]:
            cell.font, cell.fill = white, PatternFill("solid", fgColor="003366")
        ruled = book.create_sheet("Ruled")
        ruled.append(["White where no rule colours it"])
        ruled["A1"].font = white
        ruled.conditional_formatting.add(
            "A1", CellIsRule("equal", ["1"], fill=PatternFill("solid"))
        )

    extract = load(make_xlsx(tmp_path / "a.xlsx", fill))
    assert texts(extract) == ["Year: 2025; Members: 70", "Ruled", "White where no rule colours it"]
    assert extract.warnings == ()


def test_rows_without_numbers_of_their_own_are_counted(tmp_path: Path) -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b"<row><c><v>5</v></c></row><row hidden='true'><c><v>6</v></c></row>"
        b'<row ht="0"><c><v>7</v></c></row><row r="9"><c><v>8</v></c></row></sheetData></worksheet>'
    )
    plain = simple_xlsx(tmp_path / "plain.xlsx")
    path = repack(plain, tmp_path / "a.xlsx", {"xl/worksheets/sheet1.xml": sheet})
    assert texts(load(path)) == ["Members", "5", "8"]
