"""A language model behind LangChain: its name in, a stream of text out, within a time.

The only module that knows LangChain's models. Whatever goes wrong becomes ModelFailed; a name that no
provider has, or a missing package, is ModelUnavailable, told once at the start.
"""

import queue
import threading
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol

from assistant.errors import ModelFailed
from ingest.errors import ModelUnavailable

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# The package of each provider that has an extra.
EXTRAS = {
    "openai": "langchain_openai",
    "ollama": "langchain_ollama",
    "anthropic": "langchain_anthropic",
    "mistral": "langchain_mistralai",
}
_PROVIDERS = {"mistral": "mistralai"}
_LONGEST = 12_000
# A call that was left goes on until its server says something: so many may be under way.
MOST_CALLS = 16
# How long a single read from the model's server may take, as a share of the whole time.
_PATIENCE = 0.75


class LanguageModel(Protocol):
    """Writes text for a prompt."""

    def stream(self, system: str, user: str, seconds: float) -> Iterator[str]:
        """Pieces of text; raises ModelFailed, at the latest after so many seconds."""


class ChatModel:
    """A LangChain chat model. Safe across threads."""

    def __init__(self, model: "BaseChatModel") -> None:
        self._model = model
        self._calls = threading.BoundedSemaphore(MOST_CALLS)

    @classmethod
    def open(cls, name: str, url: str | None, seconds: float) -> "ChatModel":
        """The model `provider:model`, asked at `url` where that is set."""
        from langchain.chat_models import init_chat_model

        provider, _, model = name.partition(":")
        if provider in EXTRAS and find_spec(EXTRAS[provider]) is None:
            raise ModelUnavailable(
                f"HUB_MODEL {provider}:... needs the extra {provider}: "
                f'.venv/bin/pip install -c constraints.txt -e ".[{provider}]"'
            )
        options: dict[str, Any] = {"temperature": 0, "base_url": url} if url else {"temperature": 0}
        patience = max(1, round(seconds * _PATIENCE))
        if provider == "ollama":
            options["client_kwargs"] = {"timeout": patience}
        else:
            options |= {"timeout": patience, "max_retries": 0}
        try:
            return cls(
                init_chat_model(model, model_provider=_PROVIDERS.get(provider, provider), **options)
            )
        except Exception as error:
            reason = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise ModelUnavailable(f"HUB_MODEL {name} cannot be used: {reason}") from error

    def stream(self, system: str, user: str, seconds: float) -> Iterator[str]:
        """Pieces of text as they come."""
        pieces: queue.Queue[str | Exception | None] = queue.Queue()
        left = threading.Event()
        if not self._calls.acquire(blocking=False):
            raise ModelFailed("busy", "too many answers are being worded")
        threading.Thread(
            target=self._fill,
            args=(pieces, left, [("system", system), ("human", user)]),
            daemon=True,
        ).start()
        try:
            yield from _taken(pieces, time.monotonic() + seconds)
        finally:
            left.set()

    def _fill(
        self,
        pieces: "queue.Queue[str | Exception | None]",
        left: threading.Event,
        messages: Sequence[tuple[str, str]],
    ) -> None:
        try:
            for chunk in self._model.stream(list(messages)):
                if left.is_set():
                    return
                # JSON can spell half a character, which no text may hold.
                pieces.put(str(chunk.text).encode("utf-8", "replace").decode())
            pieces.put(None)
        except Exception as error:
            pieces.put(error)
        finally:
            self._calls.release()


def _taken(pieces: "queue.Queue[str | Exception | None]", deadline: float) -> Iterator[str]:
    length = 0
    while True:
        piece = _next(pieces, deadline - time.monotonic())
        if piece is None:
            return
        if isinstance(piece, Exception):
            raise ModelFailed(
                "error", f"the language model failed: {type(piece).__name__}"
            ) from piece
        length += len(piece)
        if length > _LONGEST:
            raise ModelFailed("too_long", "the language model wrote without end")
        yield piece


def _next(pieces: "queue.Queue[str | Exception | None]", left: float) -> str | Exception | None:
    """What comes within so many seconds; what lies ready after them comes too late as well."""
    try:
        if left > 0:
            return pieces.get(timeout=left)
    except queue.Empty:
        pass
    raise ModelFailed("timeout", "the language model took too long")
