"""What Hungarian alone writes: 3-szor, 1%-os, 204-es, 72/perc, H–P, 2 tabletta, Kb."""

import re

from voiceedu.narration.text_normalization import general
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_DAYS = {
    "H": "hétfő",
    "K": "kedd",
    "Sze": "szerda",
    "Cs": "csütörtök",
    "P": "péntek",
    "Szo": "szombat",
    "V": "vasárnap",
}
_FROM = {
    "H": "hétfőtől",
    "K": "keddtől",
    "Sze": "szerdától",
    "Cs": "csütörtöktől",
    "P": "péntektől",
    "Szo": "szombattól",
}
_TO = {"K": "keddig", "Sze": "szerdáig", "Cs": "csütörtökig", "P": "péntekig", "Szo": "szombatig", "V": "vasárnapig"}
_DAY = "Szo|Sze|Cs|H|K|P|V"
_IN_FULL = {"[Kk]b": "körülbelül", "[Mm]ax": "maximum", "[Mm]in": "minimum", "[Tt]el": "telefon", "[Pp]l": "például"}
_IN_FULL |= {"[Dd]r": "doktor", "ill": "illetve", "stb": "satöbbi", "ún": "úgynevezett"}
_TENS = ("", "tizen", "huszon", "harminc", "negyven", "ötven", "hatvan", "hetven", "nyolcvan", "kilencven")
_MONTHS = "január|február|március|április|május|június|július|augusztus|szeptember|október|november|december"
_PER = {"perc": "percenként", "nap": "naponta", "óra": "óránként", "hét": "hetente"}


def _number(digits: str) -> str:
    """Return a number as it stands before a noun or its ending: "két", "huszonkét"."""
    if len(digits) <= 2 and digits.endswith("2"):
        return f"{_TENS[int(digits) // 10]}két"
    return general.number_alone(digits, language="hu")


def _read_ending(match: re.Match[str]) -> str:
    """Return a number with its ending: "kétszáznégyes", "háromszor"."""
    words = general.number_alone(match["number"], language="hu")
    if match["ending"].startswith(("sz", "féle")):
        words = _number(match["number"])
    return words + match["ending"]


def _write_days(match: re.Match[str]) -> str:
    first, last = match["first"], match["last"]
    return f"{_FROM.get(first, first)} {_TO.get(last, last)}" if last else _DAYS[first]


RULES: tuple[Rule, ...] = (
    rewrites("mercury", r"\bHgmm\b", "mmHg"),
    rewrites("ratios", r"(?<![\d:.,/])(\d{1,3}) ?: ?([1-9]\d{0,2}(?: \d{3})+)(?!\d)", r"\1 a \2"),
    rewrites("times of a number", r"(?<=\d) ?[x×] ?(?=\d)", " alkalommal "),
    rewrites(
        "a rate of time", r"(?<=[\w]) ?/ ?(?P<period>perc|nap|óra|hét)(?!\w)", lambda match: f" {_PER[match['period']]}"
    ),
    rewrites("percent with an ending", r"(?<=\d) ?%-(?=[a-záéíóöőúüű])", " százalék"),
    rewrites(
        "emergency numbers",
        r"(?<![\w.,/-])(?P<number>112|10[457])(?=-?[a-z]?[a-z]?t\b|(?:[ .,]|$))",
        lambda match: " ".join(match[0]),
    ),
    rewrites(
        "days of the week",
        rf"(?<![\w.])(?P<first>{_DAY})(?:\.? ?[-–] ?(?P<last>{_DAY})(?!\w)|(?=:? \d))\.?",
        _write_days,
    ),
    *(rewrites(f"{name} in full", rf"(?<![\w.]){short}\.(?=:?\s*[\w+(])", name) for short, name in _IN_FULL.items()),
    rewrites("years before a month", rf"\b((?:19|20)\d\d)\. (?={_MONTHS})", r"\1 "),
    says(
        "a number with its ending",
        r"(?<![\w.,/])(?P<number>\d{1,4})-(?P<ending>[a-záéíóöőúüű]{1,6})(?!\w)",
        _read_ending,
    ),
    says(
        "two of a noun",
        r"(?<![\w.,/:-])(?P<said>\d?2)(?=(?:[-–]\d{1,2})? "
        r"(?!vagy|és|van|percenként|naponta|óránként|mg|ml|g|kg|cm|mm|alkalommal)[a-záéíóöőúüű]{2,})",
        lambda match: _number(match["said"]),
    ),
)
CLOSING_RULES: tuple[Rule, ...] = (
    rewrites("thousands with two", r"\bkettő(?=ezer|száz)", "két"),
    rewrites("stops of ordinals", r"(?<=ik)\.(?= [a-záéíóöőúüű])|(?<=[a-záéíóöőúüű])\.(?= ?,)", ""),
)
"""They stand after the grammar, which leaves the stop of an ordinal."""
