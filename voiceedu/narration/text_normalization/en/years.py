"""Years, decades, centuries and eras: c. 460–370 BC, mid-2026, 2025/26, the 18th c., 2020–present, 7-Apr-61."""

import re

from voiceedu.narration.text_normalization.en.months import MONTHS, date_in_words
from voiceedu.narration.text_normalization.en.numbers import cardinal, ordinal, year
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of

_YEAR = r"(?:1[5-9]|20)\d\d"
_ERA = r"(?:BCE?|CE|AD|B\.C\.(?:E\.)?|A\.D\.|C\.E\.)"
_MONTHS = {name[:3].upper(): number for number, name in enumerate(MONTHS, 1)}
_MONTH_IN_LETTERS = any_of({*_MONTHS, *(month.capitalize() for month in _MONTHS)})
_ANY_MONTH = (*MONTHS, *(month.capitalize() for month in _MONTHS))
_LAST_MONTH = 12
_FAMILY = re.compile(r"\b(?:F[HM]x?|FAMILY|[Ff]amily|[Mm]other|[Ff]ather|[Ss]ibs?)\b|(?:^|[:;,] )[MF] ?[–—-] ")


_NUMBERED = re.compile(
    r"(?:\b(?:model|room|rm|form|part|no|number|code|lot|ref|item|suite)\b[.:]? |#) ?$", re.IGNORECASE
)


def _read_two_years(match: re.Match[str]) -> str | None:
    """Return "twenty twenty five to twenty six" for 2025/26, and a month for the 2027-08 that is no pair of years."""
    if _NUMBERED.search(match.string[: match.start()]):
        return None
    first, last = int(match["first"]), int(match["last"])
    named = match["name"] and " ".join(match["name"].strip())
    if last != (first + 1) % 100:
        is_month = match["joint"] == "-" and 0 < last <= _LAST_MONTH and not named
        return f"{MONTHS[last - 1]} {year(first)}" if is_month else None
    end = cardinal(last) if last >= 10 else year(first + 1)
    return " ".join(filter(None, (named, year(first), "to", end)))


def _read_expiry(match: re.Match[str]) -> str:
    return f"{MONTHS[int(match['month']) - 1]} {year(int(match['year']))}"


def _read_date(match: re.Match[str]) -> str | None:
    of_year = int(match["year"])
    return date_in_words(of_year, _MONTHS[match["month"].upper()], int(match["day"]))


def _read_days_of_month(match: re.Match[str]) -> str | None:
    """Return "November twenty sixth to twenty seventh" for 11/26–27."""
    first, last = int(match["first"]), int(match["last"])
    start = date_in_words(None, int(match["month"]), first)
    is_span = start and first < last and date_in_words(None, int(match["month"]), last)
    return f"{start} to {ordinal(last)}" if is_span else None


