"""Dates that calendar does not know: 12/2026, déc. 2026, 25/12 et 01/01, 24.12.–01.01."""

import re
from collections.abc import Mapping

from voiceedu import languages
from voiceedu.narration.text_normalization.common.calendar_words import german_ordinal
from voiceedu.narration.text_normalization.common.numbers import NUMBERS
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of

_JOINT = {"fr": "et|ou|au|à|et le|au", "de": "und|oder|bis|u\\.", "it": "e|o|al|e il|a", "pt": "e|ou|a|até|e em"}
_TO = {"fr": "au", "it": "al", "pt": "a"}
_FIRST = {"fr": "premier", "it": "primo", "pt": "primeiro"}
_DAY_IN_FULL = r"(?<![\w./-])(?P<day>\d{1,2})\.(?P<month>1[0-2]|0?[1-9])\.(?P<year>)"


def opening_rules(language: str, phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules that stand before those of `calendar`."""
    months = _months(language)
    locale = languages.locale_or_english(language)
    wide, abbreviated = locale.days["format"]["wide"], locale.days["format"]["abbreviated"]
    days = {str(abbreviated[day]).rstrip(".").lower(): str(wide[day]) for day in wide}
    of = " de " if language == "pt" else " "
    short = _short(language, months)
    spans = (
        rewrites(
            "a span of German dates",
            r"(?<![\w.])(\d{1,2}\.(?:1[0-2]|0?[1-9])\.) ?[-–] ?(?=\d{1,2}\.(?:1[0-2]|0?[1-9])\.)",
            rf"\1 {phrases['to']} ",
        ),
    )
    return (
        *(spans if language == "de" else (_first_of_a_month(language, months),)),
        rewrites("quarters and their year", r"\b([QT][1-4])/(?=20\d\d\b)", r"\1 "),
        rewrites(
            "days beside a slash",
            rf"(?<![\w/])(?:{any_of(days)})\.?(?:/(?:{any_of(days)})\.?)+(?=[\s:,;)]|$)",
            lambda match: ", ".join(days[day.rstrip(".").lower()] for day in match[0].split("/")),
            ignore_case=True,
        ),
        rewrites(
            "a month and its year",
            r"(?<![\w./-])(?P<month>1[0-2]|0?[1-9])(?:/|(?<=\d\d)-)(?P<year>(?:19|20)\d\d)(?![\w/-])",
            lambda match: f"{months[int(match['month']) - 1]}{of}{match['year']}",
        ),
        rewrites(
            "months in a span",
            rf"(?<!\w)(?P<first>{any_of(short)})\.? ?(?:[-–]|{phrases['to']}) ?"
            rf"(?P<last>{any_of([*short, *months])})\.?(?= (?:de )?\d{{4}}\b)",
            lambda match: (
                f"{_cased(short[match['first'].lower()], language)} {phrases['to']} "
                f"{_cased(short.get(match['last'].lower(), match['last']), language)}"
            ),
            ignore_case=True,
        ),
        rewrites(
            "a month and its year by a dot",
            r"(?<![\w.,/-])(?P<month>0[1-9]|1[0-2])\.(?P<year>20\d\d)(?![\w.,/-]*\d)",
            lambda match: f"{months[int(match['month']) - 1]}{of}{match['year']}",
        ),
        rewrites(
            "a month in short and its year",
            rf"(?<![\w./])(?<!\d )(?<!\d de )(?P<month>{any_of(short)})(?:\. ?/?|[ /])(?:de )?(?P<year>(?:19|20)\d\d)"
            rf"(?![\w/-])",
            lambda match: f"{_cased(short[match['month'].lower()], language)}{of}{match['year']}",
            ignore_case=True,
        ),
    )


def rules(language: str) -> tuple[Rule, ...]:
    """Return the rules that stand after those of `calendar`: a day and a month beside a date that was read."""
    months = _months(language)
    numbers = NUMBERS[language]
    of = " de " if language == "pt" else " "

    def read(match: re.Match[str]) -> str:
        day = int(match["day"])
        return of.join((_FIRST[language] if day == 1 else numbers.cardinal(day), months[int(match["month"]) - 1]))

    def read_german(match: re.Match[str]) -> str:
        return f"{german_ordinal(int(match['day']))}en"

    day = r"(?P<day>[12]?\d|3[01]|0[1-9])"
    if language == "de":
        return (
            says(
                "days before their month",
                rf"\b(?i:am|vom|den|zum|ab|bis|seit) (?P<said>{day}\.)(?= (?:und|u\.|bis|oder)\b (?:zum )?(?:\d"
                rf"|[{SAID}]))",
                read_german,
            ),
            says(
                "a day beside a date",
                rf"(?:^|(?<=[,:(] ))(?P<said>{day}\.)(?= (?:und|oder|bis) [{SAID}])",
                lambda match: f"{german_ordinal(int(match['day']))}er",
            ),
            says(
                "a day at the end", rf"\b(?i:am|vom|zum|ab|bis|seit|dem|beim|im) (?P<said>{day}\.)(?=$|,)", read_german
            ),
        )
    return (
        says(
            "days in a span",
            rf"(?<![\w.,/-])(?P<said>{day}/(?P<month>1[0-2]|0?[1-9]))(?= ?(?:[-–]|a\b|al\b|au\b|à\b) ?(?:(?:[12]\d"
            rf"|3[01])/(?:1[0-2]|0?[1-9])(?![\d/])|[{SAID}]))",
            read,
        ),
        rewrites(
            "a span of days that were read",
            rf"(?<=[{SAID}]) ?[-–] ?(?=(?:[12]\d|3[01])/(?:1[0-2]|0?[1-9])(?![\d/])|[{SAID}])",
            f" {_TO[language]} ",
        ),
        says(
            "a date after another",
            rf"(?<=[{SAID}])(?: (?:{_JOINT[language]}) |, | ?[-–] ?)(?P<said>{day}/(?P<month>1[0-2]|0?[1-9]))"
            rf"(?![\w/%]|[.,-]\d)",
            read,
        ),
        says(
            "a date after an article",
            rf"\b(?:[Ll]|[Dd]ell|[Aa]ll|[Dd]all)'(?P<said>{day}/(?P<month>1[0-2]|0?[1-9]))(?![\w/%]|[.,-]\d)",
            read,
        ),
    )


def _first_of_a_month(language: str, months: list[str]) -> Rule:
    pattern = rf"(?<![\w.,/-])(?P<said>1)(?= (?:de )?(?:{any_of(months)})\b)"
    return says("the first of a month", pattern, _FIRST[language], ignore_case=True)


def _months(language: str) -> list[str]:
    months = languages.locale_or_english(language).months["format"]["wide"]
    return [str(name) for _, name in sorted(months.items())]


def _short(language: str, months: list[str]) -> dict[str, str]:
    short = languages.locale_or_english(language).months["format"]["abbreviated"]
    forms = {str(short[number]).rstrip(".").lower(): months[number - 1] for number in short}
    if language == "de":
        forms |= {"febr": months[1], "sep": months[8], "okt": months[9]}
    return {form: name for form, name in forms.items() if form != name.lower()}


def _cased(month: str, language: str) -> str:
    return month if language == "de" else month.lower()
