"""Risks: about 1/200, 1:1,000–1:5,000, common = 1/10–1/100."""

import re

from voiceedu.narration.text_normalization.en.numbers import decimal
from voiceedu.narration.text_normalization.en.quantities import START
from voiceedu.narration.text_normalization.rules import Rule, has, rewrites, says

_OF_RISK = re.compile(r"\b(?:rare|common|uncommon|risks?|chance|odds|incidence|frequency)\b", re.IGNORECASE)
_RISK = re.compile(
    r"\b(?:risks?|chance|odds|rare|about|than|fewer|people|patients|babies|births|women|men|cases|"
    r"approx|approximately|events?|effects?|complications?|common|uncommon|incidence|frequency|leaks?|"
    r"injur(?:y|ies)|failures?|perforations?|recurrence|expulsion|death|mortality|damage|conversion)\b",
    re.IGNORECASE,
)


def _read_risk(match: re.Match[str]) -> str | None:
    return f"one in {decimal(match['many'])}" if "," in match["many"] or has(_RISK, match.string) else None


_SO_MANY = r"\d+(?:\.\d+)?"
_COUNTED = (
    r"(?:live |person|people|births|population|patient|women|men\b|children|adults|infants|babies|pregnan|cases|deaths|"
    r"inhabitants|residents|per year|a year|each year|annually|exposures|procedures|deliveries|donations|transfusions)"
)

RANGE_RULES: tuple[Rule, ...] = (
    rewrites(
        "how many of a population",
        rf"(?<![\w.,/$£€-])(?!1 ?/)({_SO_MANY}(?: ?[-–] ?{_SO_MANY})?) ?/ ?"
        rf"(10{{0,2}},000(?:,000)?(?![\w/,]|\.\d| ?(?:m[lL]|mg|mcg|units?|L)\b)|10{{3,6}}(?= {_COUNTED}))",
        r"\1 per \2",
    ),
    rewrites(
        "one of so many, by a colon",
        r"(?<![Rr]atio )(?<![Dd]ilution )(?<!\bat )(?<!\bby )(?<!\bto )(?<![@–-] )"
        r"(?<!from )(?<!until )(?<!before )(?<!after )"
        r"(?<![\w:.,/@–-])1:(\d{1,3})"
        r"(?![\w:]|[.,]\d| ?(?:[ap]\.?m|dilut|ratio|mix|[–-]))",
        lambda match: f"1 in {match[1]}" if has(_OF_RISK, match.string) and "1:" not in match.string[:4] else None,
    ),
    says(
        "a risk after what may happen",
        rf"\b(?i:leaks?|failures?|perforations?|recurrence|expulsion|mortality|conversion|stillbirth|miscarriage)"
        rf"(?: rate)?:? (?P<said>{START}1/(?P<many>[1-9]\d))(?![\w/%]|[.,]\d)",
        lambda match: f"one in {decimal(match['many'])}",
    ),
    rewrites(
        "people of so many",
        r"(?<![\w.,/-])(\d{1,2})/(\d{1,2}) (?=(?:people|patients|adults|women|men|children|babies|cases)\b)",
        r"\1 out of \2 ",
    ),
    rewrites(
        "risks from one to another",
        r"(?<![\w.,/])1[/:](\d[\d,]*) ?[-–—] ?1[/:](\d[\d,]*)(?![\w/])",
        lambda match: f"1 in {match[1]} to 1 in {match[2]}" if "," in match[2] or has(_OF_RISK, match.string) else None,
    ),
)
RULES: tuple[Rule, ...] = (
    says("risks", rf"{START}1/(?P<many>\d{{1,3}}(?:,\d{{3}})+|\d{{3,}})(?![\w/%]|[.,]\d)", _read_risk),
)