RULES: tuple[Rule, ...] = (
    rewrites(
        "about a year",
        rf"(?<![\w.])(?:c|ca)\. ?(?={_YEAR}(?!\d)|\d{{1,4}}(?: ?[-–] ?\d{{1,4}})? {_ERA})|(?<!\w)ca (?={_YEAR}(?!\d))",
        "circa ",
    ),
    rewrites("years of an era", rf"(?<![\w.,/])(\d{{1,4}}) ?[-–—] ?(?=\d{{1,4}} {_ERA}(?!\w))", r"\1 to "),
    rewrites("centuries in short", r"(?<=\d(?:st|nd|rd|th) )[cC]\.?(?=[,;)]|\.?$| (?:BC|AD)\b)", "century"),
    rewrites("a part of a year", rf"(?<!\w)([Mm]id|[Ee]arly|[Ll]ate|[Pp]re|[Pp]ost)-(?={_YEAR}(?!\d))", r"\1 "),
    rewrites("until now", rf"(?<![\w.,/-])({_YEAR}) ?[-–—] ?(?=(?:present|now|today|date|current)\b)", r"\1 to "),
    rewrites("until a year in short", rf"(?<![\w.,/-])({_YEAR}) ?[-–—] ?(?=['’]\d\d(?!\w))", r"\1 to "),
    rewrites("born in a year", rf"(?<![\w.])b\. (?={_YEAR}(?!\d))", "born "),
    rewrites("died in a year", rf"(?<![\w.])d\. (?={_YEAR}(?!\d))", "died "),
    rewrites(
        "died at an age",
        r"(?<![\w.])d\. ?(?=\d{1,2}(?=[,;.)]|$| of\b))",
        lambda match: "died at " if _FAMILY.search(match.string) else None,
    ),
    says(
        "an expiry by year and month",
        r"\b(?i:exp(?:ires|iry|\.)?|use by|best before)(?: date)?[:.]* "
        r"(?P<said>(?P<year>20\d\d)[-/](?P<month>0[1-9]|1[0-2]))(?![\w/-]|[.,]\d)",
        _read_expiry,
    ),
    says(
        "two years",
        r"(?<![\w.,/$-])(?:(?P<name>[FACS]Y) ?)?(?P<first>(?:19|20)\d\d)(?P<joint>[-–/])"
        r"(?P<last>\d\d)(?![\w/–-]|[.,]\d)",
        _read_two_years,
    ),
    says(
        "days with their month in letters",
        rf"(?<![\w-])(?P<day>0?[1-9]|[12]\d|3[01])[- ]?(?P<month>{any_of(_MONTHS)})[- ]?"
        r"(?P<year>(?:19|20)\d\d)(?![\w-])",
        _read_date,
    ),
    says(
        "days with their month in letters and two digits",
        rf"(?<![\w-])(?P<day>0?[1-9]|[12]\d|3[01])-(?P<month>{_MONTH_IN_LETTERS})-(?P<year>\d\d)(?![\w-])",
        _read_date,
    ),
    says(
        "days of a month in numbers",
        r"(?<![\w./-])(?P<month>1[0-2]|0?[1-9])/(?P<first>1[3-9]|2\d|3[01]) ?[-–] ?(?P<last>1[4-9]|2\d|3[01])"
        r"(?![\w/%]|[.,-]\d| ?(?:mg|mm ?Hg|weeks?|days?))",
        _read_days_of_month,
    ),
    rewrites(
        "days before their month",
        rf"(?<![\w.,/:$-])(\d{{1,2}}) ?[-–] ?(\d{{1,2}}) (?=(?:{any_of(_ANY_MONTH)})\b"
        r"(?!\.? \d{1,2}(?!\d)))(?P<month>[A-Z][a-z]+)",
        lambda match: f"{match['month']} {match[1]}-{match[2]}" if int(match[1]) < int(match[2]) else None,
    ),
    rewrites(
        "a day and month to another",
        rf"(?<=\d )({any_of(_ANY_MONTH)})\.? ?[-–—] ?(?=\d{{1,2}} [A-Z][a-z]{{2}})",
        r"\1 to ",
    ),
    rewrites("tens of years", r"(?<![\w.,$€£/-])([2-9]0)['’]s(?!\w)", r"\1s"),
    rewrites("the end of a month", r"\b(of|each|per|every|this|next) mo(?=[,;)]|$)\.?", r"\1 month"),
)
SHORT_RULES: tuple[Rule, ...] = (
    says(
        "years in short",
        rf"(?:\b(?i:lami|fusion|surgery|repair|replacement|stents?|ablation|microdisc|appy|chole|hyst|"
        rf"[Cc]lass of|[a-z]+(?:ectomy|otomy|plasty|scopy|desis)|fracture|fx|implant|biopsy) |"
        rf"(?<=[A-Z] )|(?<=\bquit )|(?<=\bsince )|(?<=\bin )|(?<=[({SAID}])|(?<=[{SAID}] ))"
        r"['’](?P<said>[012]\d)(?![\w'’])",
        lambda match: year(2000 + int(match["said"])),
    ),
    says(
        "years in short in brackets",
        r"(?<=[a-z] )['’](?P<said>[012]\d)(?=\))",
        lambda match: year(2000 + int(match["said"])),
    ),
)
