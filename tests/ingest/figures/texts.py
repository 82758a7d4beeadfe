"""Lines to the figures that ingestion takes from them: each line is a sentence or a row of one section."""

from ingest.documents import Document, Language, Metadata, Passage, Span
from ingest.figures.extract import figures_of
from ingest.figures.figure import Figure


def figures(
    *lines: str, date: str | None = "2026-02", language: Language = "en", section: str = "Report"
) -> list[Figure]:
    """The figures of a document that has these lines under one heading."""
    text = "\n".join(lines)
    metadata = Metadata("Report", "report", date, language, "public")
    document = Document("d1", "/corpus/d1.md", "text/markdown", "0", metadata, text, ())
    spans, start = [], 0
    for line in lines:
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    passage = Passage("p1", "d1", 0, 0, len(text), None, section, language, text, tuple(spans))
    return figures_of(document, [passage])


def briefly(found: list[Figure]) -> list[tuple[object, ...]]:
    """Value, unit, date and qualifier of figures."""
    return [(one.value, one.unit, one.as_of, one.qualifier) for one in found]
