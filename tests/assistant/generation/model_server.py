"""A real HTTP server that speaks as OpenAI's chat completions do, and says what a test scripts.

In: a script, which gets the request's messages and yields text, seconds to wait, or raw bytes. Out: a
stream of chunks, cut where the script cuts it.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Messages = list[dict[str, Any]]
Script = Callable[[Messages], Iterator[str | float | bytes]]


class ModelServer:
    """Replies by its `script`; `status` is that of its replies; `calls` counts them."""

    def __init__(self) -> None:
        self.script: Script = lambda messages: iter(())
        self.status = 200
        self.calls = 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer.calls += 1
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                outer._reply(self, body["messages"])

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _reply(self, handler: BaseHTTPRequestHandler, messages: Messages) -> None:
        handler.send_response(self.status)
        handler.send_header("content-type", "text/event-stream")
        handler.end_headers()
        if self.status != 200:
            return
        try:
            for part in self.script(messages):
                if isinstance(part, float):
                    time.sleep(part)
                    continue
                handler.wfile.write(part if isinstance(part, bytes) else _chunk(part))
                handler.wfile.flush()
            handler.wfile.write(b"data: [DONE]\n\n")
        except OSError:
            pass  # the client left


def _chunk(text: str) -> bytes:
    choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}
    body = {
        "id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice],
    }  # fmt: skip
    return f"data: {json.dumps(body)}\n\n".encode()


@contextmanager
def serving() -> Iterator[ModelServer]:
    server = ModelServer()
    try:
        yield server
    finally:
        server.close()


def keys_of(messages: Messages) -> dict[str, str]:
    """The passages that a prompt shows: text by key."""
    lines = str(messages[-1]["content"]).splitlines()
    passages = [json.loads(line) for line in lines if line.startswith('{"key"')]
    return {passage["key"]: passage["text"] for passage in passages}


def key_with(messages: Messages, words: str) -> str:
    """The key of the passage that has some words."""
    return next(key for key, text in keys_of(messages).items() if words in text)
