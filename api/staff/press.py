"""The desk itself: a question in; its answer, figures and quotes out, each to be copied or picked."""

from typing import Annotated

from fastapi import Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api import asking
from api.asking import Asked
from api.composition import View
from api.records import Asker
from api.staff.access import SessionDep, StaffViewDep, staff_router
from api.staff.cards import cards
from api.staff.pages import page
from api.staff.words import spoken
from api.state import State, StateDep
from assistant.answer import Answer
from assistant.errors import BadQuestion

router = staff_router()


@router.get("/press")
async def press(
    request: Request,
    state: StateDep,
    session: SessionDep,
    view: StaffViewDep,
    q: Annotated[str, Query()] = "",
) -> Response:
    """The question's answer; without a question, where to ask it."""
    language = spoken(request)
    if not q.strip():
        return page(request, "press.html", session, q="", answer=None, wrong="")
    try:
        with state.slots.held():
            answer = await run_in_threadpool(_ask, state, view, q)
            quotes = await run_in_threadpool(
                cards, view.index, answer.citations, language, state.desk.today()
            )
    except BadQuestion as error:
        return page(request, "press.html", session, 422, q=q, answer=None, wrong=str(error))
    state.metrics.answered(answer)
    return page(
        request,
        "press.html",
        session,
        q=q,
        answer=answer,
        cards=quotes,
        figures=[],
        chart=None,
        wrong="",
    )


def _ask(state: State, view: View, question: str) -> Answer:
    return asking.ask(
        view.assistant, state.records, Asked(question, None, Asker("staff", None, ()))
    )
