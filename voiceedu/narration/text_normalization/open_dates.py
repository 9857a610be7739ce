"""Dates of numbers that mean two days: 3/4/2026 is in March or in April."""

import re

_NUMERIC_DATE = re.compile(r"(?<![\w./-])(\d{1,2})([/.-])(\d{1,2})\2(?:(?:19|20)\d\d|\d\d)(?![\w/]|[.-]\d)")
_MONTHS = 12


def find_open_dates(text: str) -> list[str]:
    """Return the dates of numbers in `text` whose day could be their month: both numbers are a month, and differ."""
    return [date[0] for date in _NUMERIC_DATE.finditer(text) if _is_open(int(date[1]), int(date[3]))]


def _is_open(first: int, second: int) -> bool:
    return first != second and min(first, second) >= 1 and max(first, second) <= _MONTHS
