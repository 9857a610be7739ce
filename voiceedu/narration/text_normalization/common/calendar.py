"""Days, dates and times of day in French, German, Italian and Portuguese: Mo–Fr, 14/03/2025, 8:30, 8h30."""

import re
from collections.abc import Mapping

from voiceedu import languages
from voiceedu.narration.text_normalization.common.calendar_words import WORDS, year
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of

_HOUR = r"(?:[01]?\d|2[0-4])"
_DATE = (
    r"(?<![\w./-])(?P<day>\d{1,2})(?P<gap>[./-])(?P<month>\d{1,2})(?P=gap)(?P<year>(?:19|20)\d\d|\d\d)(?![\w/-]|\.\d)"
)
_ISO = r"(?<![\w./-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])"
_DAY_AND_MONTH = r"(?<![\w./-])(?P<day>\d{1,2})\.(?P<month>1[0-2]|0?[1-9])\.(?P<year>)(?![\w/-])"
_NO_FRACTION = (
    r"(?<![\w.,/-])(?=(?:1[3-9]|2\d|3[01])/|\d{1,2}/0\d)(?P<day>[12]?\d|3[01]|0[1-9])/(?P<month>0?[1-9]|1[0-2])(?P<year>)"
    r"(?![\w/%]|[.,-]\d| ?(?:mm|mg)\b)"
)
_MONTHS_OF_A_YEAR = 12
_LARGEST_PART = 6
"""Nobody takes a seventh of a tablet: 3/12 after "le" is a day."""
_DAYS_OF_A_MONTH = 31
_FIRST_OF_LAST_CENTURY = 40


def rules(language: str, to: str) -> tuple[Rule, ...]:
    """Return the rules of `language`, one of fr, de, it and pt. `to` stands between the ends of a span."""
    months, days = _names(language)
    return (
        *_dates(language, months, any_day=any_of([*days, *days.values()])),
        *_short_months(language, months),
        *_hours(language, to),
        *_days(days, months, to),
    )


def _dates(language: str, months: list[str], *, any_day: str) -> tuple[Rule, ...]:
    """Return the rules for dates of numbers alone."""
    words = WORDS[language]

    def read_date(match: re.Match[str]) -> str | None:
        day, month, of_year = (int(match[part] or 0) for part in ("day", "month", "year"))
        if not (1 <= day <= _DAYS_OF_A_MONTH and 1 <= month <= _MONTHS_OF_A_YEAR):
            return None
        name = words.of.join((words.day(day, match.string[: match.start()]), months[month - 1]))
        if not match["year"]:
            return name
        return words.of.join((name, year(_of_century(of_year), language)))

    def read_date_after_a_word(match: re.Match[str]) -> str | None:
        """Return the date 12/01. Without a zero it may be a fraction: "al 1/2"."""
        day, month = int(match["day"]), int(match["month"])
        is_sure = "0" in (match["day"][0], match["month"][0]) or day >= month or month > _LARGEST_PART
        return read_date(match) if is_sure else None

    return (
        says("dates of numbers", _DATE, read_date),
        says("ISO dates", _ISO, read_date),
        *((says("days of a month", _DAY_AND_MONTH, read_date),) if language == "de" else ()),
        says("days and months that are no fraction", _NO_FRACTION, read_date),
        says(
            "days and months after a word",
            rf"(?:\b(?i:{_BEFORE_A_DATE})|(?<![\w.])(?i:{any_day})\.?,?) "
            r"(?P<said>(?P<day>[12]?\d|3[01]|0\d)/(?P<month>1[0-2]|0?[1-9])(?P<year>))(?![\w/%]|[.,-]\d)",
            read_date_after_a_word,
        ),
    )


