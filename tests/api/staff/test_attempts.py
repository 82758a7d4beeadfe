"""Failed sign-ins: counted by address, forgotten in time, bounded in number."""

from api.staff import attempts
from api.staff.attempts import LIMIT, WINDOW_SECONDS, Attempts


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_an_address_waits_after_too_many_and_others_do_not() -> None:
    clock = Clock()
    tried = Attempts(clock)
    for _ in range(LIMIT):
        assert tried.wait("a") == 0
        tried.failed("a")
    assert tried.wait("a") == WINDOW_SECONDS + 1
    assert tried.wait("b") == 0
    clock.now = WINDOW_SECONDS + 1
    assert tried.wait("a") == 0


def test_memory_is_bounded() -> None:
    tried = Attempts(Clock())
    for number in range(attempts._MOST_ADDRESSES + 10):
        tried.failed(str(number))
    assert len(tried._failed) == attempts._MOST_ADDRESSES
