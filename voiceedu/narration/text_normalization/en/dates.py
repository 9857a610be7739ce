"""Dates of numbers, and spans of days and months. General text normalization reads "Jan. 5" and "5 Jan 2026"."""

import datetime
import re

from voiceedu.narration.text_normalization.en.numbers import cardinal, ordinal, year
from voiceedu.narration.text_normalization.rules import ABBREVIATION_DOT, SAID, Reading, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    "December",
)
_DAY_FORMS = {
    "Monday": ("Mon", "Mo", "M"),
    "Tuesday": ("Tues", "Tue", "Tu", "T"),
    "Wednesday": ("Wed", "We", "W"),
    "Thursday": ("Thurs", "Thur", "Thu", "Th"),
    "Friday": ("Fri", "Fr", "F"),
    "Saturday": ("Sat", "Sa"),
    "Sunday": ("Sun", "Su"),
}
_DAYS = {form: day for day, forms in _DAY_FORMS.items() for form in (day, *forms)}
_ANY_DAY = f"(?:{any_of(_DAYS)})"
_LONG_DAY = f"(?:{any_of(form for form in _DAYS if len(form) > 2)})"
_MONTH_FORMS = {name[:3]: name for name in _MONTHS} | {name: name for name in _MONTHS} | {"Sept": "September"}
MONTH = f"(?:{any_of(_MONTH_FORMS)})"
_TO = r"(?: ?[-–—] ?| ?thru | through | to )"
_BEFORE_A_DATE = (
    "(?:last|next|first|final|second|third|1st|2nd|3rd|booster) (?:dose|shot|injection|refill|visit|session):?|"
    "(?:the )?week of|labs?|on|until|since|before|after|by|dated|due|through|thru|till|"
    "starting|beginning|for|(?:LMP|EDD|EDC|DOS|DOB):?"
)


def _read_days(match: re.Match[str]) -> str:
    return f"{_DAYS[match['first']]} to {_DAYS[match['last']]}"


def _read_listed_days(match: re.Match[str]) -> str:
    *first, last = (_DAYS[form] for form in re.findall(any_of(_DAYS), match[0]))
    return f"{', '.join(first)} and {last}"


def _read_months(match: re.Match[str]) -> str:
    return f"{_MONTH_FORMS[match['first']]} to {_MONTH_FORMS[match['last']]}"


def _read_days_of_month(match: re.Match[str]) -> str:
    first, last = (ordinal(int(match[end])) for end in ("first", "last"))
    words = f"{_MONTH_FORMS[match['month']]} {first} to {last}"
    return f"{words}, {year(int(match['year']))}" if match["year"] else words


def _read_numeric(match: re.Match[str]) -> str | None:
    return _read_in_order(match, day_first=False)


def _read_numeric_day_first(match: re.Match[str]) -> str | None:
    return _read_in_order(match, day_first=True)


def _read_beside_a_year(match: re.Match[str], read: Reading) -> str | None:
    """Return a date without a year in a text that has one with a year, unless it is a fraction or a score."""
    first, second = int(match["first"]), int(match["second"])
    is_part = first < second <= _LARGEST_DENOMINATOR or second in _BEST_SCORES
    is_sure = second == 1 and first > 1 and _BEGINS.search(match.string[: match.start()])
    return read(match) if is_sure or (_FULL_DATE.search(match.string) and not is_part) else None


_FULL_DATE = re.compile(r"(?<![\w./-])\d{1,2}/\d{1,2}/(?:20)?\d\d(?![\w/])")
_BEGINS = re.compile(
    r"\b(?:starts?|started|stop|stopped|begins?|began|resume|refill|effective|duty|seen)\s$", re.IGNORECASE
)
_BEST_SCORES = (5, 10, 15)


def _read_in_order(match: re.Match[str], *, day_first: bool) -> str | None:
    """Return a date of numbers in the usual order of the region, and in the other where only that is a date."""
    first, second, written = int(match["first"]), int(match["second"]), match["year"]
    of_year = int(written) if written else None
    day, month = (first, second) if day_first else (second, first)
    return _date(of_year, month, day) or _date(of_year, day, month)


