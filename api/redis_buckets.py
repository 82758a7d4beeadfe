"""Token buckets in Redis, which several processes share; and in memory for as long as it is gone.

In: the address of a Redis server, and the rules of a call. Out: as in `buckets`. Keys expire within a
minute.
"""

import logging
from collections.abc import Callable, Sequence
from importlib.util import find_spec

from api.buckets import Buckets, MemoryBuckets, Refusal, Rule
from api.errors import LimitsUnavailable, SettingsError
from assistant.generation.breaker import Breaker

PATIENCE_SECONDS = 0.5
_CONNECTIONS = 20
_PREFIX = "atmp-hub:limit:"
# All rules in one step, by the server's clock, so that neither two calls nor two machines disagree.
_TAKE = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local full_at, longest, which = {}, 0, 0
for i, key in ipairs(KEYS) do
  local interval, burst = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  full_at[i] = math.max(tonumber(redis.call('GET', key) or now), now) + interval
  if full_at[i] - now - burst > longest then
    longest, which = full_at[i] - now - burst, i
  end
end
if which > 0 then return {which, longest} end
for i, key in ipairs(KEYS) do
  local left = math.ceil((full_at[i] - now) / 1000)
  redis.call('SET', key, string.format('%.0f', full_at[i]), 'PX', left)
end
return {0, 0}
"""
_log = logging.getLogger("hub")


class RedisBuckets:
    """Buckets on a server. Raises LimitsUnavailable where it does not answer."""

    def __init__(self, url: str) -> None:
        if find_spec("redis") is None:
            raise SettingsError(
                "HUB_REDIS_URL needs the extra redis: "
                '.venv/bin/pip install -c constraints.txt -e ".[redis]"'
            )
        from redis.asyncio import BlockingConnectionPool, Redis
        from redis.asyncio.retry import Retry
        from redis.backoff import NoBackoff

        pool = BlockingConnectionPool.from_url(
            url,
            max_connections=_CONNECTIONS,
            timeout=PATIENCE_SECONDS,
            socket_timeout=PATIENCE_SECONDS,
            socket_connect_timeout=PATIENCE_SECONDS,
            # Once more at once: a connection that lay idle may have died meanwhile.
            retry=Retry(NoBackoff(), 1),
        )
        self._client = Redis.from_pool(pool)
        self._script = self._client.register_script(_TAKE)

    async def take(self, rules: Sequence[Rule]) -> Refusal | None:
        """Count a call under every rule, or under none and say which refuses it."""
        from redis import RedisError

        keys = [_PREFIX + rule.key for rule in rules]
        rates = [number for rule in rules for number in (rule.interval, rule.burst)]
        try:
            which, wait = await self._script(keys=keys, args=rates)
        except (RedisError, OSError) as error:
            raise LimitsUnavailable(str(error).strip() or type(error).__name__) from error
        return Refusal(rules[which - 1], wait) if which else None

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()


async def try_redis(url: str) -> None:
    """Raise LimitsUnavailable where the server does not do what limits need."""
    buckets = RedisBuckets(url)
    try:
        await buckets.take(())
    finally:
        await buckets.close()


class SharedBuckets:
    """Buckets on a server, and this process's own while the server does not answer."""

    def __init__(self, shared: Buckets, on_failure: Callable[[], None]) -> None:
        self._shared = shared
        self._own = MemoryBuckets()
        self._on_failure = on_failure
        self._breaker = Breaker()
        self._warned = False

    async def take(self, rules: Sequence[Rule]) -> Refusal | None:
        """Count a call under every rule, or under none and say which refuses it."""
        if self._breaker.allows():
            try:
                refusal = await self._shared.take(rules)
            except LimitsUnavailable as error:
                self._failed(error)
            else:
                self._breaker.succeeded()
                return refusal
        return await self._own.take(rules)

    async def close(self) -> None:
        """Close the connections to the server."""
        await self._shared.close()

    def _failed(self, error: LimitsUnavailable) -> None:
        self._breaker.failed()
        self._on_failure()
        if not self._warned:
            self._warned = True
            _log.warning(
                "Redis failed, limits are kept in memory, and /metrics counts on: %s", error
            )
