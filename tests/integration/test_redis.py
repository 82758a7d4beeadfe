"""Limits on a real Redis server: shared, as exact as in memory, and kept in memory while it is gone."""

import asyncio
import logging
import re
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from api import checks
from api.buckets import MINUTE, Buckets, Refusal, Rule
from api.errors import LimitsUnavailable
from api.redis_buckets import RedisBuckets, SharedBuckets
from api.settings import Settings
from tests.integration import redis_server
from tests.integration.installation import hub, library, serving, wait_until_ready
from tests.integration.redis_server import RedisServer

pytestmark = pytest.mark.skipif(redis_server.FOUND is None, reason="Redis is not installed")
VISITOR, SITE = Rule("visitor", "v", 2), Rule("site", "s", 3)
OTHER = Rule("visitor", "w", 2)
KEYS = "atmp-hub:limit:*"


@pytest.fixture
def server() -> Iterator[RedisServer]:
    with redis_server.server() as running:
        yield running


async def _taken(buckets: Buckets, *calls: list[Rule]) -> list[Refusal | None]:
    """What came of some calls, one after the other."""
    refusals = [await buckets.take(rules) for rules in calls]
    await buckets.close()
    return refusals


def taken(url: str, *calls: list[Rule]) -> list[str | None]:
    """The names of the rules that refused some calls of a process of its own."""
    refusals = asyncio.run(_taken(RedisBuckets(url), *calls))
    return [refusal and refusal.rule.name for refusal in refusals]


def test_processes_share_the_buckets_and_a_refused_call_counts_nowhere(server: RedisServer) -> None:
    assert taken(server.url, [VISITOR, SITE], [VISITOR, SITE]) == [None, None]
    assert taken(server.url, [VISITOR, SITE], [OTHER, SITE]) == ["visitor", None]
    assert taken(server.url, [OTHER, SITE]) == ["site"]
    assert taken(server.url, [OTHER], [OTHER]) == [None, "visitor"]


def test_many_at_once_are_counted_one_by_one(server: RedisServer) -> None:
    async def together() -> int:
        buckets, rule = RedisBuckets(server.url), Rule("site", "s", 10)
        refusals = await asyncio.gather(*(buckets.take([rule]) for _ in range(150)))
        await buckets.close()
        return refusals.count(None)

    assert asyncio.run(together()) == 10


def test_waiting_as_long_as_it_says_is_enough(server: RedisServer) -> None:
    _, _, refusal = asyncio.run(_taken(RedisBuckets(server.url), *[[VISITOR]] * 3))
    assert refusal is not None and 0 < refusal.wait <= refusal.seconds * 1_000_000 <= MINUTE
    with closing(server.client()) as client:
        (key,) = client.keys(KEYS)
        assert 0 < client.pttl(key) <= MINUTE // 1000
        # To take time from what is stored is to let it pass.
        client.incrby(key, 5_000_000 - refusal.wait)
        assert taken(server.url, [VISITOR]) == ["visitor"]
        client.incrby(key, -5_000_000)
    assert taken(server.url, [VISITOR], [VISITOR]) == [None, "visitor"]


def test_a_server_that_cannot_be_used_is_told(server: RedisServer) -> None:
    with pytest.raises(LimitsUnavailable):
        taken("redis://127.0.0.1:9", [VISITOR])
    with closing(server.client()) as client:
        client.config_set("requirepass", "secret")
    with pytest.raises(LimitsUnavailable, match=r"(?i)auth"):
        taken(server.url, [VISITOR])


def test_the_doctor_looks_at_it(server: RedisServer) -> None:
    good = checks.check_limits(Settings(redis_url=server.url))
    assert (good.state, good.detail) == ("ok", f"Redis at 127.0.0.1:{server.port}")
    server.kill()
    gone = checks.check_limits(Settings(redis_url=f"redis://me:secret@127.0.0.1:{server.port}"))
    assert gone.state == "fail" and "HUB_REDIS_URL" in gone.mend
    assert "secret" not in gone.detail
    assert checks.check_limits(Settings()).state == "ok"


@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGSTOP])
def test_while_it_is_gone_or_silent_limits_are_kept_in_memory(
    server: RedisServer, way: signal.Signals, caplog: pytest.LogCaptureFixture
) -> None:
    failures: list[bool] = []

    async def outage() -> list[str | None]:
        buckets = SharedBuckets(RedisBuckets(server.url), lambda: failures.append(True))
        names = []
        for call in range(6):
            if call == 1:
                server.process.send_signal(way)
            refusal = await buckets.take([VISITOR])
            names.append(refusal and refusal.rule.name)
        await buckets.close()
        return names

    with caplog.at_level(logging.WARNING, "hub"):
        assert asyncio.run(outage()) == [None, None, None, "visitor", "visitor", "visitor"]
    assert len(failures) == 3, "then it is left alone for a while"
    assert len(caplog.records) == 1 and "/metrics" in caplog.text


def test_it_is_used_again_when_it_is_back(server: RedisServer) -> None:
    async def restarted() -> None:
        buckets = SharedBuckets(RedisBuckets(server.url), lambda: None)
        await buckets.take([VISITOR])
        server.kill()
        await buckets.take([VISITOR])
        server.restart()
        await buckets.take([VISITOR])
        await buckets.close()

    asyncio.run(restarted())
    assert taken(server.url, [VISITOR], [VISITOR]) == [None, "visitor"]


def test_two_services_share_their_limits_and_go_on_without_redis(
    server: RedisServer, tmp_path: Path
) -> None:
    library(tmp_path / "corpus")
    assert hub(tmp_path, "ingest").returncode == 0
    settings = {"HUB_REDIS_URL": server.url, "HUB_VISITOR_LIMIT": "1"}
    with (
        serving(tmp_path, settings=settings) as (one, _),
        serving(tmp_path, settings=settings) as (two, _),
    ):
        wait_until_ready(one)
        wait_until_ready(two)

        def asked(url: str, visitor: str) -> int:
            # As a proxy on this machine would forward it.
            headers = {"X-Forwarded-For": visitor}
            return httpx.get(f"{url}/v1/search?q=CAR-T", headers=headers, timeout=60).status_code

        assert [asked(one, "203.0.113.1"), asked(two, "203.0.113.1")] == [200, 429]
        assert [asked(two, "203.0.113.2"), asked(one, "203.0.113.2")] == [200, 429]
        with closing(server.client()) as client:
            names = b" ".join(client.keys("*")).decode()
        assert re.fullmatch(r"(atmp-hub:limit:[a-z]+:[0-9a-f]{32} ?)+", names)
        server.kill()
        assert [asked(url, "203.0.113.1") for url in (one, two, one, two)] == [200, 200, 429, 429]
        assert "hub_shared_limit_failures_total 2.0" in httpx.get(f"{one}/metrics").text
