"""A brief as a Word document, its sources in Word's own footnotes. In: a finished brief. Out: bytes.

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

from api.staff.brief import Cited, Finished, Note
from api.staff.references import reference

_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


def docx(brief: Finished) -> bytes:
    """The brief."""
    document = Document()
    document.core_properties.title = brief.title
    document.core_properties.author = ""
    document.add_heading(brief.title, 0)
    document.add_paragraph(brief.dated)
    notes: list[str] = []
    for part in brief.parts():
        if isinstance(part, Note):
            document.add_paragraph(part.text)
            continue
        _write_quote(document, part)
        notes.append(f"{reference(brief.language, part.citation)}. {brief.base}{part.citation.url}")
    _add_footnotes(document, notes)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _write_quote(document: Any, cited: Cited) -> None:
    if cited.label:
        document.add_paragraph().add_run(cited.label).bold = True
    paragraph = document.add_paragraph(style="Quote")
    paragraph.add_run(cited.citation.quote)
    mark = paragraph.add_run()
    mark.font.superscript = True
    footnote = OxmlElement("w:footnoteReference")
    footnote.set(qn("w:id"), str(cited.citation.number))
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
