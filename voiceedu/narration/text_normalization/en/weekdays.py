"""Days of the week, their short forms, spans and lists of them: Mon-Fri, MWF, Sat. & Sun."""

import re

from voiceedu.narration.text_normalization.en.months import MONTH, TO
from voiceedu.narration.text_normalization.rules import ABBREVIATION_DOT, SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of

_DAY_FORMS = {
    "Monday": ("Mon", "Mo", "M"),
    "Tuesday": ("Tues", "Tue", "Tu", "T"),
    "Wednesday": ("Weds", "Wed", "We", "W"),
    "Thursday": ("Thurs", "Thur", "Thu", "Th"),
    "Friday": ("Fri", "Fr", "F"),
    "Saturday": ("Sat", "Sa"),
    "Sunday": ("Sun", "Su"),
}
_DAYS = {form: day for day, forms in _DAY_FORMS.items() for form in (day, *forms)}
_ANY_DAY = f"(?:{any_of(_DAYS)})"
LONG_DAY = f"(?:{any_of(form for form in _DAYS if len(form) > 2)})"
_EVERY_OTHER_DAY = re.compile(r"\bM[-–/]?W[-–/]?F\b|\bMon[-–/]Wed[-–/]Fri\b")


def _read_days(match: re.Match[str]) -> str:
    return f"{_DAYS[match['first']]} to {_DAYS[match['last']]}"


def _read_listed_days(match: re.Match[str]) -> str:
    *first, last = (_DAYS[form] for form in re.findall(any_of(_DAYS), match[0]))
    return f"{', '.join(first)} and {last}"


def _read_few_days(match: re.Match[str]) -> str:
    return " and ".join(_DAYS[form] for form in re.findall(any_of(_DAYS), match["said"]))


RULES: tuple[Rule, ...] = (
    rewrites(
        "hours before their days",
        r"(?<![\w.:/$-])(1[0-2]|[6-9]) ?[-–] ?([1-9]|1[0-2])"
        rf"(?=,? \(?(?:{_ANY_DAY})(?:{TO}|[/&,] ?)(?:{_ANY_DAY})(?!\w))",
        r"\1 to \2",
    ),
    says(
        "two days beside a list",
        r"(?<![\w/-])T(?:u|ues)?[-–](?:Th|Thurs?)(?![\w'’/-])",
        lambda match: "Tuesday and Thursday" if _EVERY_OTHER_DAY.search(match.string) else None,
    ),
    says(
        "days with hyphens",
        rf"(?<![\w{SAID}/-]){_ANY_DAY}(?:[-–]{_ANY_DAY}){{2,6}}(?![\w'’/-])",
        _read_listed_days,
    ),
    says(
        "days of rest",
        rf"(?<=\b[Cc]losed )(?P<said>(?:{_ANY_DAY}(?: ?& ?| and ))?(?:M|Tu|T|W|Th|F|Sa|Su))"
        r"(?!\.[A-Z])(?=\s*[.,;:)]|\s*$)",
        _read_few_days,
    ),
    says(
        "spans of days",
        rf"(?<![\w{SAID}])(?P<first>{_ANY_DAY})\.?{TO}(?P<last>{_ANY_DAY})(?![\w'’]){ABBREVIATION_DOT}",
        _read_days,
    ),
    says(
        "days in a list",
        r"(?<!\w)(?:M|Tu|T|W|Th)(?:, (?:Tu|T|W|Th|F|Sa|Su)){1,5},? (?:(?:and|&) )?(?:W|Th|F|Sa|Su)(?![\w'’])",
        _read_listed_days,
    ),
    rewrites(
        "dots between days",
        rf"(?<![\w/])({_ANY_DAY})\. ?/ ?({_ANY_DAY})(?:\b(?!\.)|\.(?=[:,;)]| \w)|(?=\.$))",
        r"\1/\2",
    ),
    says(
        "days with slashes",
        r"(?<![\w/])(?<!Sex: )(?<!Gender: )(?!M/F[,;]? (?:DOB|D\.O\.B|[Aa]ge|[Dd]ate of birth))"
        rf"(?:{_ANY_DAY}(?:/{_ANY_DAY})+|MWF|TTh|TuTh)(?![\w/])",
        _read_listed_days,
    ),
    says(
        "days before hours",
        r"(?<=[;,:] )(?P<said>M|Tu|T|W|Th|F|Sa|Su)(?=:? \d{1,2}(?::\d\d)? ?(?:[ap]\.?m?\.? ?)?[-–] ?\d)",
        lambda match: _DAYS[match["said"]],
    ),
    says(
        "half of a day after its name",
        r"\b(?:q|every|each) (?P<said>(?P<day>Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.? (?P<half>AM|PM))(?!\w)",
        lambda match: f"{_DAYS[match['day']]} {'morning' if match['half'] == 'AM' else 'evening'}",
    ),
    says("Tuesdays before a date", rf"\bTu\b\.?(?= \([\d{SAID}])", "Tuesday"),
    says(
        "days",
        rf"\b(?P<said>(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri)(?!\w){ABBREVIATION_DOT}"
        rf"|(?:Sat|Sun)(?!\w)(?:\.(?=\)|\s*[\w{SAID},;:(&])|(?=,? (?:\d|[{SAID}]|{MONTH}\b)|:|,| ?[&–-]|\.?$)))",
        lambda match: _DAYS[match["said"].rstrip(".")],
    ),
)
