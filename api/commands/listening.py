"""Where a command that serves can be reached. In: a host and a port. Out: a socket, its address, a server."""

import socket

import uvicorn
from starlette.types import ASGIApp

from api.connections import Connection
from api.errors import UsageError

GRACE_SECONDS = 5


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
