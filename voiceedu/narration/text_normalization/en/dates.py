"""Dates of numbers: 1/15/2026, 2026-01-15, 01/2026. General text normalization reads "Jan. 5" and "5 Jan 2026"."""

import re

from voiceedu.narration.text_normalization.en import short_dates
from voiceedu.narration.text_normalization.en.months import MONTHS, date_in_words
from voiceedu.narration.text_normalization.en.numbers import year
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_NUMERIC = r"(?P<first>\d{1,2})(?P<gap>[/.-])(?P<second>\d{1,2})(?P=gap)"
_ISO = r"(?P<year>(?:19|20)\d\d)(?P<gap>[-/.])(?P<month>\d\d?)(?P=gap)(?P<day>\d\d?)"
_EDGES = r"(?<![\w./-]){}(?![\w/]|[.-]\d)"
_REVISED = (
    r"\b(?i:exp(?:ires|iry|\.? date|iration date)?|rev(?:ised|ision)?|review(?:ed| date| due|(?=:))|"
    r"updated|version|edition|ed)[.:]? "
    r"(?P<said>(?P<month>0?[1-9]|1[0-2])/(?P<year>[0-4]\d))(?![\w/%]|[.,-]\d)"
)
"""At the foot of a leaflet: "rev. 1/26" is a month and a year."""


def _read_numeric(match: re.Match[str]) -> str | None:
    return _read_in_order(match, day_first=False)


def _read_numeric_day_first(match: re.Match[str]) -> str | None:
    return _read_in_order(match, day_first=True)


def _read_in_order(match: re.Match[str], *, day_first: bool) -> str | None:
    """Return a date of numbers in the usual order of the region, and in the other where only that is a date."""
    first, second, written = int(match["first"]), int(match["second"]), match["year"]
    of_year = int(written) if written else None
    day, month = (first, second) if day_first else (second, first)
    return date_in_words(of_year, month, day) or date_in_words(of_year, day, month)


def _read_iso(match: re.Match[str]) -> str | None:
    return date_in_words(int(match["year"]), int(match["month"]), int(match["day"]))


def _read_month_of_year(match: re.Match[str]) -> str:
    return f"{MONTHS[int(match['month']) - 1]} {year(int(match['year']))}"


def _read_revision(match: re.Match[str]) -> str:
    return f"{MONTHS[int(match['month']) - 1]} {year(2000 + int(match['year']))}"


def rules(*, day_first: bool) -> tuple[Rule, ...]:
    """Return the rules for dates. `day_first` is the order outside the United States: 3/4/2026 is in April."""
    read_numeric = _read_numeric_day_first if day_first else _read_numeric
    # General text normalization reads a full year in the American order.
    of_year = r"(?P<year>(?:19|20)\d\d|\d\d)" if day_first else r"(?P<year>\d\d)"
    return (
        rewrites(
            "a day and its time",
            r"(?<![\w-])(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?(?!\w)",
            r"\1 at \2",
        ),
        rewrites(
            "spans of dates with two years",
            r"(?:(?<=\d/\d\d)|(?<=\d/\d{4})) ?[-–—] ?(?=\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?!\d))",
            " to ",
        ),
        says("months of a revision", _REVISED, _read_revision),
        *short_dates.rules_beside_a_year(read_numeric),
        says("dates of numbers", _EDGES.format(_NUMERIC + of_year), read_numeric),
        says("ISO dates", _EDGES.format(_ISO), _read_iso),
        says(
            "months of a year",
            r"(?<![\w./-])(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?![\w/-])",
            _read_month_of_year,
        ),
        *short_dates.rules(read_numeric),
    )
