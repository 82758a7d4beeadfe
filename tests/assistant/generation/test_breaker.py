"""The circuit breaker, with a clock of its own."""

from assistant.generation.breaker import FAILURES, PAUSE_SECONDS, Breaker


def test_it_opens_after_failures_in_a_row_and_tries_again() -> None:
    now = [0.0]
    breaker = Breaker(clock=lambda: now[0])
    for _ in range(FAILURES - 1):
        breaker.failed()
    assert breaker.allows()
    breaker.succeeded()
    for _ in range(FAILURES):
        assert breaker.allows()
        breaker.failed()
    assert not breaker.allows()
    now[0] += PAUSE_SECONDS
    assert breaker.allows()  # one tries
    assert not breaker.allows()  # the others wait
    breaker.failed()
    now[0] += PAUSE_SECONDS
    assert breaker.allows()
    breaker.succeeded()
    assert breaker.allows() and breaker.allows()
