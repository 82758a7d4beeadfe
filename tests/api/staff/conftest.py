"""Somebody who is signed in at the press desk of a service over scripted answers."""

import re
from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from tests.api.scripted import STAFF_KEY

TOKEN = re.compile(r'name="token" value="([^"]+)"')


class Visitor:
    """A browser as far as forms go."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def get(self, path: str) -> Response:
        return self.client.get(path, follow_redirects=False)

    def post(self, path: str, *, token: str | None = None, **fields: str | list[str]) -> Response:
        """Send a form, with the token of the page that it stands on unless another is given."""
        sent = self.token() if token is None else token
        return self.client.post(path, data={"token": sent, **fields}, follow_redirects=False)

    def token(self) -> str:
        found = TOKEN.search(self.get("/staff/press").text)
        return found[1] if found else ""

    def sign_in(self, key: str = STAFF_KEY, **fields: str) -> Response:
        return self.client.post(
            "/staff/sign-in", data={"key": key, **fields}, follow_redirects=False
        )


@pytest.fixture
def visitor(client: TestClient) -> Visitor:
    return Visitor(client)


@pytest.fixture
def staff(visitor: Visitor) -> Visitor:
    assert visitor.sign_in().status_code == 303
    return visitor


@pytest.fixture
def secure(make_app: Callable[..., FastAPI]) -> Iterator[Visitor]:
    app = make_app()
    with TestClient(app, base_url="https://hub.example.org") as client:
        app.state.hub.loading._thread.join()
        yield Visitor(client)
