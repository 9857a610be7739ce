"""Times of day and opening hours: 8:00 a. m., 8-17 h, 12 m., 9.30 h, 24/7."""

import re

from voiceedu.narration.text_normalization.es.numbers import cardinal
from voiceedu.narration.text_normalization.rules import SAID, Rule, has, rewrites, says

_HALF = r"(?:[apAP]\. ?[mM]\.?(?!\w)|[apAP][mM](?!\w))"
_HOURS = r"(?:h(?:rs|s)?|H(?:RS|S)?|horas)\b"
_HOUR = r"(?:[01]?\d|2[0-4])"
_EDGE = r"(?<![\w.:/$€,-])"
_END = r"(?!\w|:\S|[.,]\d)"
_UNIT = rf"(?:{_HOURS})(?:\.(?=\s*[\w,;:)]))?"
_TO = r"(?P<joint> ?[-–—] ?| a (?:las? )?| hasta (?:las? )?)"


def _clock(name: str) -> str:
    return rf"(?P<{name}_hour>{_HOUR})(?:[:.](?P<{name}_minute>[0-5]\d))?(?: ?(?P<{name}_half>{_HALF}))?"


def _read_clock(match: re.Match[str], name: str) -> str:
    hour, minute, half = int(match[f"{name}_hour"]), match[f"{name}_minute"], match[f"{name}_half"]
    words = cardinal(hour, "feminine")
    if hour == 0 and minute == "00" and not half:
        return f"{words} horas"
    if minute and int(minute):
        words += f" y {cardinal(int(minute))}"
    return f"{words} {_part_of_day(hour, half)}" if half else words


def _part_of_day(hour: int, half: str) -> str:
    if half[0] in "aA":
        return "de la mañana" if hour != 12 else "de la noche"
    if hour == 12:
        return "del mediodía"
    return "de la noche" if hour >= 8 else "de la tarde"


def _read_time(match: re.Match[str]) -> str:
    has_minutes = match["at_minute"] and int(match["at_minute"])
    words = _read_clock(match, "at")
    if not (match["at_unit"] or _is_in_row(match)) or match["at_half"] or has_minutes or words.endswith("horas"):
        return words
    return f"{words} {'hora' if int(match['at_hour']) == 1 else 'horas'}"


