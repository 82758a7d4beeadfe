"""Answers that the staff fix: the list with what needs review, and the form that makes and changes one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Literal

from fastapi import Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.composition import View
from api.errors import Problem
from api.staff import curation
from api.staff.access import PRESS, SessionDep, StaffFormDep, StaffViewDep, go, staff_router
from api.staff.cards import cards
from api.staff.pages import page
from api.staff.words import spoken
from api.state import State, StateDep
from api.store.curated import in_a_year
from api.store.sessions import Session
from assistant.answer import Citation
from assistant.curated import Fixed, Place
from assistant.question import LONGEST
from assistant.writing import cite
from ingest.documents import Span
from ingest.index.reader import Index

router = staff_router()
CHECKED = f"{PRESS}/checked"
_OFFERED = 8
Asked = Annotated[str, Query(max_length=LONGEST)]


@router.get("/press/checked")
def checked_page(
    request: Request, state: StateDep, session: SessionDep, view: StaffViewDep
) -> Response:
    """Every answer, those that need review first."""
    today, public = state.desk.curated.today(), state.loading.view("public").index
    listed = [curation.listed(one, view.index, public, today) for one in state.desk.curated.all()]
    listed.sort(key=lambda one: curation.ORDER.index(one.state))
    return page(request, "checked.html", session, listed=listed)


@router.get("/press/checked/new")
async def new_page(
    request: Request, state: StateDep, session: SessionDep, view: StaffViewDep, q: Asked
) -> Response:
    """The form for a question, with the quotes that may answer it; that of its answer, if it has one."""
    known = await run_in_threadpool(lambda: curation.answering(state.desk.curated.all(), q))
    if known is not None:
        return go(f"{CHECKED}/{known.id}")
    draft = Fixed("", (q,), {}, (), "", in_a_year(state.desk.curated.today()))
    with state.slots.held():
        return await run_in_threadpool(_draft_page, request, state, session, view, draft)


@router.get("/press/checked/{id_}")
async def edit_page(
    request: Request, state: StateDep, session: SessionDep, view: StaffViewDep, id_: str
) -> Response:
    """The form of an answer, with its quotes, and others that may answer it."""
    fixed = await run_in_threadpool(_find, state, id_)
    with state.slots.held():
        return await run_in_threadpool(_draft_page, request, state, session, view, fixed)


@router.post("/press/checked")
def save(
    request: Request, state: StateDep, session: SessionDep, view: StaffViewDep, form: StaffFormDep
) -> Response:
    """Keep an answer, checked today; or the form again with what is wrong."""
    today = state.desk.curated.today()
    every = {one.id: one for one in state.desk.curated.all()}
    fixed = curation.read(view.index, form, every, today)
    wrong = curation.wrong_with(fixed, every.values(), today)
    if wrong is None:
        state.desk.curated.put(fixed)
        return go(CHECKED)
    offered = [curation.place_of(view.index, text) for text in form.all("offered")]
    known = [place for place in offered if place is not None]
    kept = every.get(fixed.id)
    changes = curation.changes(view.index, kept) if kept else []
    return _form_page(request, state, session, view, fixed, known, wrong, changes)


@router.post("/press/checked/{id_}/{action}")
def act(
    state: StateDep,
    session: SessionDep,
    view: StaffViewDep,
    form: StaffFormDep,
    id_: str,
    action: Literal["confirm", "expire", "delete"],
) -> Response:
    """Confirm that an answer still holds, end it today, or delete it."""
    fixed = _find(state, id_)
    if action == "delete":
        state.desk.curated.delete(id_)
    elif action == "expire":
        state.desk.curated.expire(id_)
    else:
        today = state.desk.curated.today()
        state.desk.curated.put(curation.confirmed(view.index, fixed, today))
    return go(CHECKED)


def _find(state: State, id_: str) -> Fixed:
    fixed = state.desk.curated.get(id_)
    if fixed is None:
        raise Problem(404, "no_answer", "There is no such answer")
    return fixed


def _draft_page(
    request: Request, state: State, session: Session, view: View, draft: Fixed
) -> Response:
    """The form of a draft; the sentences that answer it best are offered as quotes.

    Where a cited text has changed nothing is chosen: somebody has to read what it says now.
    """
    changes = curation.changes(view.index, draft)
    before = {change.before for change in changes}
    again = [place for place in draft.places if place.quote not in before]
    again += [change.now for change in changes if change.now is not None]
    _, sentences = view.assistant.read(draft.questions[0])
    offered = [
        Place(found.document.id, found.document.content_hash, read.span.start, read.span.end, "")
        for read in sentences[:_OFFERED]
        for found in [read.candidate.found]
    ]
    if changes:
        draft = replace(draft, places=())
    return _form_page(request, state, session, view, draft, [*again, *offered], None, changes)


def _form_page(
    request: Request,
    state: State,
    session: Session,
    view: View,
    fixed: Fixed,
    offered: Sequence[Place],
    wrong: curation.Wrong | None,
    changes: Sequence[curation.Change],
) -> Response:
    places = {curation.written(place): place for place in (*fixed.places, *offered)}
    quotes = [_citation(view.index, place) for place in places.values()]
    shown = [one for one in quotes if one is not None]
    return page(
        request,
        "checked_form.html",
        session,
        422 if wrong else 200,
        fixed=fixed,
        chosen={curation.written(place) for place in fixed.places},
        cards=cards(view.index, shown, spoken(request), state.desk.today()),
        changes=changes,
        wrong=wrong,
    )


def _citation(index: Index, place: Place) -> Citation | None:
    """What stands at a place now."""
    found = index.at(place.document_id, place.start)
    if found is None or place.end > found.passage.end:
        return None
    begin = found.passage.start
    quote = found.passage.text[place.start - begin : place.end - begin]
    return cite(1, found, Span(place.start, place.end), quote, 1.0)
