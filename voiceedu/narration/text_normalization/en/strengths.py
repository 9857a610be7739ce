"""Strengths of combination drugs: 5-325 mg, 800/160 mg, 50 mg/12.5 mg."""

import re

from voiceedu.narration.text_normalization.en.numbers import DECIMAL, FRACTION, amount, decimal
from voiceedu.narration.text_normalization.en.quantities import START, read_strength
from voiceedu.narration.text_normalization.en.units import PER
from voiceedu.narration.text_normalization.rules import Rule, says

_MASS = r"(?:mg|mcg|µg|ug|g|MG|MCG|units|IU|mEq)"
_LEAST_SPREAD = 20
"""A strength of two drugs differs from a range by its spread: 5-325 mg and 10-325 mg, not 5-10 mg or 500-1000 mg."""
_NUMBERS = rf"(?:{DECIMAL})(?:[-–/](?:{DECIMAL})){{1,3}}"


def _read_strengths(match: re.Match[str]) -> str | None:
    parts = re.split("[-–/]", match["strengths"])
    if not _is_combination(match["strengths"]):
        return None
    return " with ".join(read_strength(part, match["units"], match) for part in parts)


def _is_combination(strengths: str) -> bool:
    if "/" in strengths:
        return re.fullmatch(FRACTION, strengths) is None
    first, second, *more = (float(part.replace(",", "")) for part in re.split("[-–]", strengths))
    return bool(more) or second < first or second >= _LEAST_SPREAD * first


def _read_two(match: re.Match[str]) -> str | None:
    if not _is_pair(match):
        return None
    first = read_strength(match["first"], match["first_unit"], match)
    return f"{first} with {read_strength(match['second'], match['second_unit'], match)}"


def _read_bare(match: re.Match[str]) -> str | None:
    parts = re.split("[-–/]", match["said"])
    if amount(match["said"]).is_part or not _is_combination(match["said"]):
        return None
    return " with ".join(map(decimal, parts))


_ENDINGS = (
    "codone|morphone|phen|pril|sartan|statin|olol|azole|cillin|mycin|micin|floxacin|cycline|caine|ephrine|zosin|thiazide|"
    "semide|gliptin|gliflozin|glutide|formin|lukast|triptan|profen|coxib|barbital|azepam|zolam|pidem|setron|dronate|terol|"
    "tropium|sone|solone|onide|nolone|oxetine|pramine|triptyline|bupropion|naltrexone|naloxone|buprenorphine|dopa|"
    "clavulanate|bactam|prim|aspirin|caffeine|codeine|estradiol|renone|gestrel|norethindrone|dipine|imibe|pentin|gabalin|"
    "tramadol|amide|vir|butamol|kinra|mab|relin|tidine|prazole|lactone|chlor|nitrate|olmesartan|alazine|metformin"
)
DRUG = rf"(?:[^\W\d_]*(?:{_ENDINGS}))(?!\w)"


def _is_pair(match: re.Match[str]) -> bool:
    is_range = "/" not in match[0] and match["first_unit"] == match["second_unit"]
    return not is_range or _is_combination(f"{match['first']}-{match['second']}")


RULES: tuple[Rule, ...] = (
    says(
        "two strengths with units",
        rf"{START}(?P<first>{DECIMAL}) ?(?P<first_unit>{_MASS}) ?[/–-] ?(?P<second>{DECIMAL}) ?(?P<second_unit>{_MASS})"
        rf"(?![\w/])",
        _read_two,
    ),
    says(
        "strengths of several drugs",
        rf"{START}(?P<strengths>{_NUMBERS}) ?(?P<units>{_MASS}(?!\w){PER}*)",
        _read_strengths,
    ),
    says("strengths after a drug", rf"(?:{DRUG}|\b[A-Z][a-z]{{3,}}) (?P<said>{_NUMBERS})(?![\w.%-]|\s?%)", _read_bare),
    says("two drugs", rf"\b{DRUG}(?P<said>\s?/\s?)(?={DRUG})", " with ", ignore_case=True),
)
