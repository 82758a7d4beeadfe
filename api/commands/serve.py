"""`hub serve`: the HTTP service, until it is stopped.

Calls are not logged: addresses of `/v1/search` hold what people ask. `/metrics` counts them.
"""

import logging
from pathlib import Path

from api.app import create_app
from api.commands.listening import address, listen, server_of
from api.commands.start import load_settings


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
