"""How often, with a number or a period: q.4-6h., q AM, 4x/day, twice/wk, x 7 days."""

import re

from voiceedu.narration.text_normalization.en.numbers import AMOUNT, amount
from voiceedu.narration.text_normalization.en.quantities import TO
from voiceedu.narration.text_normalization.rules import ABBREVIATION_DOT, SAID, Rule, rewrites, says

_PERIODS = {
    "hour": r"h(?:(?:ou)?rs?)?|°",
    "minute": r"min(?:ute)?s?",
    "day": r"d(?:ays?)?",
    "week": r"w(?:ee)?ks?|w",
    "month": r"mo(?:nth)?s?",
    "year": r"y(?:(?:ea)?rs?)?",
    "night": r"nights?",
    "shift": r"shifts?",
    "visit": r"visits?",
}
_PERIOD = "|".join(f"(?P<{name}>{forms})" for name, forms in _PERIODS.items())
_EVERY = rf"\bq\.? ?(?:(?P<low>{AMOUNT})(?:{TO}(?P<high>{AMOUNT}))?[ -]?)?(?:{_PERIOD})(?!\w){ABBREVIATION_DOT}"


def _read_every(match: re.Match[str]) -> str | None:
    period = next(name for name in _PERIODS if match[name])
    if match["low"] is None:
        return None if len(match[period]) == 1 and period != "hour" else f"every {period}"
    low = amount(match["low"])
    if match["high"]:
        return f"every {low.words} to {amount(match['high']).words} {period}s"
    return f"every {period}" if low.is_one else f"every {low.words} {period}s"


def _read_every_half(match: re.Match[str]) -> str:
    return "every morning" if match["half"] in "aA" else "every evening"


def _times(match: re.Match[str]) -> str:
    low = f"{amount(match['low']).words} to " if match["low"] else ""
    number = amount(match["number"]).words
    if not low and number in ("one", "two"):
        return {"one": "once", "two": "twice"}[number]
    return f"{low}{number} times"


_A_DAY = (
    r"(?:/ ?| per | an? | each )"
    rf"(?P<period>(?:day|week|month|year|hour|night)(?!\w)|(?:d|wk|mo|yr|hr|h)(?!\w){ABBREVIATION_DOT})"
)
_EACH = {"d": "day", "wk": "week", "mo": "month", "yr": "year", "hr": "hour", "h": "hour"}


def _read_times_a_day(match: re.Match[str]) -> str:
    period = match["period"].removesuffix(".")
    period = _EACH.get(period, period)
    return f"{_times(match)} {'an' if period == 'hour' else 'a'} {period}"


_TIMES = rf"(?<![\w.,/])(?:(?P<low>\d+){TO})?(?P<number>{AMOUNT}) ?(?:[x×]|times)"
_COMPARED = "daily|weekly|monthly|yearly|more|less|higher|lower|greater|larger|faster|longer|as|the|your|normal"
_SPANS = (
    r"s|d|days?|wks?|weeks?|w|mos?|mths?|months?|hrs?|h|hours?|mins?|minutes?|secs?|seconds?|yrs?|years?|y|nights?|doses?|"
    r"cycles?|sessions?"
)

_LENGTHS = "ft|feet|yds?|yards|steps|laps|blocks"


def _read_day(match: re.Match[str]) -> str | None:
    """Return "day two" for d2, where a text counts days so; D2 if it counts from D1."""
    is_course = len(_COUNTED_DAY.findall(match.string)) > 1 or _COUNTED_FROM_ONE.search(match.string)
    if (
        not is_course
        or _NO_DAY.search(match.string)
        or (match[0][0] == "D" and not _COUNTED_FROM_ONE.search(match.string))
    ):
        return None
    return f"day {amount(match['number']).words}"