def _read_more_than_a_whole(match: re.Match[str], read: Reading) -> str | None:
    """Return the date 12/7, which is no part of anything, unless the text is about scores or ratios."""
    is_more = int(match["first"]) > int(match["second"])
    return read(match) if is_more and not _SCORES_AND_RATIOS.search(match.string) else None


_SCORES_AND_RATIOS = re.compile(
    r"\b(?:strength|scores?|ratios?|odds|power|reflex\w*|vision|split|fractions?|formula|times)\b|[=+÷×]", re.IGNORECASE
)


def _read_visit(match: re.Match[str], read: Reading) -> str | None:
    """Return the date of a visit: sure where a time follows, or where the numbers are no part of a whole."""
    first, second = int(match["first"]), int(match["second"])
    is_sure = match["time"] is not None or first > second or second > _LARGEST_DENOMINATOR
    return _read_unless_scored(match, read) if is_sure else None


def _read_unless_scored(match: re.Match[str], read: Reading) -> str | None:
    return None if _SCORED.search(match.string[: match.start("first")]) else read(match)


_SCORED = re.compile(
    r"\b(?:pain|strength|scor\w+|power|reflex\w*|VAS|NRS|GCS|MMSE|MoCA|SLUMS|PHQ-?9|GAD-?7|ODI|NDI|Apgar|Braden"
    r"|Barthel)"
    r"(?: (?:score|of|is|was|at|about|now|today))*\W{1,2}$",
    re.IGNORECASE,
)


def _read_span(match: re.Match[str]) -> str | None:
    """Return two dates without a year, one of which cannot be a fraction: 3/1-3/15."""
    ends = [tuple(map(int, match[end].split("/"))) for end in ("first", "last")]
    of_year = int(match["year"]) if match["year"] else None
    are_parts = any(first <= second <= _LARGEST_DENOMINATOR for first, second in ends)
    if of_year is None and max(day for _, day in ends) <= _LARGEST_DENOMINATOR and are_parts:
        return None
    dates = [_date(None, *ends[0]), _date(of_year, *ends[1])]
    joint = "and" if " and " in match[0] else "to"
    return f" {joint} ".join(filter(None, dates)) if all(dates) else None


def _read_span_of_year(match: re.Match[str]) -> str | None:
    return _read_span(match) if match["year"] else None


def _read_iso(match: re.Match[str]) -> str | None:
    return _date(int(match["year"]), int(match["month"]), int(match["day"]))


def _read_month_of_year(match: re.Match[str]) -> str:
    return f"{_MONTHS[int(match['month']) - 1]} {year(int(match['year']))}"


def _read_revision(match: re.Match[str]) -> str:
    return f"{_MONTHS[int(match['month']) - 1]} {year(2000 + int(match['year']))}"


def _date(of_year: int | None, month: int, day: int) -> str | None:
    try:
        datetime.date(2000, month, day)
    except ValueError:
        return None
    words = f"{_MONTHS[month - 1]} {ordinal(day)}"
    if of_year is None:
        return words
    return f"{words}, {year(of_year) if of_year >= 1000 else _short_year(of_year)}"


def _short_year(number: int) -> str:
    return cardinal(number) if number > 9 else f"zero {cardinal(number)}"


