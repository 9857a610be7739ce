"""Dates of renditions: a correction always gets a later date than what it corrects, even if the clock was set back."""

import datetime

_SHORTEST = datetime.timedelta(seconds=1)
"""Dates are in whole seconds."""


def now() -> str:
    """Return the time now in UTC, in ISO 8601."""
    return _written(datetime.datetime.now(datetime.UTC))


def later_than(earlier: str, *, now: str) -> str:
    """Return `now`, or the moment after `earlier` if a clock that was set back does not say that it is later.

    Both are in ISO 8601; `earlier` is empty where there is nothing.
    """
    if not earlier:
        return now
    least = datetime.datetime.fromisoformat(earlier) + _SHORTEST
    return _written(max(least, datetime.datetime.fromisoformat(now)))


def _written(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).isoformat(timespec="seconds")
