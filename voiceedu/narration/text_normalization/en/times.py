"""Times of day and opening hours: 8am-5pm, 9:00–17:30, M-F 9-5."""

import re

from voiceedu.narration.text_normalization.en import military_times, minutes
from voiceedu.narration.text_normalization.en.numbers import cardinal
from voiceedu.narration.text_normalization.rules import ABBREVIATION_DOT, SAID, Rule, rewrites, says

_HALF = rf"(?:[apAP]\. ?[mM](?!\w){ABBREVIATION_DOT}|[apAP][mM](?!\w))"
_HOUR = r"(?:[01]?\d|2[0-4])"
_EDGE = r"(?<![\w.:/$£€-])"
_BETWEEN = re.compile(r"\bbetween $", re.IGNORECASE)
_END = r"(?![\w:]|[.,]\d)"
_TO = r"(?P<joint> ?[-–—] ?| to | until | through | and )"


def _clock(name: str) -> str:
    return rf"(?P<{name}_hour>{_HOUR})(?:[:.](?P<{name}_minute>[0-5]\d))?(?: ?(?P<{name}_half>{_HALF}))?"


def _read_clock(match: re.Match[str], name: str, *, is_range: bool = False) -> str:
    """Return "eight o'clock" for 8:00, "sixteen hundred" or "eight" in a range, "eight oh five A M"."""
    hour, minute, half = match[f"{name}_hour"], match[f"{name}_minute"], match[f"{name}_half"]
    words = [cardinal(int(hour))]
    if minute and int(minute):
        words.append(cardinal(int(minute)) if int(minute) > 9 else f"oh {cardinal(int(minute))}")
    elif minute and not half and not (is_range and 0 < int(hour) <= 12):
        words.append("hundred" if is_range else "o'clock")
    if half:
        words.append("A M" if half[0] in "aA" else "P M")
    return " ".join(words)


def _read_time(match: re.Match[str]) -> str:
    return _read_clock(match, "at")


def _read_hours(match: re.Match[str]) -> str | None:
    """Return opening hours, or None for two plain numbers."""
    has_sign = any(match[part] for part in ("from_minute", "from_half", "to_minute", "to_half"))
    is_between = _BETWEEN.search(match.string[: match.start()]) is not None
    if not has_sign or _is_decimal(match) or (match["joint"] == " and " and not is_between):
        return None
    first, last = (_read_clock(match, end, is_range=True) for end in ("from", "to"))
    return f"{first} {'and' if is_between else 'to'} {last}"


def _is_decimal(match: re.Match[str]) -> bool:
    """Return whether the numbers have a point and nothing says that they are times: 2.30-4.10."""
    return "." in re.sub(_HALF, "", match[0]) and not (match["from_half"] or match["to_half"])


def _read_bare_hours(match: re.Match[str]) -> str:
    joint = "and" if match["before"].lower().startswith("between") else "to"
    return f"{cardinal(int(match['from_hour']))} {joint} {cardinal(int(match['to_hour']))}"


def _read_short_clock(written: str) -> str:
    """Return "eight A M" for 8a."""
    hour, _, minute = written[:-1].partition(":")
    minutes = f" {cardinal(int(minute))}" if minute and int(minute) else ""
    return f"{cardinal(int(hour))}{minutes} {written[-1].upper()} M"


def _read_short_hours(match: re.Match[str]) -> str:

    joint = match["joint"].strip(" ,")
    is_range = joint not in ("&", "and", "or", "") or _BETWEEN.search(match.string[: match.start()])
    between = {"and": "and", "or": "or"}.get(joint, "to" if is_range else "and")
    return f"{_read_short_clock(match['first'])} {between} {_read_short_clock(match['last'])}"


def _read_several(match: re.Match[str]) -> str:
    *first, last = map(_read_short_clock, re.findall(_SHORT, match[0]))
    return f"{', '.join(first)} {'or' if ' or ' in match[0] else 'and'} {last}"


_SHORT = rf"{_HOUR}(?::[0-5]\d)?[apAP](?!\w)"


def _read_always(match: re.Match[str]) -> str:
    return "twenty four hours a day, seven days a week" + (", all year" if match["year"] else "")


def _rewrite_hour(match: re.Match[str]) -> str:
    """Return a time of day for 08h30 and "at 8h30", and a length of time for 2h30."""
    hour, minute, before = match["hour"], match["minute"], match["at"] or ""
    is_time = len(hour) == 2 or before or re.search(r"\d[-–—]$| ?[-–—] $", match.string[: match.start()])
    return f"{before}{hour}:{minute}" if is_time else f"{hour} h {minute} min"


def _read_half(match: re.Match[str]) -> str:
    return f" {match['half'].upper()} M"