_NUMERIC = r"(?P<first>\d{1,2})(?P<gap>[/.-])(?P<second>\d{1,2})(?P=gap)"
_NO_YEAR = r"(?P<first>\d{1,2})/(?P<second>\d{1,2})(?P<year>)"
_ISO = r"(?P<year>(?:19|20)\d\d)(?P<gap>[-/.])(?P<month>\d\d?)(?P=gap)(?P<day>\d\d?)"
_EDGES = r"(?<![\w./-]){}(?![\w/]|[.-]\d)"
_NOT_A_PART = r"(?! ?(?:of|or|to|an?|the|[a-z]*(?:tablet|cup|pill|dose|hour|inch|mile|spoon|pint|strength)s?|m[gL])\b)"
_SHORT_DATE = r"(?:1[0-2]|0?[1-9])/(?:[12]\d|3[01]|0?[1-9])"
_ON_A_DAY = (
    "appt|appointment|visit|surgery|procedure|follow-?up|f/u|seen|checked|drawn|filled|refilled|collected|performed|done|"
    "admitted|discharged|signed|sent|received|removed|placed|shower|scan|x-?ray|consult|screen|last|out|return|due"
)
"""What is or was done on a day, besides what has a name in capitals: ESI, MRI, UDS."""
_SPAN = (
    rf"(?<![\w./-])(?P<first>{_SHORT_DATE})(?: ?[-–—] ?| to | through | and )(?P<last>{_SHORT_DATE})"
    r"(?:/(?P<year>(?:19|20)?\d\d))?(?![\w/%]|[.,-]\d)"
)
_TO_A_DATE = r"(?: ?[-–—] ?| to | through | and )\d{1,2}/\d"
_NOT_AFTER_A_DATE = r"(?<!\d[-–—])(?<!\d[-–—] )(?<!\d to )(?<!\d through )(?<!\d and )"
_LARGEST_DENOMINATOR = 12
_REVISED = (
    r"\b(?i:exp(?:ires|iry)?|rev(?:ised|ision)?|reviewed|updated|version|edition|ed)[.:]? "
    r"(?P<said>(?P<month>0?[1-9]|1[0-2])/(?P<year>[0-4]\d))(?![\w/%]|[.,-]\d)"
)
"""At the foot of a leaflet: "rev. 1/26" is a month and a year."""


