"""Tens as a name: the 1980s-90s, in her 60s, a pressure in the 120s/70s."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal, year
from voiceedu.narration.text_normalization.rules import Rule, says


def _read_tens(match: re.Match[str]) -> str:
    """Return "sixties" for 60s, "eighteens" for 18s."""
    return _tens(int(match["number"]))


def _tens(number: int) -> str:
    words = year(number)
    if words.endswith("y"):
        return f"{words.removesuffix('y')}ies"
    return f"{words}es" if words.endswith("x") else f"{words}s"


def _tens_of_hundred(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _tens(number)
    return f"{cardinal(hundreds)} {_tens(rest)}" if rest else f"{cardinal(hundreds)} hundreds"


_DIGITS_OF_PRESSURE = 3


def _read_two_tens(match: re.Match[str]) -> str:
    """Return "one twenties over seventies" for 120s/70s, "eighties to nineties" for 80–90s."""
    is_pressure = len(match["first"]) == _DIGITS_OF_PRESSURE or "BP" in match.string
    joint = "to" if match["joint"] != "/" else "over" if is_pressure else "or"
    return f"{_tens_of_hundred(int(match['first']))} {joint} {_tens_of_hundred(int(match['last']))}"


def _read_decades(match: re.Match[str]) -> str:
    """Return "the nineteen eighties to nineties" for 1980s-90s."""
    return " to ".join(_tens(int(match[part])) for part in ("first", "last"))


RULES: tuple[Rule, ...] = (
    says(
        "decades in a range",
        r"(?<![\w.,-])(?P<first>(?:18|19|20)\d0)['’]?s ?[-–—] ?['’]?(?P<last>(?:(?:18|19|20))?[1-9]0)['’]?s(?!\w)",
        _read_decades,
    ),
    says(
        "tens over tens",
        r"(?<![\w.,])(?P<first>\d{2,3})s ?(?P<joint>[/–-]) ?(?P<last>\d{2,3})s(?!\w)",
        _read_two_tens,
    ),
    says(
        "tens to tens", r"(?<![\w.,])(?P<first>[2-9]0|1\d0)(?P<joint>[–-])(?P<last>[2-9]0|1\d0)s(?!\w)", _read_two_tens
    ),
    says(
        "tens of a hundred", r"(?<![\w.,])(?P<number>1\d0)s(?!\w)", lambda match: _tens_of_hundred(int(match["number"]))
    ),
    says("decades", r"(?<![\w.,$-])(?P<number>(?:1[5-9]|20)[1-9]0)['’]?s(?!\w)", _read_tens),
    says("tens of years", r"(?<![\w.,])(?P<number>[1-9]\d)s(?!\w)", _read_tens),
)
