"""Calls made up from the OpenAPI document, good and bad: every answer is one that it describes."""

from collections.abc import Callable, Iterator

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck
from hypothesis import settings as tried
from schemathesis.python import asgi
from schemathesis.specs.openapi import checks

from api.app import create_app
from api.settings import Settings

EXAMPLES = 40
DOCUMENT = schemathesis.openapi.from_dict(create_app(Settings()).openapi())


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Without limits, which would answer most of the calls."""
    return settings.model_copy(update={"visitor_limit": 0, "site_limit": 0})


@pytest.fixture
def app(make_app: Callable[..., FastAPI]) -> Iterator[FastAPI]:
    app = make_app()
    with asgi.get_client(app):
        app.state.hub.loading._thread.join()
        yield app
    asgi.shutdown_lifespans()


@DOCUMENT.parametrize()
@tried(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_described(case: schemathesis.Case, app: FastAPI) -> None:
    # Some text is a question to no one: `positive_data_acceptance` cannot know.
    case.call_and_validate(app=app, excluded_checks=[checks.positive_data_acceptance])
