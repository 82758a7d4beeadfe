"""`hub serve`: the HTTP service, until it is stopped.

Calls are not logged: addresses of `/v1/search` hold what people ask. `/metrics` counts them.
"""

import logging
import socket
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from api.app import create_app
from api.commands.start import load_settings
from api.connections import Connection
from api.errors import UsageError

GRACE_SECONDS = 5


def run(host: str, port: int, data: Path | None) -> int:
    """Serve until stopped; models that cannot be loaded end it with their reason."""
    settings = load_settings(data)
    logging.basicConfig(level=logging.WARNING, format="hub: %(message)s")
    listener = listen(host, port)

    def stop() -> None:
        server.should_exit = True

    app = create_app(settings, on_failure=stop)
    server = server_of(app)
    print(f"The assistant is on {address(listener)} (Ctrl+C stops it)", flush=True)
    server.run(sockets=[listener])
    failure = app.state.hub.loading.failure
    if failure is not None:
        raise failure
    return 0


def server_of(app: ASGIApp) -> uvicorn.Server:
    """What runs an application on a socket."""
    config = uvicorn.Config(
        app,
        http=Connection,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    return uvicorn.Server(config)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket, or a line that says why there is none."""
    try:
        family, _, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(where[:2], family=family)
    except socket.gaierror:
        raise UsageError(f"--host {host} is not an address of this machine") from None
    except OSError as error:
        raise UsageError(
            f"cannot listen on {host} port {port} ({error.strerror}): choose another --port"
        ) from None


def address(listener: socket.socket) -> str:
    """The address to open in a browser."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
