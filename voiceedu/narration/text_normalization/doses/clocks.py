"""Dates and times of day that no grammar reads: 3.12.2026 in Dutch and Polish, 8:30, 8:00-12:30."""

import re

from voiceedu.narration.text_normalization.doses import cardinals, polish_numbers
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

EDGE = r"(?<![0-9A-Za-zÀ-ÿ.,/:-])"
"""What no number begins after."""
_CLOCKS = {"hu": (" óra", " perc"), "sv": ("", ""), "nl": (" uur", ""), "pl": ("", ""), "ja": ("時", "分")}
"""What stands after the hour and the minutes, where the grammar reads none of them."""
_CLOCK = r"(?:[01]?\d|2[0-4]):[0-5]\d"


def date_rules(language: str) -> tuple[Rule, ...]:
    """Return the rules for dates of numbers, in the languages that have no grammar for them."""
    if language not in cardinals.LANGUAGES:
        return ()

    def read_date(match: re.Match[str]) -> str | None:
        return cardinals.date(int(match["day"]), int(match["month"]), int(match["year"]), language)

    year = r"(?P<year>(?:19|20)\d\d)"
    return (
        says(
            "dates", rf"{EDGE}(?P<day>\d{{1,2}})(?P<gap>[-./])(?P<month>\d{{1,2}})(?P=gap){year}(?![\w/-])", read_date
        ),
        says("ISO dates", rf"{EDGE}{year}-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/-])", read_date),
    )


def rules(language: str, to: str) -> tuple[Rule, ...]:
    """Return the rules for times of day, a span of them joined by `to`, and for dates as a grammar reads them."""

    def read_clock(match: re.Match[str]) -> str:
        hour, minute = int(match["hour"]), int(match["minute"])
        if language == "pl":
            return f"{polish_numbers.hour_name(hour, match.string[max(0, match.start() - 60) : match.start()])}" + (
                f" {minute}" if minute else ""
            )
        hours, minutes = _CLOCKS[language]
        return f"{hour}{hours}" + (f" {minute}{minutes}" if minute else "")

    times = rf"{EDGE}(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:])(?: uur\b)?"
    dates = {
        "hu": rewrites("Hungarian dates", r"\b(\d{4})\. ?([01]\d)\. ?([0-3]\d)\.?(?!\d)", r"\1-\2-\3"),
        "ru": rewrites("ISO dates", r"\b(\d{4})-(\d\d)-(\d\d)\b", r"\3.\2.\1"),
    }
    return (
        rewrites("hours in a span", rf"{EDGE}({_CLOCK}) ?[-–—~] ?(?={_CLOCK}(?![\d:]))", rf"\1{to}"),
        *((rewrites("times", times, read_clock),) if language in _CLOCKS else ()),
        *((dates[language],) if language in dates else ()),
    )
