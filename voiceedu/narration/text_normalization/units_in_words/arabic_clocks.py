"""Arabic hours of the clock by their names: الثامنة والنصف, 8 ص - 4 م, الساعة 10:45."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites
from voiceedu.narration.text_normalization.units_in_words import arabic_numbers

_HOURS = "الواحدة الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة"
_LATE_HOURS = {11: "الحادية عشرة", 12: "الثانية عشرة"}
_PARTS_OF_AN_HOUR = {15: "والربع", 30: "والنصف", 20: "والثلث"}
_CLOCK = r"(?<![\d:])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:])"
_HALVES = {"ص": "صباحًا", "م": "مساءً"}
_HOUR = r"1[0-2]|[1-9]"


def _name(hour: int) -> str:
    """Return the name of one of the twelve hours."""
    return _LATE_HOURS.get(hour) or _HOURS.split()[hour - 1]


def _write_half_days(match: re.Match[str]) -> str:
    first = f"{_name(int(match['first']))} {_HALVES[match['half']]}"
    return f"{first} إلى {_name(int(match['last']))} {_HALVES[match['other']]}"


def _read_clock(match: re.Match[str]) -> str:
    """Return an hour of the twelve by its name; from one in the afternoon on it is said to be so."""
    hour, minute = int(match["hour"]), int(match["minute"])
    names = _HOURS.split()
    of_twelve = hour - 12 if hour > 12 else hour
    name = _LATE_HOURS.get(of_twelve) or (names[of_twelve - 1] if of_twelve else "الثانية عشرة ليلًا")
    part = _PARTS_OF_AN_HOUR.get(minute) or _minutes(minute)
    return " ".join(filter(None, (name, part, "مساءً" if hour > 12 else "")))


def _minutes(minute: int) -> str:
    """Return the minutes after an hour: "وخمس دقائق", "وخمس وأربعون دقيقة"."""
    if minute <= 2:
        return ("", "ودقيقة", "ودقيقتان")[minute]
    words = arabic_numbers.count(minute, is_feminine=True, is_genitive=False)
    return f"و{words} {'دقائق' if minute <= 10 else 'دقيقة'}"


RULES: tuple[Rule, ...] = (
    rewrites(
        "hours in a span",
        rf"(?<![\d:.,])(?P<first>{_HOUR}) ?(?P<half>[صم]) ?(?:[-–]|إلى|حتى) ?"
        rf"(?P<last>{_HOUR}) ?(?P<other>[صم])(?!\w|\.\w)",
        _write_half_days,
    ),
    rewrites(
        "hours before noon",
        rf"(?<![\d:.,])({_HOUR}) ?ص(?!\w|\.\w)",
        lambda match: f"{_name(int(match[1]))} صباحًا",
    ),
    rewrites(
        "an hour by its number",
        rf"(?<!\w)(?P<before>الساعة )(?P<hour>{_HOUR})(?![\d:/]|[.,]\d)(?P<half> ?م(?!\w|\.\w))?",
        lambda match: f"{match['before']}{_name(int(match['hour']))}{' مساءً' if match['half'] else ''}",
    ),
    rewrites(
        "before and after noon",
        r"(?<=\d:[0-5]\d) ?(?P<half>[مص])(?!\w|\.\w)",
        lambda match: " مساءً" if match["half"] == "م" else " صباحًا",
    ),
)
"""They stand before the ranges of numbers."""
CLOCKS = rewrites("times", _CLOCK, _read_clock)
