"""Strengths of combination drugs: 5-325 mg, 800/160 mg, 50 mg/12.5 mg."""

import re

from voiceedu.narration.text_normalization.en.numbers import DECIMAL, decimal
from voiceedu.narration.text_normalization.en.quantities import START, read_strength
from voiceedu.narration.text_normalization.en.units import PER
from voiceedu.narration.text_normalization.rules import Rule, says

_MASS = r"(?:mg|mcg|µg|ug|g|MG|MCG|units|IU|mEq)"
_LEAST_SPREAD = 20
"""A strength of two drugs differs from a range by its spread: 5-325 mg and 10-325 mg, not 5-10 mg or 500-1000 mg."""
_DOSE_FRACTION = re.compile(r"(?:\d+[ -])?[1-7]/[2348](?!\d)")
"""Half of a tablet, and no strength of two drugs."""
_BRANDS = "Sinemet|Percocet|Vicodin|Lortab|Augmentin|Bactrim|Exforge|Diovan HCT|Hyzaar|Ultracet|Trandate|Entresto"
"""Names of combination drugs whose strengths look like a range: Sinemet 25-100 mg."""
_WHOLE = 100
"""Two parts of a hundred are a mixture: insulin 70/30."""
_NUMBERS = rf"(?:{DECIMAL})(?:[-–/](?:{DECIMAL})){{1,3}}"


def _read_strengths(match: re.Match[str]) -> str | None:
    parts = re.split("[-–/]", match["strengths"])
    if not _is_combination(match["strengths"]):
        return None
    return " with ".join(read_strength(part, match["units"], match) for part in parts)


def _read_known(match: re.Match[str]) -> str:
    parts = re.split("[-–/]", match["strengths"])
    return " with ".join(read_strength(part, match["units"], match) for part in parts)


def _is_combination(strengths: str) -> bool:
    if _DOSE_FRACTION.match(strengths):
        return False
    if "/" in strengths:
        return True
    first, second, *more = (float(part.replace(",", "")) for part in re.split("[-–]", strengths))
    return bool(more) or second < first or second >= _LEAST_SPREAD * first


def _read_two(match: re.Match[str]) -> str | None:
    if not _is_pair(match):
        return None
    first = read_strength(match["first"], match["first_unit"], match)
    return f"{first} with {read_strength(match['second'], match['second_unit'], match)}"


def _read_bare(match: re.Match[str]) -> str | None:
    if not match["drug"] and not _CLEAR_PAIR.fullmatch(match["said"]):
        return None
    parts = re.split("[-–/]", match["said"])
    if sum(map(float, parts)) == _WHOLE:
        return None
    if not _is_combination(match["said"]):
        return None
    return " with ".join(map(decimal, parts))


_ENDINGS = (
    "codone|morphone|phen|pril|sartan|statin|olol|azole|cillin|mycin|micin|floxacin|cycline|caine|ephrine|zosin|thiazide|"
    "semide|gliptin|gliflozin|glutide|formin|lukast|triptan|profen|coxib|barbital|azepam|zolam|pidem|setron|dronate|terol|"
    "tropium|sone|solone|onide|nolone|oxetine|pramine|triptyline|bupropion|naltrexone|naloxone|buprenorphine|dopa|"
    "clavulanate|bactam|prim|aspirin|caffeine|codeine|estradiol|renone|gestrel|norethindrone|dipine|imibe|pentin|gabalin|"
    "tramadol|amide|vir|butamol|kinra|mab|relin|tidine|prazole|lactone|chlor|nitrate|olmesartan|alazine|metformin|hctz|apap|smx|tmp|asa"
)
DRUG = rf"(?:\b[^\W\d_]*(?i:{_ENDINGS})(?!\w))"


def _is_pair(match: re.Match[str]) -> bool:
    is_range = "/" not in match[0] and match["first_unit"] == match["second_unit"]
    return not is_range or _is_combination(f"{match['first']}-{match['second']}")


_CLEAR_PAIR = re.compile(r"[1-9]\d*(?:\.\d+)?/[1-9]\d*(?:\.\d+)?|[1-9]\d?(?:\.\d+)?-[1-9]\d\d")
"""What two strengths look like after a name that is not known to be a drug's: 250/50, 10-325."""
_PRESSURE_WORDS = (
    "Pressure|Pressures|Readings?|Systolic|Average|Averages|Normal|Target|Goal|Below|Under|Over|Above|About|Around|From|"
    "Between|With|Until|Today|Yesterday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|High|Score|Pain|Strength"
)
"""Words with a capital before two numbers that are no name of a drug."""

_NAME = rf"\b(?!(?:{_PRESSURE_WORDS})\b)[A-Z][a-z]{{3,}}"
_AFTER_NAME = re.compile(rf"{_NAME} $")


def follows_name(match: re.Match[str]) -> bool:
    """Return whether a word that may be the name of a drug stands before `match`."""
    return _AFTER_NAME.search(match.string[: match.start()]) is not None


RULES: tuple[Rule, ...] = (
    says(
        "two strengths with units",
        rf"{START}(?P<first>{DECIMAL}) ?(?P<first_unit>{_MASS}) ?[/–-] ?(?P<second>{DECIMAL}) ?(?P<second_unit>{_MASS})"
        rf"(?![\w/])",
        _read_two,
    ),
    says(
        "strengths of known combinations",
        rf"(?:\b(?:{_BRANDS})|{DRUG} ?(?:[-/]| and | with ) ?{DRUG}) (?P<said>(?P<strengths>{_NUMBERS}) ?(?P<units>{_MASS})(?!\w))",
        _read_known,
    ),
    says(
        "strengths of several drugs",
        rf"{START}(?P<strengths>{_NUMBERS}) ?(?P<units>{_MASS}(?!\w){PER}*)",
        _read_strengths,
    ),
    says(
        "strengths after a drug",
        rf"(?:(?P<drug>{DRUG}|\b(?:{_BRANDS}))|{_NAME}) (?P<said>{_NUMBERS})(?![\w%-]|\.\d|\s?%)",
        _read_bare,
    ),
    says("two drugs", rf"{DRUG}(?P<said>\s?/\s?)(?={DRUG})", " with ", ignore_case=True),
)
