"""Months, their short forms, and spans of them: Jan., Mar-May, Jan 5-7. General text normalization reads "Jan. 5"."""

import datetime
import re

from voiceedu.narration.text_normalization.en.numbers import cardinal, ordinal, year
from voiceedu.narration.text_normalization.rules import ABBREVIATION_DOT, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    "December",
)
_MONTH_FORMS = {name[:3]: name for name in MONTHS} | {name: name for name in MONTHS} | {"Sept": "September"}
MONTH = f"(?:{any_of(_MONTH_FORMS)})"
TO = r"(?: ?[-–—] ?| ?thru | through | to )"


def date_in_words(of_year: int | None, month: int, day: int) -> str | None:
    """Return "May fourth", and the year if there is one; None where no calendar has the day."""
    try:
        datetime.date(2000, month, day)
    except ValueError:
        return None
    words = f"{MONTHS[month - 1]} {ordinal(day)}"
    if of_year is None:
        return words
    return f"{words}, {year(of_year) if of_year >= 1000 else _short_year(of_year)}"


def _short_year(number: int) -> str:
    return cardinal(number) if number > 9 else f"zero {cardinal(number)}"


def _read_months(match: re.Match[str]) -> str:
    return f"{_MONTH_FORMS[match['first']]} to {_MONTH_FORMS[match['last']]}"


def _read_days_of_month(match: re.Match[str]) -> str:
    first, last = (ordinal(int(match[end])) for end in ("first", "last"))
    words = f"{_MONTH_FORMS[match['month']]} {first} to {last}"
    return f"{words}, {year(int(match['year']))}" if match["year"] else words


RULES: tuple[Rule, ...] = (
    says(
        "a verb after a number",
        r"(?<=\d )(?P<said>may)"
        r"(?= or may\b| (?:in|at|on|for|with) (?:some|rare|turn|fact|first|times?|occasion|example|many|most|others)\b"
        r"| (?!(?:at|from|to|and|or|for|in|on|of|with|is|was|the|we|you|until|through)\b)[a-z]{2,})",
        "may",
    ),
    rewrites("a year in short", rf"\b({MONTH})\.? ['’](\d\d)(?![\w'’])", r"\1 20\2"),
    rewrites("days with a zero", rf"\b({MONTH}\.? )0([1-9])(?![\w:.-])", r"\1\2"),
    rewrites("days with a zero before their month", rf"(?<![\w.,:/-])0([1-9])(?= (?:of )?{MONTH}\b)", r"\1"),
    says(
        "days of a month",
        rf"\b(?P<month>{MONTH})\.? (?P<first>\d{{1,2}})(?:st|nd|rd|th)?{TO}(?P<last>\d{{1,2}})(?:st|nd|rd|th)?"
        r"(?:,? (?P<year>(?:19|20)\d\d))?(?![\w/:]|[.,-]\d)",
        _read_days_of_month,
    ),
    says(
        "spans of months",
        rf"\b(?P<first>{MONTH})\.?(?: ?[-–—] ?)(?P<last>{MONTH})(?!\w){ABBREVIATION_DOT}",
        _read_months,
    ),
    rewrites(
        "a day to a month",
        rf"(?<=\d)(?:st|nd|rd|th)? ?[-–—] ?(?={MONTH}\.? \d)",
        " to ",
    ),
    says(
        "months at the end",
        r"\b(?i:in|until|since|through|each|every|last|next|early|late|mid-?|(?:week|end|middle|month|first|last) of) ?"
        r"(?P<said>Jan|Mar|Apr|Jun|Jul)(?=\.?(?:\s*$|[,;)]))",
        lambda match: _MONTH_FORMS[match["said"]],
    ),
    says(
        "months",
        r"\b(?<!\d )(?P<said>(?:Jan|Mar|Apr|Jun|Jul)\.(?=\s*[^\s\d])|(?:Feb|Aug|Sept|Sep|Oct|Nov|Dec)(?!\w)"
        rf"(?!\.? ?\d){ABBREVIATION_DOT})",
        lambda match: _MONTH_FORMS[match["said"].rstrip(".")],
    ),
)