_NO_DAY = re.compile(r"\bvit|dopamin|receptor|dorsal|vertebra|\bspine|\bdis[ck]|\b[LCT]\d", re.IGNORECASE)
"""What makes D1 a vitamin, a receptor or a vertebra."""
_COUNTED_DAY = re.compile(r"(?<![\w-])d\d{1,2}(?!\w)")
_COUNTED_FROM_ONE = re.compile(r"(?<![\w-])D1(?!\w).*(?:(?<![\w-])D\d{1,2}(?!\w)|\bdays \d)")

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}

RULES: tuple[Rule, ...] = (
    rewrites(
        "minutes after minutes",
        r"\b[qQ](15|20|30|45|60)(?= ?[x×] ?\d)",
        lambda match: f"q{match[1]}min" if re.search(r"\b[qQ] ?\d+ ?min", match.string) else None,
    ),
    rewrites("every season", r"(?<![\w.])[qQ] (?=(?:fall|autumn|spring|winter|summer|season)\b)", "every "),
    rewrites("hours by two degree signs", r"\b[qQ] ?(\d{1,2}) ?° ?[-–] ?(\d{1,2}) ?°", r"q\1-\2h"),
    rewrites("from so many hours to so many", r"\b[qQ](\d{1,2})[hH]? ?[-–/] ?[qQ](\d{1,2}) ?[hH](?!\w)", r"q\1-\2h"),
    rewrites(
        "how often, and when",
        r"(?<![\w-])([btBT][iI][dD]|[qQ][iI]?[dD])-(?=(?:ac|pc|hs|AC|PC|HS|prn|PRN)(?!\w))",
        r"\1 ",
    ),
    rewrites(
        "a number in words so often",
        r"\b(one|two|three|four|five|six) ?[x×](?= ?/ ?[a-z]| (?:a|per|each) (?:day|week|month)\b| (?:daily|weekly)\b)",
        lambda match: f"{_NUMBERS[match[1].lower()]}x",
        ignore_case=True,
    ),
    rewrites("on and off", r"\b(on (?:for )?\d+ ?(?:h|hrs?|hours?|mins?|minutes?|d|days?)) ?/ ?(?=off\b)", r"\1, "),
    rewrites(
        "once or twice in a period",
        r"\b([Oo]nce|[Tt]wice) ?/ ?(d|day|wk|week|mo|month|yr|year|h|hr|hour|night)(?![\w/])(?:\.(?= [a-z]|[,;)]))?",
        lambda match: f"{match[1]} {'an' if match[2][0] == 'h' else 'a'} {_EACH.get(match[2], match[2])}",
    ),
    rewrites(
        "so many in a day",
        rf"(?<![\w.,/])(?P<many>\d{{1,2}}) ?/ ?(?P<hours>24|12|48|72) ?h(?:rs?|ours?)?(?!\w){ABBREVIATION_DOT}",
        r"\g<many> in \g<hours> hours",
    ),
    rewrites(
        "so many times in some hours",
        rf"(?<=\d) ?[x×] ?/ ?(?P<hours>24|12|48|72) ?h(?:rs?|ours?)?(?!\w){ABBREVIATION_DOT}",
        r" times in \g<hours> hours",
    ),
    rewrites(
        "hours by a degree sign",
        r"((?:\b(?:after|for|within|in|next|first|last|past|every|least|dry|x)|×)"
        r"(?: ?\d{1,2} ?-)? ?(?:24|36|48|72)) ?°"
        r"(?![\w ]*[CF]\b)(?!\w)",
        r"\1 hours",
        ignore_case=True,
    ),
    rewrites("so many a year", r"(?<=[A-Z]s) ?/ ?(?=(?:yr|year|wk|week|mo|month|day)\b)", " per "),
    rewrites(
        "by mouth before a noun",
        r"\bPO (?=(?:fluids?|intake|contrast|challenge|meds|medications|hydration)\b)",
        "oral ",
    ),
    rewrites("every change", r"(?<![\w.])q (?=(?:change|feed|meal|void|stool|diaper|nappy)s?\b)", "every "),
    rewrites("every day after a letter", r"(?<![\w.])[qQ]\.? ?(?=(?:daily|weekly|monthly|nightly|hourly)\b)", ""),
    rewrites("a dose by its number", r"(?<=[a-z] )(\d{1,4}(?:\.\d+)?) ([bt]id)\b", lambda m: f"{m[1]} {m[2].upper()}"),
    rewrites("hours that are not written, at a stop", r"(?<=\d )(q ?(?:[468]|12|24))(?=[;,.]|$)(?!\.\d)", r"\1h"),
    rewrites(
        "hours that are not written", rf"\b(q ?(?:\d{{1,2}}-)?(?:[2-9]|1[02]|24))(?= (?i:prn)\b| [{SAID}])", r"\1h"
    ),
    rewrites(
        "while awake",
        r"\b([Qq]\.? ?\d{1,2}(?:-\d{1,2})? ?h(?:rs?)?|[BTQ]ID)\.? (?:WA|W/A|w/a)(?!\w)",
        r"\1 while awake",
    ),
    says("days of a course", r"(?<![\w-])[dD](?P<number>\d{1,2})(?!\w)", _read_day),
    says(
        "every morning and evening",
        rf"\bq\.? ?(?P<half>[ap])\.? ?m(?!\w){ABBREVIATION_DOT}",
        _read_every_half,
        ignore_case=True,
    ),
    says("every night", rf"\bq\.? ?h\.? ?s(?!\w){ABBREVIATION_DOT}", "every night at bedtime", ignore_case=True),
    says("every few hours", _EVERY, _read_every, ignore_case=True),
    rewrites(
        "so far",
        rf"(?:(?<=[a-zA-Z]{{2}} )|(?<![\w.,] )(?<![\w.,]))[x×] ?(?=\d+(?:[-–]\d+)? ?(?:{_LENGTHS})\b)",
        "for ",
    ),
    rewrites("times of a day", r"(?<=\d) ?[x×] ?(?=(?:day|week)(?!\w))", "x a "),
    rewrites("times daily", r"(?<![\w.,/])[x×] ?([2-9])(?= (?:daily|weekly)\b)", r"\1 times"),
    says("times a day, the sign first", rf"(?<![\w.,/])[x×] ?(?P<low>)(?P<number>\d){_A_DAY}", _read_times_a_day),
    says("times a day", rf"{_TIMES}{_A_DAY}", _read_times_a_day, ignore_case=True),
    says(
        "times",
        rf"{_TIMES}(?:(?<=[x×])(?= (?:{_COMPARED})\b)|(?<=\d[x×])(?=\s[a-z{SAID}]|[.,;)]|$))",
        _times,
        ignore_case=True,
    ),
    rewrites("once a day", r"\b(once|twice|times) ?/ ?(?=day|week|month|year|night)", r"\1 a ", ignore_case=True),
    rewrites("for some days", rf"(?<=\s)[x×] ?(?=[≤<≥~]? ?\d+(?:{TO}\d+)? ?(?:{_SPANS})\b)", "for ", ignore_case=True),
    says(
        "multiplied by a decimal",
        r"(?<=[a-z] )[x×] ?(?P<number>\d\.\d{1,2})(?=[\s,;)]|\.?$)(?! ?(?:mm|cm|m|in|ft|m[lL]|mg|mcg|g|L|cc)\b)",
        lambda match: f"times {amount(match['number']).words}",
    ),
    says(
        "so many times",
        r"(?<=\s)[x×] ?(?P<number>\d{1,2})(?![\w.,]*\d)(?! ?(?:mm|cm|m|in|ft|m[lL]|mg|mcg|g|L|cc)\b)(?=\s|[,.;:)]|$)",
        lambda match: (
            None
            if re.search(r"(?:^|[\s(])\d[\d.,/]*\s$", match.string[max(0, match.start() - 20) : match.start()])
            else f"times {amount(match['number']).words}"
        ),
    ),
)
