"""From one day to another without a year: 3/1-3/15, hold aspirin 5/7–5/10."""

import re

from voiceedu.narration.text_normalization.en.months import date_in_words

_LARGEST_DENOMINATOR = 12
_SHORT_DATE = r"(?:1[0-2]|0?[1-9])/(?:[12]\d|3[01]|0?[1-9])"
SPAN = (
    rf"(?<![\w./-])(?P<first>{_SHORT_DATE})(?: ?[-–—] ?| to | through | and )(?P<last>{_SHORT_DATE})"
    r"(?:/(?P<year>(?:19|20)?\d\d))?(?![\w/%]|[.,-]\d)"
)


def read_span(match: re.Match[str]) -> str | None:
    """Return two dates without a year, one of which cannot be a fraction: 3/1-3/15."""
    ends = [tuple(map(int, match[end].split("/"))) for end in ("first", "last")]
    of_year = int(match["year"]) if match["year"] else None
    are_parts = any(first <= second <= _LARGEST_DENOMINATOR for first, second in ends)
    is_span = ends[0][0] == ends[1][0] and ends[0][1] < ends[1][1] and _AWAY.search(match.string[: match.start()])
    if of_year is None and not is_span and max(day for _, day in ends) <= _LARGEST_DENOMINATOR and are_parts:
        return None
    dates = [date_in_words(None, *ends[0]), date_in_words(of_year, *ends[1])]
    joint = "and" if " and " in match[0] else "to"
    return f" {joint} ".join(filter(None, dates)) if all(dates) else None


_AWAY = re.compile(r"\b(?:hold|stop|off|closed|away|vacation|from|between|out)\b[^.;]{0,20}$", re.IGNORECASE)


def read_span_of_year(match: re.Match[str]) -> str | None:
    """Return two dates, the last of which has its year."""
    return read_span(match) if match["year"] else None
