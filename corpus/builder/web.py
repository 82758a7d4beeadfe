"""Writes a report as one HTML page whose meta tags carry what a sidecar file would."""

from html import escape
from pathlib import Path

from .blocks import Block, Bullets, Cited, Heading, Paragraph, Table
from .report import Head, Report
from .words import words_of, written_date

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{meta}
<style>
body {{ font: 1rem/1.5 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }}
h1, h2, h3 {{ color: #0b5563; line-height: 1.2; }}
table {{ border-collapse: collapse; width: 100%; margin: 1rem 0; }}
caption {{ text-align: left; font-weight: bold; padding-bottom: .3rem; }}
th, td {{ border: 1px solid #9fb4b9; padding: .3rem .5rem; text-align: left; vertical-align: top; }}
th {{ background: #e6eef0; }}
.notice {{ border: 1px solid #9fb4b9; padding: .6rem; font-style: italic; }}
.cited {{ color: #555; font-size: .85rem; font-style: italic; }}
</style>
</head>
<body>
<header>
<h1>{title}</h1>
<p>{subtitle}. {date}.</p>
<p class="notice">{notice}</p>
</header>
<main>
{body}
</main>
<footer>
<h2>{sources_label}</h2>
<ul>
{sources}
</ul>
<p>{contact}</p>
</footer>
</body>
</html>
"""


def write_html(report: Report, path: Path) -> None:
    head = report.head
    words = words_of(head.language)
    page = _PAGE.format(
        language=head.language,
        title=escape(head.title),
        subtitle=escape(head.subtitle),
        date=written_date(head.date, head.language),
        meta=_meta(head),
        notice=escape(words.notice),
        body="\n".join(_tags(block, report) for block in report.blocks),
        sources_label=words.sources,
        sources="\n".join(f"<li>{escape(f'{c}: {s}')}</li>" for c, s in head.sources.items()),
        contact=escape(words.contact),
    )
    path.write_text(page, encoding="utf-8")


def _meta(head: Head) -> str:
    tags = {
        "title": head.title,
        "kind": "report",
        "date": head.date,
        "language": head.language,
        "audience": "public",
        "sources": "; ".join(head.sources.values()),
    }
    return "\n".join(
        f'<meta name="{name}" content="{escape(value)}">' for name, value in tags.items()
    )


def _tags(block: Block, report: Report) -> str:
    match block:
        case Heading(level, text):
            return f"<h{level + 1}>{escape(text)}</h{level + 1}>"
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Bullets(items):
            return "<ul>\n" + "\n".join(f"<li>{escape(item)}</li>" for item in items) + "\n</ul>"
        case Table():
            return _table(block)
        case Cited(codes):
            label = words_of(report.head.language).sources
            return f'<p class="cited">{label}: {", ".join(codes)}.</p>'


def _table(block: Table) -> str:
    rows = [_row("th", block.header), *(_row("td", row) for row in block.rows)]
    lines = "\n".join(rows)
    return f"<table>\n<caption>{escape(block.caption)}</caption>\n{lines}\n</table>"


def _row(tag: str, cells: tuple[str, ...]) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"
