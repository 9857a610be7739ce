"""Short days and dates that look like parts in French, Italian and Portuguese: du 1/3 au 15/3, lun e gio, mardi 2/3."""

import re

from voiceedu import languages
from voiceedu.narration.text_normalization.rules import Rule, rewrites
from voiceedu.narration.text_normalization.tables import any_of


def first_dates(language: str) -> tuple[Rule, ...]:
    """Return the rules that give a month its zero where 1/3 is a day, not a third: du 1/3 au 15/3, le 1/5 et le 8/5."""
    if language == "de":
        return ()
    another = r"\d{1,2}/(?:0?[1-9]|1[0-2])(?![\w/%])"
    return (
        rewrites(
            "an elided day",
            r"\b(?P<l>[Ll])'1/(?=[1-9](?![\w/%]))",
            lambda match: f"{'i' if match['l'] == 'l' else 'I'}l 1/0",
        ),
        rewrites(
            "the first day of a span",
            rf"\b(du|dal|de) (\d{{1,2}}/)(?=[1-9] (?:au|al|a|à|até|ao) {another})",
            r"\1 \g<2>0",
        ),
        rewrites(
            "a day before another",
            rf"\b(le|il|em|dia) (\d{{1,2}}/)(?=[1-9](?:,|, et| et| e| ed)? (?:le |il |l'|em |dia )?{another})",
            r"\1 \g<2>0",
        ),
    )


def day_rules(language: str) -> tuple[Rule, ...]:
    """Return the rule for two short days with a word between them: "lun e gio". German has its own."""
    if language == "de":
        return ()
    locale = languages.locale_or_english(language)
    wide, short = locale.days["format"]["wide"], locale.days["format"]["abbreviated"]
    names = {str(short[day]).rstrip(".").lower(): str(wide[day]) for day in wide}
    day = any_of(names)
    pattern = rf"(?<![\w.])({day})\.?((?:, (?:{day})\.?)*) (et|e|ou|o) ({day})(?![\w-])(?:\.(?=\s*[\w,;:)]))?"

    def write(match: re.Match[str]) -> str:
        between = [names[day.strip(". ")] for day in match[2].split(",") if day.strip(". ")]
        return f"{', '.join([names[match[1]], *between])} {match[3]} {names[match[4]]}"

    names_in_full = any_of([*names.values(), *(name.split("-")[0] for name in names.values())])
    return (
        rewrites("short days beside another", pattern, write),
        rewrites(
            "a date after its day",  # or 2/3 would be two thirds
            rf"(?<!\w)((?i:{names_in_full}),? \d{{1,2}}/)(?=[1-9](?![\w/%]|[.,-]\d))",
            r"\g<1>0",
        ),
    )
