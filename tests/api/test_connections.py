"""Clients that dawdle, flood or lie, on sockets of a real uvicorn with the program's own connections."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from api.commands.listening import listen, server_of
from api.connections import Connection
from api.middleware import BoundedBody

HEAD = (
    b"POST /v1/ask HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
)
PATIENCE = 30.0
BIG = 64 * 2**20


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Say how long the body was; at `/big` send very much."""
    size = BIG if scope["path"] == "/big" else 0
    message = await receive()
    answer = str(len(message["body"])).encode()
    headers = [(b"content-length", str(size or len(answer)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    for _ in range(size // 2**16):
        await send({"type": "http.response.body", "body": b"x" * 2**16, "more_body": True})
    await send({"type": "http.response.body", "body": b"" if size else answer})


@contextmanager
def running(app: ASGIApp, kind: type[Connection]) -> Iterator[int]:
    """The port of a server."""
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(
        uvicorn.Config(app, http=kind, log_config=None, lifespan="off", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=lambda: server.run(sockets=[listener]))
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def connected(port: int, *pieces: bytes) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as client:
        for piece in pieces:
            client.sendall(piece)
        yield client


def rest(client: socket.socket) -> bytes:
    """What comes until the other side closes."""
    received = b""
    try:
        while piece := client.recv(65536):
            received += piece
    except ConnectionResetError:
        pass
    return received


class Hasty(Connection):
    head_seconds = 1.0
    reading_seconds = 0.3


class Few(Connection):
    most = 2


@pytest.mark.parametrize("sent", [b"", b"G", HEAD])
def test_a_head_that_does_not_arrive_closes_the_connection(sent: bytes) -> None:
    with running(echo, Hasty) as port, connected(port, sent) as client:
        assert rest(client) == b""


def test_nor_does_a_second_one_wait_for_ever() -> None:
    with (
        running(echo, Hasty) as port,
        connected(port, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n") as client,
    ):
        assert b"200 OK" in client.recv(65536)
        client.sendall(b"GET / HT")
        assert b"HTTP" not in rest(client)


def test_a_call_that_takes_its_time_to_answer_is_not_cut() -> None:
    go_on = threading.Event()

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        import asyncio

        await asyncio.to_thread(go_on.wait, PATIENCE)
        await echo(scope, receive, send)

    with running(slow, Hasty) as port:
        timer = threading.Timer(2.5, go_on.set)
        timer.start()
        assert httpx.get(f"http://127.0.0.1:{port}/", timeout=PATIENCE).status_code == 200
        timer.join()


def test_a_head_that_does_not_end_closes_the_connection() -> None:
    with running(echo, Connection) as port, connected(port, HEAD) as client:
        try:
            for number in range(4000):
                client.sendall(b"X-%d: %s\r\n" % (number, b"y" * 100))
        except (ConnectionResetError, BrokenPipeError):
            return
        assert b"200 OK" not in rest(client)


def test_a_reply_that_nobody_reads_is_given_up() -> None:
    with running(echo, Hasty) as port, connected(port) as client:
        client.sendall(b"GET /big HTTP/1.1\r\nHost: x\r\n\r\n")
        # Served meanwhile, and longer than it waits for the other.
        for _ in range(2):
            with connected(port, b"G") as other:
                rest(other)
        assert len(rest(client)) < BIG


def test_a_reply_that_is_read_arrives_whole() -> None:
    with running(echo, Connection) as port:
        assert len(httpx.get(f"http://127.0.0.1:{port}/big", timeout=PATIENCE).content) == BIG


def test_one_connection_too_many_is_told_to_come_back() -> None:
    with (
        running(echo, Few) as port,
        connected(port) as one,
        connected(port),
        connected(port) as late,
    ):
        answer = rest(late)
        assert answer.startswith(b"HTTP/1.1 503 ") and b"Retry-After: 5" in answer
        one.close()
        for _ in range(100):
            with connected(
                port, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            ) as again:
                if b"200 OK" in rest(again):
                    return
    raise AssertionError("nobody is let in again")


@pytest.fixture
def service(make_app: Callable[..., FastAPI]) -> Iterator[int]:
    """The port of the whole service, as `hub serve` runs it."""
    app = make_app()
    listener = listen("127.0.0.1", 0)
    with TestClient(app):
        app.state.hub.loading._thread.join()
        server = server_of(app)
        server.config.lifespan = "off"
        thread = threading.Thread(target=lambda: server.run(sockets=[listener]))
        thread.start()
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join()


def test_a_body_that_does_not_arrive_is_refused_in_time() -> None:
    app = BoundedBody(echo, seconds=0.3)
    with (
        running(app, Connection) as port,
        connected(port, HEAD, b"Content-Length: 50\r\n\r\n{") as client,
    ):
        answer = rest(client)
    assert answer.startswith(b"HTTP/1.1 408 ") and b'"too_slow"' in answer
    assert b"connection: close" in answer.lower()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"Content-Length: 1\r\n\r\n{}", b"400"),
        (b"Content-Length: 9999999\r\n\r\n{}", b"413"),
        (b"Content-Length: 99999999999999999999999999\r\n\r\n", b"400"),
        (b"Content-Length: -1\r\n\r\n{}", b"400"),
        (b"Content-Length: two\r\n\r\n{}", b"400"),
        (b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", b"400"),
        (b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}", b"400"),
        (b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", b"422"),
        (b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", b"400"),
        (
            b"Transfer-Encoding: chunked\r\n\r\n" + (b"2000\r\n" + b" " * 8192 + b"\r\n") * 9,
            b"413",
        ),
    ],
)
def test_lengths_that_lie(service: int, sent: bytes, status: bytes) -> None:
    with connected(service, HEAD + sent) as client:
        assert rest(client)[9:12] == status


def test_who_leaves_before_the_end_gets_no_answer(service: int) -> None:
    with connected(service, HEAD + b"Content-Length: 50\r\n\r\n{}") as client:
        client.shutdown(socket.SHUT_WR)
        assert rest(client) == b""


def test_a_body_that_is_far_too_large_gets_its_answer(service: int) -> None:
    response = httpx.post(
        f"http://127.0.0.1:{service}/v1/ask", content=b" " * 10_000_000, timeout=PATIENCE
    )
    assert response.status_code == 413


def test_it_goes_on_after_all_that(service: int) -> None:
    held = [socket.create_connection(("127.0.0.1", service)) for _ in range(100)]
    for client in held:
        client.sendall(HEAD + b"Content-Length: 50\r\n\r\n{")
    answer = httpx.post(
        f"http://127.0.0.1:{service}/v1/ask", json={"question": "x"}, timeout=PATIENCE
    )
    assert answer.status_code == 200
    for client in held:
        client.close()
