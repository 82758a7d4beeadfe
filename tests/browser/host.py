"""A website of somebody else: isolated pages on an origin of its own, under a policy as strict as any.

In: the markup and policy of a page. Out: its address, which a real server serves.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WORDS = (
    "<h1>Hub of somewhere</h1><p>News of the hub.</p><p><a href='/second'>Our second page</a></p>"
)


def strict(service: str) -> str:
    """The strictest policy under which the widget of a service is to work."""
    return (
        f"default-src 'none'; script-src {service}; connect-src {service}; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


class Website:
    """Pages that can be put and changed while it is visited."""

    def __init__(self) -> None:
        self._pages: dict[str, tuple[str, str]] = {}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer._reply(self)

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def put(
        self, service: str, *, script: str = "", words: str = WORDS, path: str = "/",
        language: str = "en", policy: str | None = None, source: str | None = None,
    ) -> str:  # fmt: skip
        """A page with the widget of a service: its address. `script` holds attributes of its snippet."""
        source = source or f"{service}/widget.js"
        body = (
            f'<!doctype html><html lang="{language}"><head><title>Hub of somewhere</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"</head><body><main>{words}</main>"
            f'<script src="{source}" async {script}></script></body></html>'
        )
        self._pages[path] = (body, strict(service) if policy is None else policy)
        return self.url + path

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _reply(self, handler: BaseHTTPRequestHandler) -> None:
        body, policy = self._pages.get(handler.path.partition("?")[0], ("", ""))
        handler.send_response(200 if body else 404)
        handler.send_header("Content-Type", "text/html; charset=utf-8")
        handler.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        if policy:
            handler.send_header("Content-Security-Policy", policy)
        handler.end_headers()
        handler.wfile.write(body.encode())


@contextmanager
def hosting() -> Iterator[Website]:
    """A website, until it is no longer visited."""
    website = Website()
    try:
        yield website
    finally:
        website.close()
