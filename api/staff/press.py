"""The desk itself: a question in; its answer, figures and quotes out, each to be copied or picked."""

from typing import Annotated

from fastapi import Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api import asking
from api.asking import Asked
from api.composition import View
from api.figure_chart import svg_chart
from api.records import Asker
from api.staff.access import SessionDep, StaffViewDep, staff_router
from api.staff.cards import cards
from api.staff.figure_rows import figure_rows
from api.staff.pages import page
from api.staff.words import spoken
from api.state import State, StateDep
from assistant.answer import Answer, Figure
from assistant.errors import BadQuestion
from assistant.figures.series import series

router = staff_router()


@router.get("/press")
async def press(
    request: Request,
    state: StateDep,
    session: SessionDep,
    view: StaffViewDep,
    q: Annotated[str, Query()] = "",
    added: Annotated[str, Query()] = "",
) -> Response:
    """The question's answer; without a question, where to ask it. `added` was just picked."""
    if not q.strip():
        return page(request, "press.html", session, q="", answer=None, wrong="")
    today, language = state.desk.today(), spoken(request)
    try:
        with state.slots.held():
            answer, figures = await run_in_threadpool(_look_up, state, view, q)
            quotes = await run_in_threadpool(cards, view.index, answer.citations, language, today)
            rows = await run_in_threadpool(figure_rows, view.index, figures, language, today)
    except BadQuestion as error:
        return page(request, "press.html", session, 422, q=q, answer=None, wrong=str(error))
    state.metrics.answered(answer)
    drawn = series(figures)
    return page(
        request,
        "press.html",
        session,
        q=q,
        added=added,
        answer=answer,
        cards=quotes,
        figures=rows,
        chart=svg_chart(q, drawn, language) if len(drawn) > 1 else None,
        wrong="",
    )


def _look_up(state: State, view: View, question: str) -> tuple[Answer, list[Figure]]:
    asked = Asked(question, None, Asker("staff", None, ()))
    answer = asking.ask(view.assistant, state.records, asked)
    return answer, view.assistant.figures(question)
