"""The HTTP service: puts routes, middleware and errors together.

In: settings. Out: an ASGI application that loads its models and index once, when it starts.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI

from api import problems
from api.composition import limits, store_database, view_opener
from api.drawings import Drawings
from api.loading import Loading, Views
from api.metrics import Measured, Metrics
from api.middleware import BoundedBody, PlainFailures, SafeHeaders
from api.origins import Origins
from api.records import Records
from api.routes import (
    ask,
    chat,
    conversations,
    documents,
    feedback,
    figures,
    health,
    page,
    search,
    viewer,
    widget,
)
from api.settings import Settings
from api.slots import Slots
from api.staff import briefs, checked, press, sign_in, sources
from api.staff.attempts import Attempts
from api.staff.desk import Desk
from api.state import State
from api.store.curated import CuratedAnswers
from api.store.sessions import Sessions
from api.streaming import HEARTBEAT_SECONDS
from api.sweeping import Sweeping

MAX_ANSWERS = 32
TITLE = "ATMP Catalonia assistant"
DESCRIPTION = (
    "Answers questions over the documents of the Advanced Therapies Hub of Catalonia, "
    "with exact quotes. A staff key, sent as `Authorization: Bearer KEY`, opens staff documents."
)


def create_app(
    settings: Settings,
    *,
    open_views: Callable[[], Views] | None = None,
    on_failure: Callable[[], None] | None = None,
    max_answers: int = MAX_ANSWERS,
    heartbeat: float = HEARTBEAT_SECONDS,
) -> FastAPI:
    """The application. `on_failure` is called when it can never become ready."""
    slots = Slots(max_answers)
    metrics = Metrics(slots)
    database = store_database(settings)
    curated = CuratedAnswers(database, lambda: metrics.store_failed("curated"))
    loading = Loading(open_views or view_opener(settings, metrics.model_used, curated), on_failure)
    records = Records(database, settings, metrics)
    desk = Desk(Sessions(database, settings.staff_keys), Attempts(), curated)
    held = limits(settings, metrics)
    state = State(settings, loading, slots, held, metrics, records, heartbeat, desk, Drawings())
    app = FastAPI(
        title=TITLE,
        description=DESCRIPTION,
        version="1",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
    )
    app.state.hub = state
    _add_middleware(app, state)
    problems.install(app)
    for module in (
        ask,
        chat,
        conversations,
        search,
        figures,
        documents,
        viewer,
        feedback,
        health,
        page,
        widget,
    ):
        app.include_router(module.router)
    for room in (sign_in, press, sources, briefs, checked):
        app.include_router(room.router)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    state: State = app.state.hub
    sweeping = Sweeping(state.records.sweep)
    state.loading.start()
    sweeping.start()
    yield
    sweeping.stop()
    state.loading.stop()
    state.drawings.close()
    state.records.close()
    await state.limits.close()


def _add_middleware(app: FastAPI, state: State) -> None:
    """Innermost first."""
    app.add_middleware(BoundedBody)
    app.add_middleware(PlainFailures)
    app.add_middleware(Origins, allowed=state.settings.allowed_origins)
    app.add_middleware(SafeHeaders)
    app.add_middleware(Measured, metrics=state.metrics)