def rules(*, day_first: bool) -> tuple[Rule, ...]:
    """Return the rules for dates. `day_first` is the order outside the United States: 3/4/2026 is in April."""
    read_numeric = _read_numeric_day_first if day_first else _read_numeric

    def read_beside_a_year(match: re.Match[str]) -> str | None:
        return _read_beside_a_year(match, read_numeric)

    # General text normalization reads a full year in the American order.
    of_year = r"(?P<year>(?:19|20)\d\d|\d\d)" if day_first else r"(?P<year>\d\d)"
    return (
        rewrites(
            "a day and its time",
            r"(?<![\w-])(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?(?!\w)",
            r"\1 at \2",
        ),
        says("months of a revision", _REVISED, _read_revision),
        says("spans of dates with a year", _SPAN, _read_span_of_year),
        says(
            "dates beside one with a year",
            rf"{_NOT_AFTER_A_DATE}(?<![\w./-])(?P<first>[1-9]|1[0-2])/(?P<second>[12]\d|3[01]|[1-9])(?P<year>)"
            rf"(?![\w/%]|[.,-]\d|{_TO_A_DATE}){_NOT_A_PART}",
            read_beside_a_year,
        ),
        says("dates of numbers", _EDGES.format(_NUMERIC + of_year), read_numeric),
        says("ISO dates", _EDGES.format(_ISO), _read_iso),
        says(
            "months of a year",
            r"(?<![\w./-])(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?![\w/-])",
            _read_month_of_year,
        ),
        says(
            "dates without a year",
            rf"\b(?i:{_BEFORE_A_DATE}|{_LONG_DAY}\.?,?) (?P<said>{_NO_YEAR})(?![\w/%]|[.,-]\d){_NOT_A_PART}",
            read_numeric,
        ),
        says(
            "dates that are no fraction",
            rf"{_NOT_AFTER_A_DATE}(?<![\w./-])(?P<first>[1-9]|1[0-2])/(?P<second>1[7-9]|2[1-9]|3[01])(?P<year>)"
            rf"(?![\w/%]|[.,-]\d|{_TO_A_DATE}){_NOT_A_PART}",
            lambda match: _read_unless_scored(match, read_numeric),
        ),
        says(
            "dates that are more than a whole",
            rf"{_NOT_AFTER_A_DATE}(?:(?<=\s)(?<!\d\s)|^(?=\d+/\d+$))(?P<first>[2-9]|1[0-2])/(?P<second>[1-9]|1[01])"
            rf"(?P<year>)"
            rf"(?!{_TO_A_DATE})(?=\s*(?:[.,;)](?!\d)|$)"
            r"| (?:at|@|for|and|with|by|from|or|in the|AM|PM|noon|unless|if|when)\b)",
            lambda match: _read_more_than_a_whole(match, read_numeric),
        ),
        says(
            "dates of a visit",
            rf"\b(?:(?i:{_ON_A_DAY})|[A-Z]{{2,4}})(?:\.|:| is)* (?P<said>{_NO_YEAR})"
            r"(?:(?P<time>(?= ?(?:@|at) ?\d))|(?=[.,;)]?(?:\s|$)))" + _NOT_A_PART,
            lambda match: _read_visit(match, read_numeric),
        ),
        says(
            "dates with a zero",
            rf"{_NOT_AFTER_A_DATE}(?<![\w./-])(?P<first>0[1-9]|1[0-2](?=/0))/(?P<second>0[1-9]|[12]\d|3[01])(?P<year>)"
            rf"(?![\w/%]|[.,-]\d|{_TO_A_DATE}){_NOT_A_PART}",
            lambda match: _read_unless_scored(match, read_numeric),
        ),
        says("spans of dates without a year", _SPAN, _read_span),
        says(
            "days of a month",
            rf"\b(?P<month>{MONTH})\.? (?P<first>\d{{1,2}})(?:st|nd|rd|th)?{_TO}(?P<last>\d{{1,2}})(?:st|nd|rd|th)?"
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
            "months",
            r"\b(?<!\d )(?P<said>(?:Jan|Mar|Apr|Jun|Jul)\.(?=\s*[^\s\d])|(?:Feb|Aug|Sept|Sep|Oct|Nov|Dec)(?!\w)"
            rf"(?!\.? ?\d){ABBREVIATION_DOT})",
            lambda match: _MONTH_FORMS[match["said"].rstrip(".")],
        ),
        rewrites(
            "hours before their days",
            r"(?<![\w.:/$-])(1[0-2]|[6-9]) ?[-–] ?([1-9]|1[0-2])"
            rf"(?=,? \(?(?:{_ANY_DAY})(?:{_TO}|[/&,] ?)(?:{_ANY_DAY})(?!\w))",
            r"\1 to \2",
        ),
        says(
            "spans of days",
            rf"(?<![\w{SAID}])(?P<first>{_ANY_DAY})\.?{_TO}(?P<last>{_ANY_DAY})(?![\w'’]){ABBREVIATION_DOT}",
            _read_days,
        ),
        says(
            "days in a list",
            r"(?<!\w)(?:M|Tu|T|W|Th)(?:, (?:Tu|T|W|Th|F|Sa|Su)){1,5},? (?:(?:and|&) )?(?:W|Th|F|Sa|Su)(?![\w'’])",
            _read_listed_days,
        ),
        says(
            "days with slashes",
            rf"(?<![\w/])(?<!Sex: )(?<!Gender: )(?:{_ANY_DAY}(?:/{_ANY_DAY})+|MWF|TTh|TuTh)(?![\w/])",
            _read_listed_days,
        ),
        says(
            "days before hours",
            r"(?<=[;,:] )(?P<said>M|Tu|T|W|Th|F|Sa|Su)(?=:? \d{1,2}(?::\d\d)? ?(?:[ap]\.?m?\.? ?)?[-–] ?\d)",
            lambda match: _DAYS[match["said"]],
        ),
        says("Tuesdays before a date", rf"\bTu\b\.?(?= \([\d{SAID}])", "Tuesday"),
        says(
            "days",
            rf"\b(?P<said>(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri)(?!\w){ABBREVIATION_DOT}"
            rf"|(?:Sat|Sun)(?!\w)(?:\.(?=\s*[\w,;:(])|(?=,? (?:\d|{MONTH}\b)|:|,| ?[&–-]|\.?$)))",
            lambda match: _DAYS[match["said"].rstrip(".")],
        ),
    )