RULES: tuple[Rule, ...] = (
    rewrites(
        "hours and minutes around an h",
        rf"(?P<at>\b(?i:at|by|until|till|before|after|from|around|to) )?"
        rf"(?:{_EDGE}|(?<=[hH]\d\d[-–])|(?<=[hH]\d\d [-–] ))"
        rf"(?P<hour>{_HOUR}) ?[hH] ?(?P<minute>[0-5]\d)(?:m(?:in)?\b|(?![\w:]|[.,]\d| ?min| agar| plates?\b| broth))",
        _rewrite_hour,
    ),
    rewrites(
        "one letter after a range",
        r"(?<![\w.:/$-])(\d{1,2}:[0-5]\d ?[-–—] ?\d{1,2}(?::[0-5]\d)?|\d{1,2} ?[-–—] ?\d{1,2}:[0-5]\d)"
        r"([ap])(?!\w|\.\w)",
        r"\1 \2.m.",
    ),
    rewrites(
        "one letter after two hours",
        rf"(?:(?<=[{SAID}] )|(?<=[{SAID}]: )|\b(?i:hours|hrs|open|from|daily|weekdays|testing|clinic|visiting):? )"
        r"(?P<said>(?P<first>\d{1,2}) ?[-–—] ?(?P<last>\d{1,2})(?P<half>[ap]))(?!\w|\.\w)",
        r"\g<first> to \g<last> \g<half>.m.",
    ),
    rewrites(
        "one letter after two spans",
        r"(\d ?[ap]|[ap]\.m\.)(?P<joint> ?(?:&|and|,) ?)(\d{1,2}) ?[-–—] ?(\d{1,2})([ap])(?!\w|\.\w)",
        r"\1\g<joint>\3 to \4 \5.m.",
    ),
    says(
        "military times after a date",
        rf"(?<=[{SAID}]),? (?P<said>(?P<hour>0\d)(?P<minute>[0-5]\d))(?![\w–-]|[.,:]\d| [-–])",
        lambda match: military_times.read_clock(int(match["hour"]), int(match["minute"])),
    ),
    rewrites("zones after a half day", r"(?<=\d [ap]\.m\.)([ecmp][sd]t)\b", lambda match: f" {match[1].upper()}"),
    rewrites("midnight", r"(?<![\w:.])12 ?(?:MN|mn)(?!\w)", "midnight"),
    rewrites("midnight in letters", r"\b(?i:after|before|until|till|past) (?P<said>MN)(?![\w-]|,? \d{5})", "midnight"),
    rewrites("from noon", r"\b(noon|midnight) ?[-–—] ?(?=\d)", r"\1 to ", ignore_case=True),
    rewrites(
        "from noon to an hour", r"\b([Nn]oon|[Mm]idnight) ?(?:-|–|to) ?(\d{1,2})([ap])(?!\w|\.\w)", r"\1 to \2 \3.m."
    ),
    rewrites("until noon", r"(?<=[aApPmM.\d]) ?[-–—] ?(?=(?i:noon|midnight)\b)", " to "),
    says("always open", r"\b24 ?[/x×-] ?7(?:(?P<year> ?/ ?365)?)\b", _read_always),
    says("opening hours", rf"{_EDGE}{_clock('from')}{_TO}{_clock('to')}{_END}", _read_hours),
    says(
        "several times with one letter",
        rf"{_EDGE}{_SHORT}(?:, {_SHORT}){{1,5}},? (?:(?:and|or|&) )?{_SHORT}{_END}",
        _read_several,
    ),
    says(
        "opening hours with one letter",
        rf"{_EDGE}(?P<first>{_HOUR}(?::[0-5]\d)?[apAP])"
        rf"(?P<joint> ?[-–—] ?| to | until | through | and | or | ?& ?|, )(?P<last>{_HOUR}(?::[0-5]\d)?[apAP]){_END}",
        _read_short_hours,
    ),
    says(
        "times with one letter",
        rf"(?:\b(?:at|by|until|before|after|around|from|opens|closes|starts|begins) |@ ?)"
        rf"(?P<said>(?P<at>{_HOUR}(?::[0-5]\d)?[ap]))(?![\w:-]|\.\d)",
        lambda match: _read_short_clock(match["at"]),
    ),
    says(
        "times until noon",
        rf"{_EDGE}(?P<at>{_HOUR}(?::[0-5]\d)?[ap])(?= to (?:noon|midnight)\b)",
        lambda match: _read_short_clock(match["at"]),
    ),
    says(
        "clock times with one letter",
        rf"{_EDGE}(?P<at>{_HOUR}:[0-5]\d[ap])(?![\w-]|:\S|\.\w)",
        lambda match: _read_short_clock(match["at"]),
    ),
    says(
        "about an hour with one letter",
        rf"(?:(?<=~)|(?<=≈)|(?<=about )|(?<=around ))(?P<at>{_HOUR}[ap])(?![\w:-]|\.\w)",
        lambda match: _read_short_clock(match["at"]),
    ),
    says(
        "opening hours without a sign",
        rf"(?P<before>\b(?i:between|hours:?|hours of operation:?|"
        rf"(?:shop|pharmacy|cafeteria|clinic|desk|lab|office|lobby|store)(?: [A-Z]\d)?:|"
        rf"open|closed|lunch|daily:?)\s|[{SAID}][,:]? )"
        rf"(?P<said>(?P<from_hour>1[0-2]|[6-9])"
        rf" ?[-–] ?(?P<to_hour>[1-9]|1[0-2]))"
        rf"(?=\s*(?:[.,;:)]{{0,2}}$|[.,;)]{{1,2}}\s|&|and\b|daily|every|weekdays|on |for |[A-Z][SD]?T\b|[{SAID}]))",
        _read_bare_hours,
    ),
    *military_times.OPENING_HOURS,
    rewrites("about a time", r"(?<=\d)-?ish\b", " ish"),
    rewrites("half past", r"(?<![\w/.,])(?:½|1/2) (?=past\b)", "half "),
    *minutes.RULES,
    *military_times.RULES,
    says("times", rf"{_EDGE}(?P<at_hour>{_HOUR}):(?P<at_minute>[0-5]\d)(?: ?(?P<at_half>{_HALF}))?{_END}", _read_time),
    says(
        "hours of a half day",
        rf"{_EDGE}(?P<at_hour>{_HOUR})(?:\.(?P<at_minute>[0-5]\d))? ?(?P<at_half>{_HALF})",
        _read_time,
    ),
    says(
        "halves of a day", rf"(?<![\w.])(?<![qQ] )(?<![qQ]\. )(?P<half>[ap])\.\s?m(?!\w){ABBREVIATION_DOT}", _read_half
    ),
)
