"""Short words of oncology that mean something else elsewhere: 60 Gy/30 fx, D1 & D8, 5-yr OS 85%, ER 90%, PR neg."""

import re

from voiceedu.narration.text_normalization.addresses import spell
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_RADIATION = re.compile(r"\d ?c?Gy\b|\bXRT\b|\bSBRT\b|\bradiation\b", re.IGNORECASE)
_CYCLES = re.compile(r"m[²2](?!\w)|\bcycles?\b|\bAUC\b|\bq ?\d+ ?(?:d|w|days|wks?|weeks)\b")
_CHEMOTHERAPY = re.compile(
    r"\b(?:AC-TH?|chemo\w*|paclitaxel|docetaxel|Taxol|Taxotere|doxorubicin|dose-dense)\b", re.IGNORECASE
)
_VITAMIN = re.compile(r"\bvit", re.IGNORECASE)


def _read_fractions(match: re.Match[str]) -> str | None:
    return f"{match['joint']}{match['many']} fractions" if _RADIATION.search(match.string) else None


def _read_day(match: re.Match[str]) -> str | None:
    """Return "day 8" for D8 in a text about cycles of treatment; D3 may be a vitamin."""
    is_cycle = _CYCLES.search(match.string) and not _VITAMIN.search(match.string)
    return f"day {match['day']}" if is_cycle else None


RULES: tuple[Rule, ...] = (
    says("a stage in its place", r"(?<=\b[Ss]tage 0)is\b(?! (?:a|an|the|called|when|also called)\b)", " I S"),
    rewrites("fractions by a sign", r"(?P<joint>/ ?| )(?P<many>\d{1,2}) ?#(?!\w)", _read_fractions),
    rewrites("fractions", r"(?P<joint>(?:/ ?| |^))(?P<many>\d{1,2}) ?(?:fx|fxs|fr)(?!\w)", _read_fractions),
    rewrites("dose and fractions", r"(Gy) ?/ ?(?=\d{1,2} fractions)", r"\1 in "),
    says(
        "two drugs in letters",
        r"(?<![\w-])AC(?= ?(?:[x×] ?\d|q ?\d|→|\+|then|followed))",
        lambda match: spell(match[0]) if _CHEMOTHERAPY.search(match.string) else None,
    ),
    rewrites("a regimen of so many days", r"\b((?:R-)?CHOP|CHOEP|VAC)[- ]?(14|21) ?[x×] ?(?=\d)", r"\1 \2 times "),
    rewrites("grades in a range", r"\b(CIN|VIN|VAIN) ?([1-3]) ?[–-] ?(?=[1-3](?!\w))", r"\1 \2 to "),
    rewrites(
        "who has staged it", r"(?<!\w)(p|c|yp|yc)(?=(?:T(?:is|[0-4][a-d]?)|N[0-3][a-c]?)(?:N|M|$|[\s,;.)]))", r"\1 "
    ),
    rewrites("a cycle and its day", r"(?<!\w)C(\d{1,2}) ?D(\d{1,2})(?!\w)", r"cycle \1 day \2"),
    rewrites(
        "days of a cycle in a range",
        r"(?<![\w-])[dD](\d{1,2}) ?[–-] ?(\d{1,2})(?![\w/.]*\w)",
        lambda match: None if _VITAMIN.search(match.string) else f"days {match[1]} to {match[2]}",
    ),
    rewrites("days of a cycle", r"(?<![\w-])D(?P<day>\d{1,2})(?!\w)", _read_day),
    says(
        "survival",
        r"(?:(?<=yr )|(?<=year )|(?<=median )|\b)(?:OS|PFS|DFS|EFS|RFS)"
        r"(?=[:=]? (?:of |was |is )?[~<>]?\d+(?:\.\d+)? ?(?:%|mos?\b|months|yrs?\b|years))",
        lambda match: spell(match[0]),
    ),
    says(
        "receptors",
        r"(?<![\w/])(?P<said>ER|PR|AR)(?=[:=]? ?(?:\d{1,3} ?%|\((?:\+|-|−)\)|pos\b|neg\b|positive|negative))",
        lambda match: spell(match["said"]),
    ),
)
