"""Moments as the store writes them: UTC, to the second, as text that sorts by time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def stamp(moment: datetime, ago: timedelta = timedelta()) -> str:
    """A moment, or one that lies before it, such as 2026-02-03T04:05:06Z."""
    return (moment - ago).strftime("%Y-%m-%dT%H:%M:%SZ")
