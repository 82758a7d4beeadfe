"""Token buckets by a clock that a test sets: what passes, what a refusal costs, what is remembered."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from api.buckets import MINUTE, MemoryBuckets, Refusal, Rule

LIMITS = st.integers(1, 1_000)
PAUSES = st.lists(st.integers(0, 5_000_000), max_size=60)


class Clock:
    """A clock that stands until it is told to go on."""

    def __init__(self) -> None:
        self.now = 0

    def __call__(self) -> int:
        return self.now


def take(buckets: MemoryBuckets, rules: Sequence[Rule]) -> Refusal | None:
    """What `take` gives: it never waits, so it needs no loop."""
    try:
        buckets.take(rules).send(None)
    except StopIteration as end:
        found: Refusal | None = end.value
        return found
    raise AssertionError("it waits")


def passed(buckets: MemoryBuckets, rule: Rule, calls: int) -> int:
    """How many of some calls pass."""
    return sum(take(buckets, [rule]) is None for _ in range(calls))


def test_so_many_at_once_and_then_as_many_a_minute() -> None:
    clock = Clock()
    buckets, rule = MemoryBuckets(clock), Rule("visitor", "v", 20)
    assert passed(buckets, rule, 30) == 20
    clock.now += 3_000_000
    assert passed(buckets, rule, 5) == 1
    clock.now += MINUTE
    assert passed(buckets, rule, 30) == 20


def test_one_key_does_not_hold_another_up() -> None:
    buckets = MemoryBuckets(Clock())
    assert passed(buckets, Rule("visitor", "a", 1), 2) == 1
    assert passed(buckets, Rule("visitor", "b", 1), 2) == 1


def test_a_refused_call_is_counted_nowhere_and_names_the_longest_wait() -> None:
    buckets = MemoryBuckets(Clock())
    few, many = Rule("visitor", "v", 1), Rule("site", "s", 3)
    assert take(buckets, [few, many]) is None
    for _ in range(5):
        refusal = take(buckets, [many, few])
        assert refusal is not None and refusal.rule == few and refusal.seconds == 60
    assert passed(buckets, many, 9) == 2


@given(limit=LIMITS, pauses=PAUSES)
def test_waiting_as_long_as_it_says_is_enough_and_a_moment_less_is_not(
    limit: int, pauses: list[int]
) -> None:
    clock = Clock()
    buckets, rule = MemoryBuckets(clock), Rule("visitor", "v", limit)
    passed(buckets, rule, limit)
    for pause in pauses:
        clock.now += pause
        refusal = take(buckets, [rule])
        if refusal is None:
            continue
        assert 0 < refusal.wait <= refusal.seconds * 1_000_000 < refusal.wait + 1_000_000
        began = clock.now
        clock.now = began + refusal.wait - 1
        assert take(buckets, [rule]) is not None
        clock.now = began + refusal.seconds * 1_000_000
        assert take(buckets, [rule]) is None


@given(limits=st.lists(LIMITS, min_size=2, max_size=3), calls=st.integers(1, 300))
def test_of_several_rules_the_tightest_decides(limits: list[int], calls: int) -> None:
    buckets = MemoryBuckets(Clock())
    rules = [Rule("site", str(number), limit) for number, limit in enumerate(limits)]
    assert sum(take(buckets, rules) is None for _ in range(calls)) == min(calls, *limits)


def test_whatever_addresses_come_memory_is_bounded_and_the_site_is_not_forgotten() -> None:
    buckets = MemoryBuckets(Clock(), most=10)
    site = Rule("site", "s", 25)
    through = [
        take(buckets, [Rule("visitor", f"v{number}", 5), site]) is None for number in range(100)
    ]
    assert sum(through) == 25 and len(buckets) == 10


def test_full_buckets_are_forgotten() -> None:
    clock = Clock()
    buckets = MemoryBuckets(clock)
    for number in range(50):
        take(buckets, [Rule("visitor", f"v{number}", 5)])
    clock.now += MINUTE
    take(buckets, [Rule("visitor", "one more", 5)])
    assert len(buckets) == 1
