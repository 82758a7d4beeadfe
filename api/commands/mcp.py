"""`hub mcp`: the hub as tools for other assistants, over stdin and stdout or over HTTP.

On stdin and stdout, nothing but the protocol is printed; what there is to say goes to stderr.
"""

import logging
from pathlib import Path

from mcp.server.mcpserver import MCPServer

from api.commands.listening import address, listen, server_of
from api.commands.start import load_view
from api.mcp_server import create_server
from api.middleware import MAX_BODY

PATH = "/mcp"


def run_stdio(data: Path | None) -> int:
    """Serve the program that started this one, until it closes stdin."""
    _server(data).run("stdio")
    return 0


def run_http(host: str, port: int, data: Path | None) -> int:
    """Serve over streamable HTTP until stopped.

    On an address of this machine alone, calls that a web page makes by another host name are
    refused (DNS rebinding).
    """
    server = _server(data)
    listener = listen(host, port)
    app = server.streamable_http_app(
        streamable_http_path=PATH, stateless_http=True, max_request_body_size=MAX_BODY, host=host
    )
    print(f"The tools are on {address(listener)}{PATH} (Ctrl+C stops them)", flush=True)
    server_of(app).run(sockets=[listener])
    return 0


def _server(data: Path | None) -> MCPServer:
    """Whoever calls has no key, so that only public documents are answered from."""
    logging.basicConfig(level=logging.WARNING, format="hub: %(message)s")
    return create_server(load_view(data, "public").assistant)
