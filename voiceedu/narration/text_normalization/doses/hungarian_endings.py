"""Endings that Hungarian writes after a number: 1-jétől, 30-áig, május 5-ig, 38,5-re, Kft.-t."""

import re

from voiceedu.narration.text_normalization import general
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_MONTHS = "január|február|március|április|május|június|július|augusztus|szeptember|október|november|december"
_ONES = "_ elsej második harmadik negyedik ötödik hatodik hetedik nyolcadik kilencedik"
_TENS = {1: "tizen", 2: "huszon", 3: "harminc"}
_ROUND = {10: "tizedik", 20: "huszadik", 30: "harmincadik"}
_BACK = ("második", "harmadik", "hatodik", "nyolcadik", "huszadik", "harmincadik")
_DAY = r"(?<![\w.,/-])(?P<day>[12]\d|3[01]|[1-9])"
_LATER = {
    **{"ig": "áig|éig", "re": "ára|ére", "ra": "ára|ére", "i": "ai|ei"},
    **dict.fromkeys(("tól", "től"), "ától|étől"),
}
_HARMONY = {
    **{"ra": "re", "ban": "ben", "ról": "ről", "tól": "től", "ból": "ből", "nál": "nél", "hoz": "hez", "on": "en"},
    **{"os": "es", "as": "es", "ös": "es", "höz": "hez", "ön": "en"},
}
_OF_BACK = {front: back for back, front in _HARMONY.items() if back not in ("ös", "höz", "ön", "as")}
_ENDING = "|".join((*_HARMONY, *_OF_BACK, "ig", "es"))
_PARTS = {1: "tized", 2: "század", 3: "ezred"}


def _stem(day: int) -> str:
    """Return a day of a month before its ending: "tizenkettedik", "elsej"."""
    if day in _ROUND:
        return _ROUND[day]
    if day < 10:
        return _ONES.split()[day]
    return _TENS[day // 10] + {1: "egyedik", 2: "kettedik"}.get(day % 10, _ONES.split()[day % 10])


def _is_back(stem: str) -> bool:
    return stem.endswith(_BACK) and not stem.endswith("kettedik")


def _read_day(match: re.Match[str]) -> str:
    return _stem(int(match["day"])) + match["ending"].removeprefix("j")


def _read_day_of_a_month(match: re.Match[str]) -> str:
    stem = _stem(int(match["day"]))
    back, front = _LATER[match["ending"]].split("|")
    return stem + (back if _is_back(stem) else front)


def _read_decimal(match: re.Match[str]) -> str:
    """Return a decimal with its ending in harmony: "hetvenhat egész nyolc tizedre"."""
    whole, part = (general.number_alone(str(int(digits)), language="hu") for digits in match.group("whole", "part"))
    name, ending = _PARTS[len(match["part"])], match["ending"]
    ending = _OF_BACK.get(ending, ending) if name == "század" else _HARMONY.get(ending, ending)
    return f"{whole} egész {part} {name}{ending}"


RULES: tuple[Rule, ...] = (
    rewrites("an ending after an abbreviation", r"(?<=[^\W\d_]{2})\.-(?=[a-záéíóöőúüű])", "-"),
    says(
        "days with an ending",
        rf"{_DAY}-(?P<ending>j?(?:[áé]\w{{1,4}}|ei|ai|[ae](?= óta| (?:és|vagy) |[,.])))(?!\w)",
        _read_day,
    ),
    says(
        "days of a month in a span with an ending",
        rf"(?i:{_MONTHS}) (?P<said>(?P<first>[12]\d|3[01]|[1-9]) ?[-–] ?"
        rf"(?P<day>[12]\d|3[01]|[1-9])-(?P<ending>[áé]\w{{1,3}}))(?!\w)",
        lambda match: (
            f"{_stem(int(match['first']))}{'a' if _is_back(_stem(int(match['first']))) else 'e'}, {_read_day(match)}"
        ),
    ),
    says(
        "days of a month with an ending",
        rf"(?i:{_MONTHS}) (?P<said>(?P<day>[12]\d|3[01]|[1-9])-(?P<ending>{'|'.join(_LATER)}))(?!\w)",
        _read_day_of_a_month,
    ),
    says(
        "decimals with an ending",
        rf"(?<![\w.,])(?P<whole>\d{{1,6}}),(?P<part>\d{{1,3}})-(?P<ending>{_ENDING})(?!\w)",
        _read_decimal,
    ),
)
"""They stand before the other rules of Hungarian, and after those of notes."""
