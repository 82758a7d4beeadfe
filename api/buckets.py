"""Token buckets, as the generic cell rate algorithm keeps them: one moment a key, and no list of calls.

In: the rules that a call must pass. Out: None where it passes all of them and is counted under all of
them, or the refusal: then it is counted under none.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

MINUTE = 60_000_000
_MOST_KEYS = 20_000


@dataclass(frozen=True, slots=True)
class Rule:
    """So many calls at once under a key, and then as many a minute."""

    name: str
    key: str
    limit: int

    @property
    def interval(self) -> int:
        """Microseconds until one more call is free again."""
        return MINUTE // self.limit

    @property
    def burst(self) -> int:
        """Microseconds until all of them are."""
        return self.interval * self.limit


@dataclass(frozen=True, slots=True)
class Refusal:
    """The rule that holds a call up for longest, and the microseconds after which it would pass."""

    rule: Rule
    wait: int

    @property
    def seconds(self) -> int:
        """Whole seconds that are long enough."""
        return -(-self.wait // 1_000_000)


class Buckets(Protocol):
    """Where calls are counted."""

    async def take(self, rules: Sequence[Rule]) -> Refusal | None:
        """Count a call under every rule, or under none and say which refuses it."""

    async def close(self) -> None:
        """Let go of what is open."""


def microseconds() -> int:
    """A clock that never goes back."""
    return time.monotonic_ns() // 1000


class MemoryBuckets:
    """Buckets of this process. Used from the event loop only, so they need no lock.

    A bucket is the moment when it will be full again. Of too many, those unused for longest are
    forgotten: a rule that every call must pass, such as the site's, is never among them.
    """

    def __init__(self, clock: Callable[[], int] = microseconds, most: int = _MOST_KEYS) -> None:
        self._clock = clock
        self._most = most
        self._full_at: OrderedDict[str, int] = OrderedDict()

    async def take(self, rules: Sequence[Rule]) -> Refusal | None:
        """Count a call under every rule, or under none and say which refuses it."""
        now = self._clock()
        full_at = [max(self._full_at.get(rule.key, 0), now) + rule.interval for rule in rules]
        waits = [at - now - rule.burst for at, rule in zip(full_at, rules, strict=True)]
        longest = max(waits, default=0)
        if longest > 0:
            return Refusal(rules[waits.index(longest)], longest)
        for rule, at in zip(rules, full_at, strict=True):
            self._full_at[rule.key] = at
            self._full_at.move_to_end(rule.key)
        self._forget(now)
        return None

    async def close(self) -> None:
        """Nothing is open."""

    def __len__(self) -> int:
        return len(self._full_at)

    def _forget(self, now: int) -> None:
        """Drop, from the end that is unused for longest, what is full again or too many."""
        while self._full_at:
            key, at = next(iter(self._full_at.items()))
            if at > now and len(self._full_at) <= self._most:
                return
            del self._full_at[key]
