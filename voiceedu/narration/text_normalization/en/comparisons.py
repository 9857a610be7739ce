"""Signs beside a number: ≥5 mg, <140/90, ±2, ~5 days, −5, 1 + 1 = 2, →."""

import re

from voiceedu.narration.text_normalization.en.numbers import AMOUNT, decimal
from voiceedu.narration.text_normalization.en.units import UNITS
from voiceedu.narration.text_normalization.rules import ABBREVIATION_DOT, SAID, Rule, rewrites, says

_MORE, _LESS = "≥≧⩾", "≤≦⩽"
_PRICE_NEXT = r"(?=[\d.$€£₹])"


def _name_bound(match: re.Match[str]) -> str:
    gap = " " if match.string[: match.start()][-1:].isalpha() else ""
    return f"{gap}{match['quantity']} or {'more' if match['sign'] in _MORE else 'less'}"


def _read_dash(match: re.Match[str]) -> str | None:
    return " minus " if _CAN_BE_NEGATIVE.search(match.string) else None


_CAN_BE_NEGATIVE = re.compile(r"\b[TZ]-?[Ss]core|\bSDs?\b|°|\b[Tt]emperature|\b[Bb]ase excess|\b[Dd]iopt")
"""What may be below zero. In another text a dash before a number separates."""

RULES: tuple[Rule, ...] = (
    rewrites("at most in two signs", r"[<＜] ?=|=<", "≤"),
    rewrites("at least in two signs", r"[>＞] ?=|=>(?= ?\d)", "≥"),
    rewrites("arrows in two signs", r"\s?(?:--?>|=>)\s?", " → "),
    rewrites(
        "bounds with a unit",
        rf"(?P<sign>[{_MORE}{_LESS}]) ?(?P<quantity>{AMOUNT}[ -]?{UNITS}){ABBREVIATION_DOT}",
        _name_bound,
    ),
    rewrites("decimals after a sign", r"(?<=[=<>]) ?\.(?=\d)", "0."),
    rewrites("plus or minus", r"(?<!\w)(?:\+ ?/ ?[-–−]|±) ?(?=\d|$|\s)", "plus or minus "),
    rewrites("at most", rf"[{_LESS}] ?{_PRICE_NEXT}", " at most "),
    rewrites("at least", rf"[{_MORE}] ?{_PRICE_NEXT}", " at least "),
    rewrites("less than", rf"<{{1,2}} ?{_PRICE_NEXT}", " less than "),
    rewrites("more than", rf">{{1,2}} ?{_PRICE_NEXT}", " more than "),
    rewrites("about", rf"(?<!\w)[~≈∼] ?{_PRICE_NEXT}", "about "),
    rewrites(
        "a pause before a time",
        r"(?<![\w.,/–-])(?P<low>\d+(?:\.\d+)?) [–—-] (?P<high>\d{1,3})"
        r"(?= ?(?:d|days?|w|wks?|weeks?|h|hrs?|hours?|mos?|months?)\b)",
        lambda match: f"{match['low']}, {match['high']}" if float(match["low"]) > int(match["high"]) else None,
    ),
    rewrites("dashes between numbers", r"(?<=[\d%])\s?[–‒—]\s?(?=[\d$£€.½¼¾])(?!\d+(?:st|nd|rd|th)\b)", "-"),
    rewrites("minus as a dash", r"(?<!\S)–(?=\d)", _read_dash),
    rewrites("minus", rf"(?<![\w)\]%°º{SAID}.-])[−-](?=\.?\d)(?!\d+-)|−(?=\s?\d)", " minus "),
    rewrites("plus", r"(?<![\w)\]])\+(?=\d)", "plus "),
    rewrites("a price after a sign", r"\s*=+\s*(?=[$€£])", " equals "),
    rewrites(
        "what something means",
        r"(?<=[a-z)\"”]) ?=+ ?(?=(?:ER\b|call|go|stop|tell|see|the|your?|do|don['’]t|it|we|that)\b)",
        " means ",
    ),
    says("equals", r"\s*=+\s*", " equals "),
    says("decimals before an arrow", r"(?<![\w.,$€£-])\d{1,4}\.\d+(?= ?[→⇒➔➜➝⟶])", lambda match: decimal(match[0])),
    rewrites("arrows", r"\s*[→⇒➔➜➝⟶]+\s*", ", then "),
)
