"""A brief as a Word document, its sources in Word's own footnotes. In: title and lines. Out: bytes.

python-docx has no footnotes: their part is written here, and a mark for each set where its quote ends.
"""

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn

from api.staff.brief import Line, Note, Picked
from api.staff.references import reference
from ingest.documents import Language

_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


def docx(
    language: Language, title: str, dated: str, lines: Sequence[Line], old: str, base: str
) -> bytes:
    """The brief; `old` marks what is older than it should be, `base` is this site's address."""
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = ""
    document.add_heading(title, 0)
    document.add_paragraph(dated)
    notes: list[str] = []
    for line in lines:
        if isinstance(line.item, Note):
            document.add_paragraph(line.item.text)
        elif isinstance(line.item, Picked) and line.citation is not None:
            _write_quote(document, line.item, old if line.old else "", len(notes) + 1)
            notes.append(f"{reference(language, line.citation)}. {base}{line.citation.url}")
    _add_footnotes(document, notes)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _write_quote(document: Any, item: Picked, old: str, number: int) -> None:
    label = " · ".join(part for part in (item.label, old) if part)
    if label:
        document.add_paragraph().add_run(label).bold = True
    paragraph = document.add_paragraph(style="Quote")
    paragraph.add_run(item.place.quote)
    mark = paragraph.add_run()
    mark.font.superscript = True
    footnote = OxmlElement("w:footnoteReference")
    footnote.set(qn("w:id"), str(number))
    mark._r.append(footnote)


def _add_footnotes(document: Any, notes: Sequence[str]) -> None:
    written = "".join(_footnote(number, note) for number, note in enumerate(notes, start=1))
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<w:footnotes {nsdecls('w')}>{_separator(-1, 'separator')}"
        f"{_separator(0, 'continuationSeparator')}{written}</w:footnotes>"
    )
    package = document.part.package
    name = PackURI("/word/footnotes.xml")
    part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, xml.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _separator(number: int, kind: str) -> str:
    """The line over the footnotes of a page, which Word wants to find here."""
    body = f"<w:p><w:r><w:{kind}/></w:r></w:p>"
    return f'<w:footnote w:type="{kind}" w:id="{number}">{body}</w:footnote>'


def _footnote(number: int, text: str) -> str:
    mark = f"<w:r>{_RAISED}<w:footnoteRef/></w:r>"
    words = f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r>'
    return f'<w:footnote w:id="{number}"><w:p>{mark}{words}</w:p></w:footnote>'
