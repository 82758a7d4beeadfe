"""A Redis server of the tests' own, in memory alone; it can be stopped, killed and started again."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import redis

FOUND = shutil.which("redis-server")


class RedisServer:
    """A server on a port of its own, on this machine only."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}"
        self.process = self._start()

    def client(self) -> redis.Redis:
        """A client, to look into it."""
        return redis.Redis.from_url(self.url)

    def kill(self) -> None:
        """End it at once; what it knew is gone."""
        self.process.kill()
        self.process.wait()

    def restart(self) -> None:
        """Start it again, on the same port."""
        self.process = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        assert FOUND is not None
        options = ("--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", "/")
        process = subprocess.Popen([FOUND, *options], stdout=subprocess.DEVNULL)
        with closing(self.client()) as client:
            while True:
                assert process.poll() is None
                with suppress(redis.ConnectionError):
                    client.ping()
                    return process
                time.sleep(0.02)


@contextmanager
def server() -> Iterator[RedisServer]:
    """A server that runs."""
    running = RedisServer()
    try:
        yield running
    finally:
        running.kill()