def _hours(language: str, to: str) -> tuple[Rule, ...]:
    """Return the rules for times of day."""
    words = WORDS[language]
    mark = words.hour_mark
    clock = rf"{_HOUR} ?{mark} ?[0-5]\d"
    return (
        rewrites("hours with a letter in a span", r"(?<=\dh) ?[-–—] ?(?=\d)|(?<=\d h) ?[-–—] ?(?=\d)", f" {to} "),
        rewrites("times in a span", rf"(?<![\w:.,])({clock})(?: Uhr| ?h)? ?[-–—] ?(?={clock}(?![\w:]))", rf"\1 {to} "),
        says(
            "times",
            rf"(?<![\w:.,])(?P<hour>{_HOUR})(?! ?: \d) ?{mark} ?(?P<minute>[0-5]\d)(?: Uhr| ?h)?(?![\w:]|[.,]\d)",
            lambda match: words.hour(int(match["hour"]), int(match["minute"] or 0)),
        ),
        rewrites("hours in a span", rf"(?<![\w:.,])({_HOUR}) ?[-–—] ?(?={_HOUR} Uhr\b)", rf"\1 {to} "),
    )


def _days(days: Mapping[str, str], months: list[str], to: str) -> tuple[Rule, ...]:
    """Return the rules for days of the week, of which `days` has the names by what is written."""
    any_day = any_of(days)
    in_brackets = [*(day for day in days if len(day) > 2), *(day.capitalize() for day in days)]
    return (
        says(
            "days in a span",
            rf"(?<![\w.])(?P<first>{any_day})\.? ?(?:[-–—]| {to} ) ?(?P<last>{any_day})(?!\w)(?:\.(?=\s*[\w,;:(]))?",
            lambda match: f"{days[match['first'].lower()]} {to} {days[match['last'].lower()]}",
            ignore_case=True,
        ),
        says(
            "days in brackets",
            rf"(?<=\()(?P<day>{any_of(in_brackets)})\.?(?=\))",
            lambda match: days[match["day"].lower()],
        ),
        *_long_days(days),
        says(
            "days before hours",
            rf"(?<![\w.])(?P<day>{any_day})\.?"
            rf"(?=:? {_HOUR}(?::[0-5]\d)?(?: ?h)? ?(?:[-–—]|{to}\b)|, ?\d{{1,2}}[./]|,? [{SAID}]"
            rf"|,? \d{{1,2}}\.? (?:de )?(?:{any_of(months)})\b)",
            lambda match: days[match["day"].lower()],
            ignore_case=True,
        ),
    )


_BEFORE_A_DATE = "le|entre le|au|du|dès le|avant le|il|al|dal|entro il|dia|em|até|desde|no dia|entre"
"""Words before a day and a month in French, Italian and Portuguese."""


def _short_months(language: str, months: list[str]) -> tuple[Rule, ...]:
    """Return the rule for months in short after a day: "12 janv. 2026"."""
    short = languages.locale_or_english(language).months["format"]["abbreviated"]
    wide = {str(short[number]).rstrip(".").lower(): months[number - 1] for number in short}
    wide = {form: name for form, name in wide.items() if form != name.lower()}
    of = WORDS[language].of.strip()
    after = r"(?!\w)\.?(?:(?= \d{4})(?P<year>)|(?=\s|,|$))"
    pattern = rf"(?:(?<=\d )|(?<=\d\. ))(?:{of or 'de'} )?(?P<month>{any_of(wide)}){after}"

    def write(match: re.Match[str]) -> str:
        name = wide[match["month"].lower()]
        return " ".join(filter(None, (of, name, of if match["year"] is not None else "")))

    return (rewrites("months in short", pattern, write, ignore_case=True),)


def _long_days(days: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rule for days of three letters: "lun." German has two, and "So." may be the end of a sentence."""
    long = [day for day in days if len(day) > 2]
    if not long:
        return ()
    pattern = rf"(?<![\w.])(?P<day>{any_of(long)})\.(?=\s*[\w{SAID},;:(/])"
    return (says("days", pattern, lambda match: days[match["day"].lower()], ignore_case=True),)


def _names(language: str) -> tuple[list[str], Mapping[str, str]]:
    """Return the months, and the days by what is written for them: "mo", "lun"."""
    locale = languages.locale_or_english(language)
    months = [str(name) for _, name in sorted(locale.months["format"]["wide"].items())]
    wide, short = locale.days["format"]["wide"], locale.days["format"]["abbreviated"]
    return months, {str(short[day]).rstrip(".").lower(): str(wide[day]) for day in wide}


def _of_century(number: int) -> int:
    """Return the year of two digits: 45 is that of a birth, not yet to come."""
    return number if number > 99 else number + (1900 if number >= _FIRST_OF_LAST_CENTURY else 2000)
