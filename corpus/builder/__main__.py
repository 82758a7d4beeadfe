"""`python -m corpus.builder`: reads the content files and writes every report with its sidecar."""

from collections.abc import Callable
from pathlib import Path

import yaml

from .office import write_docx, write_pptx
from .pdf import write_pdf
from .report import Head, Report, Workbook, load_all
from .sheet import write_xlsx
from .web import write_html

_REPORTS = Path(__file__).parent.parent / "reports"
_WRITERS: dict[str, Callable[[Report, Path], None]] = {
    ".pdf": write_pdf,
    ".docx": write_docx,
    ".pptx": write_pptx,
    ".html": write_html,
}


def main(folder: Path = _REPORTS) -> None:
    folder.mkdir(exist_ok=True)
    for content in load_all():
        path = folder / content.head.file
        if isinstance(content, Workbook):
            write_xlsx(content, path)
        else:
            _WRITERS[path.suffix](content, path)
        if path.suffix != ".html":
            _write_sidecar(content.head, path)
        print(path.name)


def _write_sidecar(head: Head, path: Path) -> None:
    fields = {
        "title": head.title,
        "kind": "report",
        "date": head.date,
        "language": head.language,
        "audience": "public",
        "sources": list(head.sources.values()),
    }
    text = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=100)
    path.with_name(f"{path.name}.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
