"""Numbers that are read in one way: 2 tablets, day 3, 98.2, the 1st, since 2019; and "&".

General text normalization says the same of them, and needs as much time for one as for a date. These rules read each
by what stands beside it, in a text with numbers of other kinds too. `small_numbers` comes after all rules: it reads a
text whose only numbers are below a hundred, and leaves any other text whole.
"""

import re

from voiceedu.narration.text_normalization.en.months import MONTH
from voiceedu.narration.text_normalization.en.numbers import decimal, ordinal, year
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_NO_UNIT = (
    r"(?=[,;:.!?)]*(?:$|\s+(?:[a-z]{4,}(?<!mins)(?<!secs)|to|of|or|and|for|the|day|at|on|is|was|if|by|per|[A-Z][a-z]{3,}"
    rf"|[{SAID}(])))"
)
"""What follows is no unit of measurement, as "5 in" or "3 m" would be."""
_NO_MONTH_NEXT = rf"(?!\s+(?:of )?(?i:{MONTH})\b)"
_BEFORE = rf"(?<![^\s({SAID}])(?<!\d\s)(?<!\d,\s)(?<!\bSt\. )(?<!\bSt )"
_AFTER_A_MONTH = re.compile(rf"\b{MONTH}\.?\s+$", re.IGNORECASE)
_AFTER = re.compile(rf"(?:[a-z:;,)(]|[A-Z][a-z]+|[{SAID}])\s*\(?$")
"""What stands before: a word, a stop or what is said; no sign, and not the start, where a value may stand alone."""


_LONGEST_BEFORE = 40
"""How many characters before a number are looked at: more than the longest month and its space."""


def _is_plain(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _LONGEST_BEFORE) : match.start()]
    return _AFTER.search(before) is not None and _AFTER_A_MONTH.search(before) is None


def _read_number(match: re.Match[str]) -> str | None:
    return decimal(match["number"]) if _is_plain(match) else None


def _read_ordinal(match: re.Match[str]) -> str | None:
    return ordinal(int(match["number"])) if _is_plain(match) else None


def _read_year(match: re.Match[str]) -> str:
    return year(int(match["said"]))


RULES: tuple[Rule, ...] = (
    rewrites("and", rf"(?<=[a-z{SAID})]) & (?=[a-z{SAID}(\d])", " and "),
    says(
        "years after a word",
        r"\b(?i:in|since|until|before|after|during) (?P<said>(?:19|20)\d\d)(?=[,.;)]*(?:$|\s+[a-z]{2,}))",
        _read_year,
    ),
    says(
        "ordinals", rf"{_BEFORE}(?P<number>[1-9]|[12]\d|3[01])(?:st|nd|rd|th){_NO_UNIT}{_NO_MONTH_NEXT}", _read_ordinal
    ),
    says(
        "plain numbers",
        rf"{_BEFORE}(?P<number>0|[1-9]\d?(?:\.\d{{1,3}})?|0\.\d{{1,3}}|[1-9]00|[1-9]\d?,000){_NO_UNIT}{_NO_MONTH_NEXT}",
        _read_number,
    ),
)
