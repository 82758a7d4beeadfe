"""The line between a browser and a service, with what goes wrong on lines.

In: the address of a real service, and faults, which can be set while it is used. Out: an address that
passes every call on, and the reply back as the faults have it.
"""

import http.client
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

STREAM = "text/event-stream"
# Of one connection only; the line has its own.
OWN = {"connection", "transfer-encoding", "content-length", "keep-alive"}
ESCAPED = re.compile(rb"\\u([0-9a-f]{4})(?:\\u(d[c-f][0-9a-f]{2}))?")


class Line:
    """Faults concern streams of answers; where none is set, all passes as it is."""

    def __init__(self, service: str) -> None:
        self.bytewise = False  # every byte in a piece of its own
        self.returns = False  # lines end with CR LF
        self.letters = False  # letters as UTF-8, not as the escapes that the service writes
        self.frames: int | None = None  # the connection breaks after so many events
        self.delay = 0.0  # seconds before each event
        self.down = False  # nothing is reached
        self.flows = threading.Event()  # while it is not set, events are held after the first ones
        self.first = 1  # so many
        self.flows.set()
        self.paths: list[str] = []
        self._service = urlsplit(service).netloc
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                outer._pass(self)

            do_POST = do_DELETE = do_OPTIONS = do_HEAD = do_GET

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self.flows.set()
        self._server.shutdown()
        self._server.server_close()

    def _pass(self, handler: BaseHTTPRequestHandler) -> None:
        self.paths.append(f"{handler.command} {handler.path}")
        handler.close_connection = True
        if self.down:
            return
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
        upstream = http.client.HTTPConnection(self._service, timeout=60)
        try:
            upstream.request(handler.command, handler.path, body, dict(handler.headers))
            self._reply(handler, upstream.getresponse())
        except (OSError, http.client.HTTPException):
            pass  # one of the ends left
        finally:
            upstream.close()

    def _reply(self, handler: BaseHTTPRequestHandler, reply: http.client.HTTPResponse) -> None:
        handler.send_response(reply.status)
        for name, value in reply.getheaders():
            if name.lower() not in OWN:
                handler.send_header(name, value)
        handler.send_header("Connection", "close")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        streams = reply.getheader("Content-Type", "").startswith(STREAM)
        for piece in self._pieces(reply) if streams else [reply.read()]:
            if piece:
                handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        if not streams or self.frames is None:
            handler.wfile.write(b"0\r\n\r\n")

    def _pieces(self, reply: http.client.HTTPResponse) -> Iterator[bytes]:
        for number, frame in enumerate(_frames(reply)):
            if number == self.frames:
                return
            if number >= self.first:
                self.flows.wait(60)
            time.sleep(self.delay)
            text = ESCAPED.sub(_letter, frame) if self.letters else frame
            text = text.replace(b"\n", b"\r\n") if self.returns else text
            yield from (bytes([byte]) for byte in text) if self.bytewise else [text]


def _frames(reply: http.client.HTTPResponse) -> Iterator[bytes]:
    """Each event with the empty line that ends it."""
    frame = b""
    for line in reply:
        frame += line
        if line == b"\n":
            yield frame
            frame = b""


def _letter(escaped: re.Match[bytes]) -> bytes:
    units = [int(unit, 16) for unit in escaped.groups() if unit]
    if units[0] < 0x80 or (len(units) == 1 and 0xD800 <= units[0] < 0xE000):
        return escaped[0]
    return b"".join(unit.to_bytes(2, "big") for unit in units).decode("utf-16-be").encode()


@contextmanager
def line_to(service: str) -> Iterator[Line]:
    """A line, until it is cut."""
    line = Line(service)
    try:
        yield line
    finally:
        line.close()
