"""Dates of numbers without a year, where they are no fraction and no score: 3/15, 3/1-3/15, follow-up 12/7 at 9."""

import functools
import re

from voiceedu.narration.text_normalization.en.date_spans import SPAN, read_span, read_span_of_year
from voiceedu.narration.text_normalization.en.months import MONTHS, date_in_words
from voiceedu.narration.text_normalization.en.numbers import year
from voiceedu.narration.text_normalization.en.weekdays import LONG_DAY
from voiceedu.narration.text_normalization.rules import SAID, Reading, Rule, says

_BEFORE_A_DATE = (
    "(?:last|next|first|final|second|third|1st|2nd|3rd|booster) "
    "(?:dose|shot|injection|inj|infusion|treatment|refill|fill|visit|session)\\b[.:]?|"
    "(?:the )?(?:week|wk) of|return(?:ed|s|ing)? to (?:work|duty|full duty|light duty|school|FD|LD)|RTW|"
    "labs?|bloods|on|until|since|before|after|by|dated|due|through|thru|till|"
    "starting|beginning|ends|ended|expires|expired|deadline(?: is)?|for|(?:LMP|EDD|EDC|DOS|DOB)(?::| is| was)?"
)
_DAYS_OF_REST = re.compile(r"\b(?:closed|holidays?|new year)\b", re.IGNORECASE)
_CLOSED = re.compile(rf"\b(?:closed|holidays?):? (?:on |all day )?[\d{SAID}]", re.IGNORECASE)
_FULL_DATE = re.compile(r"(?<![\w./-])\d{1,2}/\d{1,2}/(?:20)?\d\d(?![\w/])")
_BEGINS = re.compile(
    r"\b(?:starts?|started|stop|stopped|begins?|began|resume|refill|effective|duty|seen|given)\s$", re.IGNORECASE
)
_BEST_SCORES = (5, 10, 15)
_NO_DENOMINATORS = (9, 11)
"""Nobody is told of ninths and elevenths."""
_NO_YEAR = r"(?P<first>\d{1,2})/(?P<second>\d{1,2})(?P<year>)"
_NOT_A_PART = (
    r"(?! ?(?:of|or|to|an?|the|[a-z]*(?:tablet|cup|pill|dose|hour|inch|mile|spoon|pint|strength)s?|m[gL]|h|hrs?)\b)"
)
_ON_A_DAY = (
    "appt|appointment|visit|given|surgery|procedure|follow-?up|f/u|seen|checked|drawn|filled|refilled|collected|performed|done|"
    "C-section|delivery|delivered|born|admitted|discharged|signed|sent|received|removed|placed|shower|scan|x-?ray|consult|screen|last|out|return|due|informed|told|phoned|study|test"
)
"""What is or was done on a day, besides what has a name in capitals: ESI, MRI, UDS."""
_TO_A_DATE = r"(?: ?[-–—] ?| to | through | and )\d{1,2}/\d"
_NOT_AFTER_A_DATE = r"(?<!\d[-–—])(?<!\d[-–—] )(?<!\d to )(?<!\d through )(?<!\d and )"
_LOOKED_AT = 40
"""Characters before a date: more than the longest word that begins something, and its space."""
_LARGEST_DENOMINATOR = 12


def _read_beside_a_year(match: re.Match[str], read: Reading) -> str | None:
    """Return a date without a year in a text that has one with a year, unless it is a fraction or a score."""
    first, second = int(match["first"]), int(match["second"])
    is_part = first < second <= _LARGEST_DENOMINATOR or second in _BEST_SCORES
    before = match.string[max(0, match.start() - _LOOKED_AT) : match.start()]
    is_sure = second == 1 and first > 1 and _BEGINS.search(before)
    return read(match) if is_sure or (not is_part and _has_full_date(match.string)) else None


@functools.lru_cache(maxsize=4)
def _has_full_date(text: str) -> bool:
    return _FULL_DATE.search(text) is not None


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
    is_heading = match["colon"] is not None and second not in _BEST_SCORES
    is_part = first <= second <= _LARGEST_DENOMINATOR and second not in _NO_DENOMINATORS
    is_sure = match["time"] is not None or is_heading or not is_part
    return _read_unless_scored(match, read) if is_sure else None


def _read_month_of_last_century(match: re.Match[str]) -> str | None:
    is_scored = _SCORED.search(match.string[: match.start("said")]) or _PRESSURE.search(match.string)
    return None if is_scored else f"{MONTHS[int(match['month']) - 1]} {year(1900 + int(match['year']))}"


_PRESSURE = re.compile(r"\b(?:BP|pressure|ratio|split|insulin)\b", re.IGNORECASE)


def _read_unless_scored(match: re.Match[str], read: Reading) -> str | None:
    of_scores = match["second"] == "10" and _PAIN.search(match.string) is not None
    return None if of_scores or _SCORED.search(match.string[: match.start("first")]) else read(match)


