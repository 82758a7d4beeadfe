from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import Extract, Member, Metadata
from ingest.errors import UnreadableFile
from ingest.loaders.builder import Builder
from ingest.metadata import resolve

ROOT = Path("/corpus")
CATALAN = "El hub té més de setanta membres i vuit grups de treball a tot Catalunya."


def extract(*lines: str, heading: str = "", **metadata: object) -> Extract:
    builder = Builder()
    builder.heading(heading, 1)
    for line in lines:
        builder.paragraph(line)
    return builder.finish(metadata)


def read(
    name: str, found: Extract | None = None, sidecar: Mapping[str, object] | None = None
) -> Metadata:
    return resolve(ROOT / name, ROOT, found or extract(), sidecar or {})


def test_the_sidecar_comes_first_then_the_head() -> None:
    found = extract(CATALAN, heading="H", title="Head", date="2024", audience="members")
    metadata = read("a.md", found, {"title": "Side", "language": "es"})
    assert metadata == Metadata("Side", "other", "2024", "es", "members")


def test_properties_come_before_what_is_worked_out() -> None:
    found = extract("Text.", heading="Heading", title="Property", created="2021-01-01")
    assert read("a.docx", found).title == "Property"
    assert read("a.docx", found).date == "2021-01-01"
    assert read("a-2024.docx", found).date == "2024"


@pytest.mark.parametrize(
    "junk",
    ["", "untitled", "PowerPoint Presentation", "Microsoft Word - esborrany.docx", "a_b", "x.indd",
     "Presentación de PowerPoint", "Presentació del PowerPoint", "Document1", "(anonymous)", None],
)  # fmt: skip
def test_titles_that_programs_make_up_do_not_count(junk: object) -> None:
    assert read("x.pptx", extract(heading="The hub", title=junk)).title == "The hub"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("2025_hub-overview.txt", "2025 hub overview"),
        ("informe.txt", "Informe"),
        ("\udcff.txt", "\ufffd"),
        ("\u202e\n.txt", "Untitled"),
    ],
)
def test_title_from_the_file_name(name: str, title: str) -> None:
    assert read(name).title == title


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("reports/a.pdf", "report"),
        ("Members/sub/a.md", "profile"),
        ("reports/members/a.md", "profile"),
        ("members/list.csv", "other"),
        ("roadmaps/a.md", "roadmap"),
        ("notes/a.md", "other"),
        ("reports.md", "other"),
    ],
)
def test_kind_from_the_folder(name: str, kind: str) -> None:
    assert read(name).kind == kind


def test_kind_from_the_folder_that_was_named() -> None:
    root = Path("/corpus/roadmaps")
    assert resolve(root / "a.md", root, extract(), {}).kind == "roadmap"


@pytest.mark.parametrize(
    ("name", "lines", "date"),
    [
        ("2025-10-note.pdf", ("29 October 2025",), "2025-10-29"),
        ("2025-10-note.pdf", ("Since 3 May 2020.",), "2025-10"),
        ("note.pdf", ("The unit opened on 31 May 2013 and grew.", "June 2025"), "2025-06"),
        ("note.pdf", ("El proyecto empezó en junio de 2024.",), "2024-06"),
        ("note.pdf", ("In 1998 it began.",), None),
        ("note.pdf", ("x" * 5_000, "June 2025"), None),
        ("note_2024.pdf", (), "2024"),
    ],
)
def test_date_worked_out(name: str, lines: tuple[str, ...], date: str | None) -> None:
    assert read(name, extract(*lines)).date == date


def test_date_from_the_title() -> None:
    assert read("a.pdf", extract(heading="Hub overview 2023-2025")).date == "2025"


def test_language() -> None:
    assert read("a.pdf", extract(CATALAN)).language == "ca"
    assert read("a.md", extract(CATALAN, language="es-ES")).language == "es"
    assert read("a.docx", extract(CATALAN, language="en-US")).language == "ca"


def test_member() -> None:
    head = {
        "name": "IBEC",
        "aliases": ["Institut de Bioenginyeria", "IBEC"],
        "member_kind": "research",
        "capabilities": "bioprinting; organoids",
        "website": "https://ibecbarcelona.eu",
    }
    assert read("members/ibec.md", extract(**head)).member == Member(
        "IBEC",
        ("Institut de Bioenginyeria", "IBEC"),
        "research",
        ("bioprinting", "organoids"),
        "https://ibecbarcelona.eu",
    )
    assert read("reports/ibec.md", extract(**head)).member is None
    worked_out = read("members/cellab.md", extract(heading="Cellab")).member
    assert worked_out == Member("Cellab", (), "other", (), None)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("kind", "reprot", 'kind is "reprot"; it must be one of report, profile, roadmap, other'),
        ("language", "fr", "one of en, es, ca"),
        ("language", 5, "one of en, es, ca"),
        ("date", "June 2025", "YYYY-MM-DD"),
        ("date", "2025-02-30", "YYYY-MM-DD"),
        ("title", ["a"], "must be text"),
        ("sources", {"a": 1}, "list of texts"),
        ("sources", [["a"]], "list of texts"),
        ("member_kind", "clinic", "hospital, research"),
        ("aliases", 7, "list of texts"),
        ("website", "javascript:alert(1)", "http or https"),
        ("website", "https://", "http or https"),
        ("website", "http://[", "http or https"),
        ("website", "https://a.org/ b", "http or https"),
    ],
)
def test_a_wrong_value_is_an_error(field: str, value: object, message: str) -> None:
    for name, head, sidecar in (
        ("members/a.md", {field: value}, {}),
        ("members/a.pdf", {}, {field: value}),
    ):
        given_kind = {} if field == "kind" else {"kind": "profile"}
        with pytest.raises(UnreadableFile, match=message) as caught:
            read(name, extract(**head), {**sidecar, **given_kind})
        assert f"its {field}" in str(caught.value)
        assert "\n" not in str(caught.value)


NOT_AUDIENCES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.lists(st.text()), st.text()
).filter(lambda v: str(v).strip().casefold() not in ("public", "members", "staff"))


@given(NOT_AUDIENCES, st.sampled_from(["a.md", "a.html", "a.pdf", "a.docx"]), st.booleans())
def test_a_wrong_audience_is_never_public(value: object, name: str, in_sidecar: bool) -> None:
    values = {"audience": value}
    head, sidecar = ({}, values) if in_sidecar else (values, {})
    with pytest.raises(UnreadableFile, match="public, members, staff"):
        read(name, extract(**head), sidecar)


@given(
    st.text(max_size=20).filter(lambda s: "/" not in s and "\0" not in s),
    st.lists(st.text(max_size=60), max_size=4),
    st.sampled_from([".md", ".pdf", ".csv"]),
)
def test_any_file_has_metadata(stem: str, lines: list[str], suffix: str) -> None:
    metadata = read(f"members/x{stem}{suffix}", extract(*lines))
    assert metadata.title
    assert metadata.audience == "public"
    metadata.title.encode()
