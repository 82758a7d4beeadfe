"""An assistant over the small hub whose answers a scripted model behind a real HTTP server words."""

from collections import Counter
from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from assistant.generation.model import ChatModel
from assistant.generation.wording import Wording
from tests.assistant.conftest import Hub, shipped_embedder
from tests.assistant.generation.model_server import Messages, ModelServer, key_with, serving

VECTORS = "Who can produce viral vectors?"
TOLD = "Vall d'Hebron produces viral vectors and TILs."


class Worded:
    """An assistant with a scripted model, and what it counted."""

    def __init__(self, hub: Hub, server: ModelServer, seconds: float, shown: bool) -> None:
        self.hub = hub
        self.server = server
        self.counted: Counter[str] = Counter()
        model = ChatModel.open("openai:m", server.url, seconds)
        wording = Wording(model, seconds, lambda event: self.counted.update([event]), shown)
        embedder = shipped_embedder()
        self.assistant = Assistant.open(hub.index, embedder, wording)

    def says(self, *parts: str | float | bytes) -> None:
        """Whatever is asked, the model says this; {key} is that of the passage on vectors."""

        def script(messages: Messages) -> Iterator[str | float | bytes]:
            key = key_with(messages, TOLD)
            yield from (
                part.replace("{key}", f"[{key}]") if isinstance(part, str) else part
                for part in parts
            )

        self.server.script = script


@pytest.fixture
def worded(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> Iterator[Worded]:
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    with serving() as server:
        yield Worded(hub, server, 8.0, shown=False)