_PAIN = re.compile(r"\bpain score\b|\b(?:pre|post)\W{1,2}\d{1,2}/10\b", re.IGNORECASE)
_SCORED = re.compile(
    r"\b(?:pain|strength|scor\w+|power|reflex\w*|VAS|NRS|GCS|MMSE|MoCA|SLUMS|PHQ-?9|GAD-?7|ODI|NDI|Apgar|Braden|Epworth|ESS|Berg|Tinetti|COWS|PCS|PSEQ|ISI|KOOS"
    r"|Barthel)"
    r"(?: (?:score|of|is|was|at|about|now|today))*\W{1,2}$",
    re.IGNORECASE,
)


def rules_beside_a_year(read_numeric: Reading) -> tuple[Rule, ...]:
    """Return the rules for dates in a text that has one with a year, before that one is read."""
    return (
        says("spans of dates with a year", SPAN, read_span_of_year),
        says(
            "dates beside one with a year",
            rf"{_NOT_AFTER_A_DATE}(?<![\w./-])(?P<first>[1-9]|1[0-2])/(?P<second>[12]\d|3[01]|[1-9])(?P<year>)"
            rf"(?![\w/%]|[.,-]\d|{_TO_A_DATE}){_NOT_A_PART}",
            lambda match: _read_beside_a_year(match, read_numeric),
        ),
    )


def rules(read_numeric: Reading) -> tuple[Rule, ...]:
    """Return the rules for dates without a year. `read_numeric` reads one in the order of the region."""
    return (
        says(
            "dates without a year",
            rf"\b(?i:{_BEFORE_A_DATE}|{LONG_DAY}\.?,?) (?P<said>{_NO_YEAR})(?![\w/%]|[.,-]\d){_NOT_A_PART}",
            read_numeric,
        ),
        says(
            "months of the last century",
            r"(?:\b(?:[Ii]n|[Ss]ince|[Ff]rom|until|of|on|dated)|[,(]) ?"
            r"(?P<said>(?P<month>0?[1-9]|1[0-2])/(?P<year>[7-9]\d))"
            r"(?=[,;.)]|$| \(| (?:and|with|for|after|showed|at)\b)",
            _read_month_of_last_century,
        ),
        says(
            "dates of a day of a cycle",
            rf"\b[Cc]ycle \d+ day \d+(?: ?[=:–-] ?| is | on | )(?P<said>{_NO_YEAR})(?![\w/%]|[.,-]\d)",
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
            "dates before their weekday",
            rf"{_NOT_AFTER_A_DATE}(?<![\w./-]){_NO_YEAR}(?= ?\((?:{LONG_DAY})\.?\))",
            read_numeric,
        ),
        says(
            "the first day of a year",
            r"(?<![\w./–-])1/1(?![\w/%]|[.,-]\d)",
            lambda match: date_in_words(None, 1, 1) if _DAYS_OF_REST.search(match.string) else None,
        ),
        says(
            "more days of rest",
            rf"(?:[,;&(] ?|\b(?:and|or|on) )(?P<said>{_NO_YEAR})(?=[,;.)]|$| (?:&|and|or|for|\())",
            lambda match: read_numeric(match) if _CLOSED.search(match.string) else None,
        ),
        says(
            "dates of a visit",
            rf"\b(?:(?i:{_ON_A_DAY})|[A-Z]{{2,4}})(?:\.|:| is)* (?P<said>{_NO_YEAR})"
            r"(?:(?P<time>(?= ?(?:@|at) ?\d))|(?P<colon>(?=:\s))|(?=[.,;)]?(?:\s|$)))" + _NOT_A_PART,
            lambda match: _read_visit(match, read_numeric),
        ),
        says(
            "dates before a time",
            rf"{_NOT_AFTER_A_DATE}(?<![\w./-])(?P<first>[1-9]|1[0-2])/(?P<second>[12]\d|3[01]|[1-9])(?P<year>)"
            r"(?= ?(?:@|at) ?(?:[01]\d|2[0-3]):?[0-5]\d(?!\d)| \d{1,2}:[0-5]\d ?[apAP]?\b)",
            lambda match: _read_unless_scored(match, read_numeric),
        ),
        says(
            "dates with a zero",
            rf"{_NOT_AFTER_A_DATE}(?<![\w./-])(?P<first>0[1-9]|1[0-2](?=/0))/(?P<second>0[1-9]|[12]\d|3[01])(?P<year>)"
            rf"(?![\w/%]|[.,-]\d|{_TO_A_DATE}){_NOT_A_PART}",
            lambda match: _read_unless_scored(match, read_numeric),
        ),
        says("spans of dates without a year", SPAN, read_span),
    )
