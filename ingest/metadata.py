"""A file's path, its extract and its sidecar in, checked Metadata out.

What the sidecar says comes first, then the head of the file, the document's properties, and what
the file itself lets one work out. A value that is given but wrong is an error, never a default:
a misspelt audience must not make a document public.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from ingest.dates import find_date, find_year, parse_date
from ingest.documents import (
    Audience,
    DocumentKind,
    Extract,
    Language,
    Member,
    MemberKind,
    Metadata,
)
from ingest.fields import read_choice, read_date, read_list, read_text, read_website
from ingest.language import detect
from ingest.loaders.builder import clean

_AUDIENCES: tuple[Audience, ...] = get_args(Audience)
_KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)
_LANGUAGES: tuple[Language, ...] = get_args(Language)
_MEMBER_KINDS: tuple[MemberKind, ...] = get_args(MemberKind)

_FOLDERS: dict[str, DocumentKind] = {
    "reports": "report",
    "members": "profile",
    "roadmaps": "roadmap",
}
# In these formats people write the head themselves; elsewhere programs fill in properties.
_WITH_HEAD = frozenset({".md", ".markdown", ".html", ".htm"})
# A table among the members lists many of them: it is no one's profile.
_TABLES = frozenset({".csv", ".tsv", ".xlsx"})
_NO_TITLE = re.compile(
    r"untitled.*|\(?anonymous\)?|microsoft (word|powerpoint|excel) - .*|powerpoint presentation"
    r"|presentaci[óo]n? (de|del) powerpoint|word document|(document|slide|presentation)\s?\d*"
    r"|\S*\.(docx?|pptx?|xlsx?|pdf|indd|odt|rtf|tex|html?)",
    re.I,
)
_FIRST_PAGE = 1_500
_DATE_LINE = 40
_SAMPLE = 2_000
_MAX_TITLE = 300


def resolve(path: Path, root: Path, extract: Extract, sidecar: Mapping[str, object]) -> Metadata:
    """`root` is the folder that was ingested; the folder names under it tell the kind."""
    has_head = path.suffix.lower() in _WITH_HEAD
    given = {**(extract.metadata if has_head else {}), **sidecar}
    properties: Mapping[str, object] = {} if has_head else extract.metadata
    title = read_text(given, "title") or _property_title(properties, path) or _title(path, extract)
    kind = read_choice(given, "kind", _KINDS) or _kind(path, root)
    return Metadata(
        title=title,
        kind=kind,
        date=read_date(given, "date") or _date(path, title, extract, properties),
        language=_given_language(given) or _language(extract),
        audience=read_choice({**properties, **given}, "audience", _AUDIENCES) or "public",
        sources=read_list(given, "sources"),
        member=_member(given, title) if kind == "profile" else None,
    )


def _member(given: Mapping[str, object], title: str) -> Member:
    return Member(
        name=read_text(given, "name") or title,
        aliases=read_list(given, "aliases"),
        kind=read_choice(given, "member_kind", _MEMBER_KINDS) or "other",
        capabilities=read_list(given, "capabilities"),
        website=read_website(given, "website"),
    )


def _property_title(properties: Mapping[str, object], path: Path) -> str | None:
    """The title among a document's properties, unless a program put it there."""
    title = clean(str(properties.get("title") or ""))
    is_file_name = "_" in title or title.casefold() == path.stem.casefold()
    return None if is_file_name or _NO_TITLE.fullmatch(title) else title[:_MAX_TITLE] or None


def _title(path: Path, extract: Extract) -> str:
    for block in extract.blocks:
        if block.kind == "heading":
            return extract.text[block.start : block.end][:_MAX_TITLE]
    words = clean(re.sub(r"[-_\s]+", " ", _readable_stem(path)))
    return words[:1].upper() + words[1:] or "Untitled"


def _readable_stem(path: Path) -> str:
    return os.fsencode(path.stem).decode(errors="replace")


def _kind(path: Path, root: Path) -> DocumentKind:
    below = path.parent.relative_to(root).parts if path.is_relative_to(root) else ()
    for folder in (*reversed(below), root.name):
        kind = _FOLDERS.get(folder.casefold())
        if kind:
            return "other" if kind == "profile" and path.suffix.lower() in _TABLES else kind
    return "other"


def _date(path: Path, title: str, extract: Extract, properties: Mapping[str, object]) -> str | None:
    """The most telling date: in file name or title, on the first page, or the properties'.

    A first page that names the day of the month in the file name is the more exact.
    """
    name = _readable_stem(path)
    words = name.replace("_", " ")
    named = find_date(name) or find_date(words) or find_date(title)
    on_page = _first_page_date(extract)
    if on_page and (named is None or on_page.startswith(named)):
        return on_page
    created = parse_date(properties.get("created"))
    return named or find_year(title) or find_year(words) or created


def _first_page_date(extract: Extract) -> str | None:
    """A line of the first page that is hardly more than a date ("June 2025"), else any date."""
    end = min(extract.pages[0].end if extract.pages else _FIRST_PAGE, _FIRST_PAGE)
    lines = [extract.text[b.start : b.end] for b in extract.blocks if b.start < end]
    short = (find_date(line) for line in lines if _is_short(line))
    return next(filter(None, short), None) or find_date(extract.text[:end])


def _is_short(line: str) -> bool:
    return len(line) <= _DATE_LINE and not line.endswith(".")


def _given_language(given: Mapping[str, object]) -> Language | None:
    """The language that is given, as a tag whose region does not matter ("ca-ES")."""
    value = given.get("language")
    if isinstance(value, str):
        value = re.split("[-_]", value.strip(), maxsplit=1)[0]
    return None if value is None else read_choice({"language": value}, "language", _LANGUAGES)


def _language(extract: Extract) -> Language:
    """Told from the words of two places, as an abstract may be in another language.

    The language among a document's properties is that of the program's menus as often as not.
    """
    middle = max(len(extract.text) // 2, _SAMPLE)
    return detect(extract.text[:_SAMPLE] + " " + extract.text[middle : middle + _SAMPLE])
