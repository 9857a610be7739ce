"""Units after their number, and rates: 5 mg, 4 g/dygn, 15 мг/кг."""

import re
from collections.abc import Mapping

from voiceedu.narration.text_normalization.doses import polish_numbers, russian_numbers
from voiceedu.narration.text_normalization.doses.agreement import counted, form_after, genitive_after
from voiceedu.narration.text_normalization.rules import Rule, rewrites
from voiceedu.narration.text_normalization.tables import any_of

_PERIODS = (
    "dygn|person|dag|dagen|dos|timme|vecka|nap|óra|adag|hét|сутки|сут|день|доза|"
    "час|неделя|tydzień|miesiąc|godzinę|osobę|maand|jaar|månad|år|doba|dobę|dzień|dawka|dawkę|dosis|uur|week|日|回|일|회"
)
"""Words after a slash that make a rate: 4 g/dygn. Between other words a slash is "or"."""

_SINGULARS = {"minuten": "minuut", "minuter": "minut", "timmar": "timme"}


def rules(language: str, words: Mapping[str, str], units: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules that put units in words. `units` are their forms by what is written."""
    end = r"(?![A-Za-z])" if language in ("ko", "ja") else r"(?!\w)"
    unit = rf"(?P<unit>{any_of(units)}){end}"

    def read_counted(match: re.Match[str]) -> str:
        forms = units[match["unit"]]
        if language == "pl" and polish_numbers.is_genitive(russian_numbers.text_before(match), ""):
            number, cases = match["number"], forms.split("|")
            return f"{number} {cases[-1] if number == '1' or not number.isdecimal() else cases[2 % len(cases)]}"
        if language == "ru" and russian_numbers.is_after_genitive(russian_numbers.text_before(match)):
            return f"{match['number']} {genitive_after(forms, match['number'])}"
        return counted(match["number"], forms, language=language)

    return (
        rewrites("units", rf"(?P<number>\d+(?:[.,]\d+)?) ?{unit}", read_counted),
        rewrites(
            "rates",
            rf"(?<=[^\W_]) ?/ ?{unit}",
            lambda match: f" {words['per']} {_one_of(form_after(units[match['unit']], '1'), language)}",
        ),
        rewrites("rates of a period", rf"(?<=[^\W\d_]) ?/ ?(?=(?:{_PERIODS})(?!\w))", f" {words['per']} "),
        rewrites("rates of words", r"(?<=[^\W\d_]) ?/ ?(?=[^\W\d_])", f" {words['or']} "),
        *(
            (rewrites("spaces in Japanese", r"(?<=\d) (?=[^\x00-\x7f])|(?<=[^\x00-\x7f])(?<!マイナス) (?=\d)", ""),)
            if language == "ja"
            else ()
        ),
        *((rewrites("decimals in Japanese", r"(?<=\d)\.(?=\d{1,2}(?![\d.]))", "点"),) if language == "ja" else ()),
    )


def _one_of(noun: str, language: str) -> str:
    """Return `noun` after "per": "na minutę", "per minuut"."""
    return re.sub("a$", "ę", noun) if language == "pl" else _SINGULARS.get(noun, noun)
