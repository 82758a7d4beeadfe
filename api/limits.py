"""How often a visitor, an address and all together may ask: in, a caller; out, a Problem 429 or nothing.

A refused call has cost nothing: no model ran, nothing was logged, and no limit counts it.
"""

from collections.abc import Callable
from hashlib import blake2b

from api.buckets import Buckets, Refusal, Rule
from api.callers import Caller
from api.errors import Problem

# People behind one address share it; who makes conversations up has no more than they all.
VISITORS_AN_ADDRESS = 10
LIMITS = {
    "visitor": "You have asked much in a short time",
    "address": "From your network much was asked in a short time",
    "site": "Very many people are asking at this moment",
    "feedback": "You have sent much feedback in a short time",
    "feedback_site": "Very many people are sending feedback at this moment",
}


class Limits:
    """The limits of one service; a number of 0 is none."""

    def __init__(
        self, buckets: Buckets, visitor: int, site: int, on_refusal: Callable[[str], None]
    ) -> None:
        self._buckets = buckets
        self._visitor = visitor
        self._site = site
        self._on_refusal = on_refusal

    async def question(self, caller: Caller, conversation_id: str | None = None) -> None:
        """Let through, or refuse with a 429, what costs the work of an answer or a search."""
        await self._pass(
            caller,
            _rule("visitor", self._visitor, caller.address, conversation_id or ""),
            _rule("address", self._visitor * VISITORS_AN_ADDRESS, caller.address),
            _rule("site", self._site),
        )

    async def picture(self, caller: Caller) -> None:
        """The same for a drawn page or a highlighted copy, which no conversation names: by address."""
        await self._pass(
            caller,
            _rule("address", self._visitor * VISITORS_AN_ADDRESS, caller.address),
            _rule("site", self._site),
        )

    async def feedback(self, caller: Caller) -> None:
        """The same for feedback, which questions do not use up."""
        await self._pass(
            caller,
            _rule("feedback", self._visitor, caller.address),
            _rule("feedback_site", self._site),
        )

    async def close(self) -> None:
        """Let go of what is open."""
        await self._buckets.close()

    async def _pass(self, caller: Caller, *rules: Rule) -> None:
        held = [rule for rule in rules if rule.limit]
        if caller.is_free or not held:
            return
        refusal = await self._buckets.take(held)
        if refusal is not None:
            self._on_refusal(refusal.rule.name)
            raise _too_many(refusal)


def _rule(name: str, limit: int, *whom: str) -> Rule:
    # A conversation's name opens it, and an address is nobody's business: only their hash is kept.
    digest = blake2b("\0".join(whom).encode("utf-8", "replace"), digest_size=16)
    return Rule(name, f"{name}:{digest.hexdigest()}", limit)


def _too_many(refusal: Refusal) -> Problem:
    seconds = refusal.seconds
    wait = f"{seconds} second{'s' if seconds > 1 else ''}"
    return Problem(
        429,
        "too_many",
        LIMITS[refusal.rule.name],
        hint=f"Please try again in {wait}.",
        retry_after=seconds,
    )
