"""Dates of numbers that mean two days: 3/4/2026 is in March or in April."""

import re

_NUMERIC_DATE = re.compile(
    r"(?<![\w./-])(?<!\bv )(?<!\bversion )(?P<first>\d{1,2})(?P<gap>[/.-])(?P<second>\d{1,2})(?P=gap)"
    r"(?:(?:19|20)\d\d|\d\d)(?![\w/]|[.-]\d)",
    re.IGNORECASE,
)
_BEFORE_A_DATE = (
    r"(?:on|until|dated|due|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sun)(?:day)?|(?:lunes|martes|miércoles|jueves|viernes|"
    r"sábado|domingo)|fecha|desde el|hasta el|antes del|le|am|dem|vom|bis|il|dal|em|dia"
)
"""Words of the shipped languages after which two numbers with a slash are a date. Elsewhere they are a fraction."""
_DATE_WITHOUT_YEAR = re.compile(
    rf"\b(?:{_BEFORE_A_DATE}),? (?P<date>(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}}))(?![\w/%]|[.,-]\d| (?:of|de)\b)",
    re.IGNORECASE,
)
_MONTHS = 12


def find_open_dates(text: str) -> list[str]:
    """Return the dates of numbers in `text` whose day could be their month, as written and in their order.

    Both numbers are at most twelve and differ: 3/4/2026, 3.4.26, "on 3/4". What would do is the month in letters, or
    an ISO date: 2026-04-03. Works for every language that writes dates in digits.
    """
    dates = [(date.start(), date[0]) for date in _NUMERIC_DATE.finditer(text) if _is_open(date)]
    dates += [(date.start("date"), date["date"]) for date in _DATE_WITHOUT_YEAR.finditer(text) if _is_open(date)]
    return [written for _, written in sorted(dates)]


def _is_open(date: re.Match[str]) -> bool:
    first, second = int(date["first"]), int(date["second"])
    return first != second and min(first, second) >= 1 and max(first, second) <= _MONTHS
