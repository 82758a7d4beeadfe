import zipfile
from datetime import datetime
from pathlib import Path

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml

from ingest.loaders import load
from tests.ingest.samples import blocks, make_docx, repack, simple_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def append(document: Document, xml: str) -> None:
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(xml))


def test_order_headings_lists_tables(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        document.core_properties.title = "Hospitals"
        document.core_properties.created = datetime(2025, 10, 29, 12, 0)
        document.add_heading("Hospitals", 0)
        document.add_heading("Who treats", 1)
        document.add_paragraph("Before\tthe\u00a0table.")
        table = document.add_table(3, 3)
        rows = [("Site", "Unit", "m²"), ("Clínic", "A", "300"), ("", "B", "39")]
        for row, values in zip(table.rows, rows, strict=True):
            for cell, value in zip(row.cells, values, strict=True):
                cell.text = value
        table.cell(1, 0).merge(table.cell(2, 0))
        document.add_paragraph("IBEC", style="List Bullet")
        document.add_paragraph("Leitat", style="List Number 2")
        document.styles.add_style("Apartat", WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles[
            "Heading 2"
        ]
        document.add_paragraph("Custom", style="Apartat")
        document.add_paragraph("")

    extract = load(make_docx(tmp_path / "a.docx", fill))
    assert blocks(extract) == [
        ("heading", 1, "Hospitals"),
        ("heading", 2, "Who treats"),
        ("paragraph", 0, "Before the table."),
        ("row", 0, "Site: Clínic; Unit: A; m²: 300"),
        ("row", 0, "Site: Clínic; Unit: B; m²: 39"),
        ("item", 0, "IBEC"),
        ("item", 0, "Leitat"),
        ("heading", 3, "Custom"),
    ]
    assert extract.metadata == {"title": "Hospitals", "created": "2025-10-29"}
    assert extract.pages == ()


def test_tracked_changes_hidden_text_and_contents(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        append(
            document,
            f"<w:p {W}><w:r><w:t xml:space='preserve'>more than </w:t></w:r>"
            "<w:del><w:r><w:delText>60</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>70</w:t></w:r></w:ins>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t> secret</w:t></w:r>"
            "<w:hyperlink><w:r><w:t xml:space='preserve'> members</w:t></w:r></w:hyperlink></w:p>",
        )
        append(
            document,
            f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>",
        )
        document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
        document.add_paragraph("Contents 1", style="toc 1")

    assert blocks(load(make_docx(tmp_path / "a.docx", fill))) == [
        ("paragraph", 0, "more than 70 members"),
        ("paragraph", 0, "In a control."),
    ]


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent>"

    def fill(document: Document) -> None:
        append(
            document,
            f"<w:p {W} {MC}><w:r><w:t>Main.</w:t></w:r><w:r><mc:AlternateContent>"
            f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>",
        )

    assert blocks(load(make_docx(tmp_path / "a.docx", fill))) == [
        ("paragraph", 0, "Main."),
        ("paragraph", 0, "Boxed."),
    ]


def test_footnotes_follow_their_paragraph(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        append(
            document,
            f"<w:p {W}><w:r><w:t>70 members</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>"
            "<w:r><w:t>.</w:t></w:r></w:p>",
        )
        document.add_paragraph("Next.")

    plain = make_docx(tmp_path / "plain.docx", fill)
    notes = f"<w:footnotes {W}><w:footnote w:id='2'><w:p><w:r><w:t>As of 2025.</w:t></w:r></w:p>"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    changes = {
        "word/footnotes.xml": (notes + "</w:footnote></w:footnotes>").encode(),
        "word/_rels/document.xml.rels": edit(
            plain,
            "word/_rels/document.xml.rels",
            "</Relationships>",
            f'<Relationship Id="rIdNotes" Type="{kind}" Target="footnotes.xml"/></Relationships>',
        ),
        "[Content_Types].xml": edit(
            plain,
            "[Content_Types].xml",
            "</Types>",
            f'<Override PartName="/word/footnotes.xml" ContentType="{content_type}"/></Types>',
        ),
    }
    extract = load(repack(plain, tmp_path / "a.docx", changes))
    assert blocks(extract) == [
        ("paragraph", 0, "70 members."),
        ("paragraph", 0, "As of 2025."),
        ("paragraph", 0, "Next."),
    ]


def edit(path: Path, part: str, old: str, new: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(part).decode().replace(old, new).encode()


def test_one_cell_tables_are_prose(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        document.add_table(1, 1).cell(0, 0).text = "Framed."

    assert blocks(load(make_docx(tmp_path / "a.docx", fill))) == [("paragraph", 0, "Framed.")]


def test_upper_case_suffix(tmp_path: Path) -> None:
    assert load(simple_docx(tmp_path / "A.DOCX")).text.startswith("Members")
