"""For those who run the service: is it alive, can it answer, what has it done."""

from fastapi import APIRouter, Response

from api.metrics import CONTENT_TYPE
from api.schemas import HealthReply, ReadyReply, failures
from api.state import StateDep

router = APIRouter(tags=["operation"])


@router.get("/health", responses=failures(500))
@router.api_route("/health", methods=["GET", "HEAD"], include_in_schema=False)
def health() -> HealthReply:
    """The process is alive."""
    return HealthReply(status="ok")


@router.get("/ready", responses=failures(500, 503))
def ready(state: StateDep) -> ReadyReply:
    """Models and index are open, and questions are answered."""
    counts = state.loading.view("public").index.counts()
    return ReadyReply(status="ready", documents=counts.documents, passages=counts.passages)


@router.get(
    "/metrics",
    response_class=Response,
    responses=failures(500)
    | {200: {"content": {"text/plain": {"schema": {"type": "string"}}}, "description": "Metrics"}},
)
def metrics(state: StateDep) -> Response:
    """Counters in the text format of Prometheus."""
    return Response(state.metrics.render(), media_type=CONTENT_TYPE)
