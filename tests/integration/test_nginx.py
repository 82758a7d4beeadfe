"""The service behind a real nginx, with the lines that the README gives."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests.integration.conftest import Service
from tests.integration.installation import ROOT

FOUND = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
pytestmark = pytest.mark.skipif(FOUND is None, reason="nginx is not installed")
CONFIGURATION = """
daemon off;
pid nginx.pid;
{user}
events {{}}
http {{
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    server {{
        listen 127.0.0.1:{port};
        {location}
    }}
}}
"""
LIMIT = 20


@pytest.fixture
def proxy(service: Service, tmp_path: Path) -> Iterator[str]:
    """The address of nginx before the service."""
    (given,) = re.findall(r"```nginx\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    location = given.replace("http://127.0.0.1:8000", service.url)
    assert location != given
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    user = "user root;" if os.geteuid() == 0 else ""
    configuration = CONFIGURATION.format(user=user, port=port, location=location)
    (tmp_path / "nginx.conf").write_text(configuration)
    assert FOUND is not None
    command = [FOUND, "-p", str(tmp_path), "-e", "stderr", "-c", "nginx.conf"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    while True:
        assert process.poll() is None
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.02)


def visitor(proxy: str, address: str, **headers: str) -> httpx.Client:
    """A client at an address of its own."""
    transport = httpx.HTTPTransport(local_address=address)
    return httpx.Client(base_url=proxy, transport=transport, headers=headers, timeout=60)


def searches(client: httpx.Client, calls: int) -> list[int]:
    return [client.get("/v1/search?q=CAR-T&k=1").status_code for _ in range(calls)]


def test_each_visitor_has_limits_of_its_own_and_cannot_name_another(proxy: str) -> None:
    with visitor(proxy, "127.0.0.2") as one, visitor(proxy, "127.0.0.3") as two:
        statuses = searches(one, 3 * LIMIT)
        # While they were asked, a few more became free.
        assert statuses[:LIMIT] == [200] * LIMIT and 429 in statuses
        assert searches(two, 1) == [200]
    with visitor(proxy, "127.0.0.2", **{"X-Forwarded-For": "203.0.113.9"}) as forger:
        assert 429 in searches(forger, LIMIT)


def test_pages_and_streams_pass_through_it(proxy: str) -> None:
    with visitor(proxy, "127.0.0.4", Origin=proxy) as page:
        assert page.get("/").status_code == 200
        text = page.post("/v1/ask/stream", json={"question": "Who makes CAR-T?"}).text
        assert text.startswith("event: sources") and "event: answer" in text
    with visitor(proxy, "127.0.0.4", Origin="https://evil.example") as page:
        assert searches(page, 1) == [403]
