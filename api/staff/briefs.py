"""The brief's pages: pick into it, edit it, take it away as Word or Markdown."""

from collections.abc import Sequence
from urllib.parse import quote, urlencode

from fastapi import Request, Response

from api.composition import View
from api.errors import Problem
from api.staff.access import (
    PRESS,
    SessionDep,
    StaffFormDep,
    StaffViewDep,
    go,
    staff_router,
)
from api.staff.brief import Brief, Finished, Line, Note, Picked, as_of
from api.staff.brief_docx import docx
from api.staff.brief_markdown import markdown
from api.staff.figure_rows import label
from api.staff.forms import Form
from api.staff.pages import page
from api.staff.references import reference
from api.staff.words import date_in, speaking, spoken
from api.state import State, StateDep
from api.store.sessions import Session
from assistant.curated import place_at
from assistant.unfounded import unfounded
from ingest.documents import Language

router = staff_router()
BRIEF = "/staff/press/brief"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get("/press/brief")
def brief_page(
    request: Request, state: StateDep, session: SessionDep, view: StaffViewDep
) -> Response:
    """The brief, to be edited."""
    brief = Brief.read(session.brief)
    lines = brief.lines(view.index, state.desk.today())
    language = spoken(request)
    return page(
        request,
        "brief.html",
        session,
        title=brief.title,
        lines=lines,
        references=[reference(language, one.citation) if one.citation else "" for one in lines],
        invented=_invented(lines, language),
        dated=_dated(language, state, lines),
    )


@router.post("/press/brief/pick")
def pick(
    request: Request, state: StateDep, session: SessionDep, view: StaffViewDep, form: StaffFormDep
) -> Response:
    """Add a quote, or a figure with its quote, and go back to where it was picked."""
    picked = _picked(view, form, spoken(request))
    state.desk.sessions.change(session, lambda kept: Brief.read(kept).with_item(picked).kept())
    at = form.one("at")
    return go(f"{PRESS}?{urlencode({'q': form.one('q'), 'added': at})}#{quote(at)}")


@router.post("/press/brief")
def edit(state: StateDep, session: SessionDep, form: StaffFormDep) -> Response:
    """Keep the words; then do what was asked: a note, up, down, remove, or a file to take away."""
    title, notes = form.one("title"), form.all("note")
    action, _, place = form.one("do").partition(":")
    number = int(place) if place.isdecimal() and len(place) < 5 else 0
    state.desk.sessions.change(
        session,
        lambda kept: _edited(Brief.read(kept).worded(title, notes), action, number).kept(),
    )
    return go(f"{BRIEF}.{action}" if action in ("docx", "md") else f"{BRIEF}#item-{place or 0}")


@router.get("/press/brief.docx")
def as_docx(request: Request, state: StateDep, session: SessionDep, view: StaffViewDep) -> Response:
    """The brief for Word."""
    return _file(docx(_finished(request, state, session, view)), _DOCX, "docx")


@router.get("/press/brief.md")
def as_markdown(
    request: Request, state: StateDep, session: SessionDep, view: StaffViewDep
) -> Response:
    """The brief as Markdown."""
    text = markdown(_finished(request, state, session, view))
    return _file(text.encode(), "text/markdown; charset=utf-8", "md")


def _picked(view: View, form: Form, language: Language) -> Picked:
    place = place_at(view.index, form.one("document_id"), form.number("start"), form.number("end"))
    if place is None:
        raise Problem(404, "no_quote", "There is no such quote in the documents any more")
    if not form.one("figure"):
        return Picked(place)
    figures = view.assistant.figures(form.one("q"))
    for figure in figures[form.number("figure") :][:1]:
        if (figure.citation.document_id, figure.citation.start) == (place.document_id, place.start):
            return Picked(place, label(language, figure), figure.as_of)
    raise Problem(404, "no_figure", "There is no such figure in the documents any more")


def _edited(brief: Brief, action: str, place: int) -> Brief:
    match action:
        case "note":
            return brief.with_item(Note(""))
        case "up":
            return brief.moved(place, -1)
        case "down":
            return brief.moved(place, 1)
        case "remove":
            return brief.without(place)
    return brief


def _finished(request: Request, state: State, session: Session, view: View) -> Finished:
    language, brief = spoken(request), Brief.read(session.brief)
    say = speaking(language)
    lines = brief.lines(view.index, state.desk.today())
    return Finished(
        language,
        brief.title or say("brief_untitled"),
        _dated(language, state, lines),
        lines,
        say("old"),
        str(request.base_url).rstrip("/"),
    )


def _invented(lines: Sequence[Line], language: Language) -> list[str]:
    """Of each line the numbers in the staff's own words that no quote of the brief has."""
    quotes = [line.citation.quote for line in lines if line.citation is not None]
    return [
        ", ".join(unfounded(line.item.text, language, quotes))
        if isinstance(line.item, Note)
        else ""
        for line in lines
    ]


def _dated(language: Language, state: State, lines: list[Line]) -> str:
    """What the newest of it holds as of, and when it was written."""
    say, today = speaking(language), state.desk.today().isoformat()
    written = say("brief_written", date=date_in(language, today))
    newest = as_of(lines)
    return f"{say('brief_as_of', date=date_in(language, newest))} {written}" if newest else written


def _file(content: bytes, media_type: str, ending: str) -> Response:
    name = quote(f"press-brief.{ending}")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)