def _is_in_row(match: re.Match[str]) -> bool:
    """Return whether another time is joined by "y": "ocho y veinte" would be one time, twenty past eight."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    return bool(_ANOTHER_AFTER.match(after) or _ANOTHER_BEFORE.search(before))


_ANOTHER_AFTER = re.compile(r"(?:, ?\d{1,2}:[0-5]\d)* y (?:de )?\d{1,2}:[0-5]\d")
_ANOTHER_BEFORE = re.compile(r"\d:[0-5]\d(?: y |, )$")


def _read_hours(match: re.Match[str]) -> str | None:
    signs = ("from_minute", "from_half", "to_minute", "to_half", "unit")
    if not any(match[part] for part in signs):
        return None
    is_in_row = _ANOTHER_AFTER.match(match.string[match.end() :]) and not match["to_half"]
    unit = " horas" if (match["unit"] and not match["to_half"]) or is_in_row else ""
    joint = match["joint"].strip(" -–—") or "a"
    return f"{_read_clock(match, 'from')} {joint} {_read_clock(match, 'to')}{unit}"


_EVERY_DAY = re.compile(
    r"24 ?[/x-] ?7|\b(?:abiert|atenci|atend|guardia|farmacia|urgencia|servicio|horario|emergencia)", re.IGNORECASE
)


def _read_every_day(match: re.Match[str]) -> str | None:
    return "siete días a la semana" if has(_EVERY_DAY, match.string) else None


OPENING_RULES: tuple[Rule, ...] = (
    rewrites("no seconds after a date", r"(?<=[12]\d{3} )([0-2]\d:[0-5]\d):00(?![\w:])", r"\1 h"),
    rewrites("an hour with a space inside", r"(?<=\d a )(\d{1,2}): ([0-5]\d)(?= ?h(?:oras|rs?|s)?\b)", r"\1:\2"),
    says("every day of the week", r"(?<![\w.,/-])7 ?/ ?7(?![\w/]|[.,]\d)", _read_every_day),
    rewrites(
        "an hour in brackets",
        rf"(?<=\()(?=(?P<hour>{_HOUR}):[0-5]\d(?: ?{_HALF})?\))(?P<said>0?)",
        lambda match: f"a la{'' if int(match['hour']) == 1 else 's'} ",
    ),
    says(
        "hours in brackets",
        r"(?<=\()(?P<said>(?P<from>\d{1,2}) ?[-–] ?(?P<to>\d{1,2}) ?h(?:s|rs|oras)?\.?)(?=\))",
        lambda match: f"{cardinal(int(match['from']), 'feminine')} a {cardinal(int(match['to']), 'feminine')} horas",
    ),
    rewrites("a slash between hours", r"(?<=:[0-5]\d) ?/ ?(?=\d{1,2}:[0-5]\d)", " y "),
    rewrites("all hours of a year", r"(?<!\w)24 ?h(?:rs|oras)? ?/ ?365 ?d(?:ías)?(?!\w)", "24 horas, 365 días"),
    says("always open", r"\b24 ?[/x-] ?7\b", "veinticuatro horas al día, siete días a la semana"),
)

RULES: tuple[Rule, ...] = (
    rewrites(
        "noon after another hour",
        r"(?<=[-–] )12 ?m\.?(?=[\s,;)]|$)|(?<=[-–])12 ?m\.?(?=[\s,;)]|$)|(?<=m\. a )12 ?m\.?(?=[\s,;)]|$)|"
        r"(?<=am a )12 ?m\.?(?=[\s,;)]|$)",
        "12:00 p.m.",
    ),
    rewrites(
        "hours with an h inside",
        r"(?<![\w.,:/-])([01]?\d|2[0-3])h([0-5]\d)(?![\w/]|[.,:]\d| ?(?:min|m|mg)\b)",
        r"\1:\2",
    ),
    says("one o'clock", r"^01 h$", "una"),
    says(
        "one o'clock in a sentence",
        r"\b(?:[Aa]|[Dd]esde|[Hh]asta|[Ss]obre|[Ee]s|de) la (?P<said>1)"
        r"(?=[,;)]|\.?$| (?:y(?! \d)|en punto|de la (?:tarde|madrugada|mañana|noche))\b)",
        "una",
    ),
    says("an opening until one", r"\b[Dd]e (?:8|9|10) a (?P<said>1)(?= y de \d)", "una"),
    rewrites("noon", r"\b12:00 ?m(?!\w)\.?(?=[\s,;)]|$)|(?<=\blas )12 ?m(?!\w)\.?(?=[\s,;)]|$)", "12:00 p.m."),
    says(
        "opening hours",
        rf"{_EDGE}{_clock('from')}(?: ?(?:h(?:rs?|s)?|H(?:RS|S)?)\.?)?{_TO}{_clock('to')}(?: ?(?P<unit>{_UNIT}))?"
        rf"{_END}",
        _read_hours,
    ),
    says(
        "opening hours after a day",
        rf"(?<=[{SAID}]),? (?P<said>(?P<from>[7-9]|1[0-2]) ?[-–] ?(?P<to>[1-6]))(?=[.,;)]|$)",
        lambda match: f"{cardinal(int(match['from']))} a {cardinal(int(match['to']), 'feminine')}",
    ),
    says(
        "times",
        rf"{_EDGE}(?P<at_hour>{_HOUR}):(?P<at_minute>[0-5]\d)(?: ?(?P<at_half>{_HALF})| ?(?P<at_unit>{_HOURS}"
        rf"))?{_END}",
        _read_time,
    ),
    says(
        "times with a point",
        rf"{_EDGE}(?P<at_hour>{_HOUR})\.(?P<at_minute>[0-5]\d)(?P<at_half>) ?(?P<at_unit>{_HOURS}){_END}",
        _read_time,
    ),
    says(
        "hours of a half day",
        rf"{_EDGE}(?P<at_hour>{_HOUR})(?:\.(?P<at_minute>[0-5]\d))? ?(?P<at_half>{_HALF})(?P<at_unit>)",
        _read_time,
    ),
)
