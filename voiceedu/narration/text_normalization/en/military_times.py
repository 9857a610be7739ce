"""Times of a clock of 24 hours without a colon: 0800, 1400 hrs, 0730-1600, at 0645."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal
from voiceedu.narration.text_normalization.rules import Rule, says


def _read_military(match: re.Match[str]) -> str:
    return f"{read_bare_military(match)} hours"


def read_bare_military(match: re.Match[str]) -> str:
    return read_clock(int(match["hour"]), int(match["minute"]))


def _read_military_row(match: re.Match[str]) -> str:
    """Return "oh eight hundred and twenty hundred" for 0800 & 2000."""
    return re.sub(
        r"(\d\d)(\d\d)|,? ?(?:[&/]|and|or) ?",
        lambda part: read_clock(int(part[1]), int(part[2])) if part[1] else f" {'or' if 'or' in part[0] else 'and'} ",
        match[0],
    )


def _read_military_hours(match: re.Match[str]) -> str:
    ends = (read_clock(int(match[f"{end}_hour"]), int(match[f"{end}_minute"])) for end in ("from", "to"))
    return " to ".join(ends) + (" hours" if match["hours"] else "")


def read_clock(hour: int, minute: int) -> str:
    """Return "oh eight hundred", "fourteen thirty"."""
    hours = f"oh {cardinal(hour)}" if 0 < hour < 10 else cardinal(hour)
    minutes = f"oh {cardinal(minute)}" if 0 < minute < 10 else cardinal(minute) if minute else "hundred"
    return f"{hours} {minutes}"


OPENING_HOURS: tuple[Rule, ...] = (
    says(
        "opening hours of a military clock",
        r"(?<![\w.,:/$-])(?P<from_hour>0\d)(?P<from_minute>[0-5]\d)(?: ?[-–—] ?| to )(?P<to_hour>[01]\d|2[0-4])"
        r"(?P<to_minute>[0-5]\d)(?: ?(?P<hours>h(?:rs|ours)?))?(?![\w-]|[.,:]\d)",
        _read_military_hours,
    ),
    says(
        "military times in a row",
        r"(?<![\w.,:/$#-])(?<!code )(?<!PIN )(?<!ext\. )0\d[0-5]\d(?:(?:, ?(?:(?:and|or) )?| ?[&/] ?| and | or )"
        r"(?:[01]\d|2[0-3])[0-5]\d)+(?![\w-]|[.,:]\d)",
        _read_military_row,
    ),
)
RULES: tuple[Rule, ...] = (
    says(
        "military times on and off",
        r"\b(?:on|off) (?P<said>(?P<hour>[01]\d|2[0-3])(?P<minute>00|30))(?= ?/ ?off\b|[,;)]|\.?$)",
        lambda match: f"at {read_bare_military(match)}" if " off " in match.string or "/off" in match.string else None,
    ),
    says("military times", r"\b(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d) ?(?:hours|hrs|h)\b", _read_military),
    says(
        "military times after a word",
        r"(?:\b(?i:at|by|until|before|after|from|opens?|closes?|to"
        r"|(?:surgery|procedure|arrival|arrive|check-?in|report|start|appointment|appt\.?|OR)(?: time)?:)|@) "
        r"(?P<said>(?P<hour>0\d)(?P<minute>[0-5]\d))(?![\w-]|[.,:]\d)",
        read_bare_military,
    ),
    says(
        "military times before a word",
        r"(?<![\w.,:/$-])(?P<said>(?P<hour>0\d)(?P<minute>[0-5]\d))"
        r"(?= (?:case|start|arrival|appointment|appt|check-?in)\b)",
        read_bare_military,
    ),
    says(
        "military times after a sign",
        r"@ ?(?P<said>(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d))(?![\w-]|[.,:]\d)"
        r"(?! ?(?:m?c?g|units?|mL|rpm|k?cal|Hz|W)\b)",
        read_bare_military,
    ),
)
