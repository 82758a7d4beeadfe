"""Dated figures of a topic, as JSON and as a chart."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from starlette.concurrency import run_in_threadpool

from api.errors import Problem
from api.examples import FIGURES, shown
from api.figure_chart import svg_chart
from api.figure_schemas import FiguresReply
from api.schemas import ErrorReply, failures
from api.state import CallerDep, StateDep, ViewDep
from assistant.figures.series import series

router = APIRouter(prefix="/v1", tags=["figures"])
SVG = "image/svg+xml"
HEADERS = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}
Topic = Annotated[
    str, Query(description="What the figures are of", examples=["members of the hub"])
]


class SvgReply(Response):
    """A picture that runs nothing."""

    media_type = SVG


@router.get("/figures", responses=failures(401, 403, 422, 429, 500, 503) | shown(FIGURES))
async def figures(state: StateDep, view: ViewDep, caller: CallerDep, q: Topic) -> FiguresReply:
    """The dated figures of a topic, newest first; an empty list where the documents have none."""
    await state.limits.question(caller)
    with state.slots.held(caller.held_to):
        found = await run_in_threadpool(view.assistant.figures, q)
    return FiguresReply.model_validate({"figures": found})


@router.get(
    "/figures.svg",
    response_class=Response,
    responses=failures(401, 403, 422, 429, 500, 503)
    | {
        200: {"description": "The chart", "content": {SVG: {}}},
        404: {"model": ErrorReply, "description": "`no_figures`: there is nothing to draw"},
    },
)
async def chart(state: StateDep, view: ViewDep, caller: CallerDep, q: Topic) -> SvgReply:
    """The figures of a topic that share a unit, as a bar chart over time."""
    await state.limits.question(caller)
    with state.slots.held(caller.held_to):
        found = await run_in_threadpool(view.assistant.figures, q)
    drawn = series(found)
    if not drawn:
        raise Problem(404, "no_figures", "The documents have no dated figures of this topic")
    return SvgReply(svg_chart(q, drawn), headers=HEADERS)
