"""Blood pressure: 120/80, 90–120/60–80, 140/<90."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal
from voiceedu.narration.text_normalization.en.quantities import END, START, TO
from voiceedu.narration.text_normalization.en.strengths import follows_name
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

PRESSURE = re.compile(r"\bBP\b|pressure", re.IGNORECASE)


def _read_pressure(match: re.Match[str]) -> str | None:
    upper, lower = int(match["upper"]), int(match["lower"])
    is_mixture = upper + lower == 100 and not PRESSURE.search(match.string)
    if is_mixture or follows_name(match) or not (60 <= upper <= 260 and 30 <= lower <= 160 and lower < upper):
        return None
    return f"{cardinal(upper)} over {cardinal(lower)}"


def _read_pressures(match: re.Match[str]) -> str | None:
    """Return "ninety to one twenty over sixty to eighty" for 90–120/60–80 in a text about blood pressure."""
    if not PRESSURE.search(match.string) and not re.match(r" ?mm ?Hg", match.string[match.end() :]):
        return None
    upper, high, lower, low = (cardinal(int(match[part])) for part in ("upper", "high", "lower", "low"))
    return f"{upper} to {high} over {lower} to {low}"


RULES: tuple[Rule, ...] = (
    rewrites(
        "a blood pressure under a limit",
        rf"{START}(\d{{2,3}}{TO}\d{{2,3}}) ?/ ?(?=[<>≥≤] ?\d{{2,3}}(?!\d|[.,/]\d))",
        r"\1 over ",
    ),
    says(
        "ranges of blood pressure",
        rf"{START}(?P<upper>\d{{2,3}}){TO}(?P<high>\d{{2,3}}) ?/ ?(?P<lower>\d{{2,3}}){TO}(?P<low>\d{{2,3}})"
        r"(?![\w/%]|[.,]\d)",
        _read_pressures,
    ),
    says("blood pressure", rf"{START}(?P<upper>\d{{2,3}}) ?/ ?(?P<lower>\d{{2,3}}){END}", _read_pressure),
)
