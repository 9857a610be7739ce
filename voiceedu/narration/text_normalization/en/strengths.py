"""Strengths of combination drugs: 5-325 mg, 800/160 mg, 50 mg/12.5 mg."""

import re

from voiceedu.narration.text_normalization.en.numbers import DECIMAL, decimal
from voiceedu.narration.text_normalization.en.quantities import START, read_strength
from voiceedu.narration.text_normalization.en.units import PER
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_words

_DRUG = rf"(?:\b[^\W\d_]*(?i:{any_of(read_words(__package__, 'drug_endings.txt'))})(?!\w))"
_COMBINATION = rf"(?:\b(?i:{any_of(read_words(__package__, 'combination_drugs.txt'))})(?!\w))"
_MASS = r"(?:mg|mcg|µg|ug|g|MG|MCG|units|IU|mEq)"
_NUMBERS = rf"(?:{DECIMAL})(?:[-–/](?:{DECIMAL})){{1,3}}"
_BETWEEN = re.compile("[-–/]")

_LEAST_SPREAD = 20
"""A strength of two drugs differs from a range by its spread: 5-325 mg and 10-325 mg, not 5-10 mg or 500-1000 mg."""
_WHOLE = 100
"""Two parts of a hundred are a mixture, without "with": insulin 70/30."""
_DOSE_FRACTION = re.compile(r"(?:\d+[ -])?[1-7]/[2348](?![\d.])")
"""A part of a tablet, and no strength of two drugs."""
_CLEAR_PAIR = re.compile(r"[1-9]\d*(?:\.\d+)?/[1-9]\d*(?:\.\d+)?|[1-9]\d?(?:\.\d+)?-[1-9]\d\d")
"""What two strengths look like after a name that is not known to be a drug's: 250/50, 10-325."""
_NO_NAMES = (
    "Pressures?|Readings?|Systolic|Averages?|Normal|Target|Goal|Below|Under|Over|Above|About|Around|From|Between|With|"
    "Labs?|Visits?|Seen|Room|Suite|Ward|Floor|Level|Page|Step|Exit|Gate|Stage|Grade|Phase|Until|Today|Yesterday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|High|Score|Pain|Strength"
)
"""Words with a capital before two numbers that are no name of a drug."""
_NAME = rf"\b(?!(?:{_NO_NAMES})\b)[A-Z][a-z]{{3,}}"
_AFTER_NAME = re.compile(rf"{_NAME} $")


def follows_name(match: re.Match[str]) -> bool:
    """Return whether a word that may be the name of a drug stands before `match`."""
    return _AFTER_NAME.search(match.string[: match.start()]) is not None


def _read_strengths(match: re.Match[str]) -> str | None:
    return _read_known(match) if _is_combination(match["strengths"]) else None


def _read_known(match: re.Match[str]) -> str:
    parts = _BETWEEN.split(match["strengths"])
    return " with ".join(read_strength(part, match["units"], match) for part in parts)


def _read_two(match: re.Match[str]) -> str | None:
    has_slash = "/" in match[0]
    if not has_slash and (match["first_unit"], match["second_unit"]) in _SMALLER_UNIT:
        return None  # 500 mg–1 g
    is_range = not has_slash and match["first_unit"] == match["second_unit"]
    if is_range and not _is_combination(f"{match['first']}-{match['second']}"):
        return None
    first = read_strength(match["first"], match["first_unit"], match)
    joint = "or" if _is_of_one_drug(match) else "with"
    return f"{first} {joint} {read_strength(match['second'], match['second_unit'], match)}"


def _read_bare(match: re.Match[str]) -> str | None:
    strengths = match["said"]
    parts = _BETWEEN.split(strengths)
    is_clear = match["drug"] or _CLEAR_PAIR.fullmatch(strengths)
    if not is_clear or not _is_combination(strengths) or sum(map(_value, parts)) == _WHOLE:
        return None
    words = " with ".join(map(decimal, parts))
    return f"{words}," if re.match(r" \d", match.string[match.end() :]) else words


def _list_doses(match: re.Match[str]) -> str | None:
    """Return "100, 200, 300 ": no drug has three parts in units, or in such an order."""
    doses = match["doses"].split("/")
    values = list(map(_value, doses))
    is_of_one = match["unit"] not in ("mg", "mcg") or (values == sorted(values) and len(set(values)) == len(values))
    return f"{', '.join(doses)} " if is_of_one else None


def _is_of_one_drug(match: re.Match[str]) -> bool:
    """Return whether two strengths are sizes of one medicine: aspirin 81 mg/325 mg."""
    first, second = _value(match["first"]), _value(match["second"])
    is_rising = match["first_unit"] == match["second_unit"] and first < second < _LEAST_SPREAD * first
    return (
        is_rising and _ONE_DRUG.search(match.string[max(0, match.start() - _NAME_LENGTH) : match.start()]) is not None
    )


_NAME_LENGTH = 60
_ONE_DRUG = re.compile(rf"(?:^|[\s(]){_DRUG}(?: (?:EC|ER|XR|XL|SR|DR|tab(?:let)?s?|cap(?:sule)?s?))?:? $")


def _list_sizes(match: re.Match[str]) -> str | None:
    """Return "100 mg, 300 mg or 600 mg" for sizes that rise: no three drugs in one tablet do."""
    *sizes, last = re.split(" ?/ ?", match[0])
    values = [_value(re.match(DECIMAL, size)[0]) for size in (*sizes, last)]  # type: ignore[index]
    return f"{', '.join(sizes)} or {last}" if values == sorted(set(values)) else None


_SMALLER_UNIT = {("mg", "g"), ("mcg", "mg"), ("µg", "mg"), ("mcg", "g")}


def _read_with_acetaminophen(match: re.Match[str]) -> str:
    return " with ".join(map(decimal, _BETWEEN.split(match[0])))


def _is_combination(strengths: str) -> bool:
    if _DOSE_FRACTION.match(strengths):
        return False
    if "/" in strengths:
        return True
    first, second, *more = map(_value, _BETWEEN.split(strengths))
    return bool(more) or second < first or second >= _LEAST_SPREAD * first


def _value(number: str) -> float:
    return float(number.replace(",", ""))


OPENING_RULES: tuple[Rule, ...] = (
    says(
        "strengths of a known brand",
        rf"{_COMBINATION}(?:-conti|HCT| HCT)? (?P<said>\d+(?:\.\d+)?/\d+(?:\.\d+)?)(?![\w%/]|[.,]\d| ?{_MASS}\b)",
        lambda match: " with ".join(map(decimal, match["said"].split("/"))),
    ),
)
"""Before scores: Femoston 1/10 is none."""
RULES: tuple[Rule, ...] = (
    rewrites(
        "sizes of one drug",
        rf"{START}(?:{DECIMAL}) ?(?P<unit>mg|mcg)(?: ?/ ?(?:{DECIMAL}) ?(?P=unit)){{2,5}}(?![\w/])",
        _list_sizes,
    ),
    says(
        "two strengths with units",
        rf"{START}(?P<first>{DECIMAL}) ?(?P<first_unit>{_MASS}) ?[/–-] ?(?P<second>{DECIMAL}) ?(?P<second_unit>{_MASS})"
        r"(?![\w/])",
        _read_two,
    ),
    says(
        "strengths of known combinations",
        rf"(?:{_COMBINATION}|{_DRUG} ?(?:[-/]| and | with ) ?{_DRUG}) "
        rf"(?P<said>(?P<strengths>{_NUMBERS}) ?(?P<units>{_MASS})(?!\w))",
        _read_known,
    ),
    rewrites(
        "doses of one drug",
        rf"{START}(?P<doses>(?:{DECIMAL})(?:/(?:{DECIMAL})){{2,}}) ?(?=(?P<unit>units?|u|U|mg|mcg)\b(?!/))",
        _list_doses,
    ),
    says(
        "strengths of several drugs",
        rf"{START}(?P<strengths>{_NUMBERS}) ?(?P<units>{_MASS}(?!\w){PER}*)",
        _read_strengths,
    ),
    says(
        "strengths after a drug",
        rf"(?:(?P<drug>{_DRUG}|{_COMBINATION})|{_NAME})(?: DS| ER| XR| XL| SR| HCT)? "
        rf"(?P<said>{_NUMBERS})(?![\w%-]|\.\d|\s?%)",
        _read_bare,
    ),
    says(
        "an opioid with acetaminophen",
        rf"{START}(?:(?:2\.5|5|7\.5|10|15|30|37\.5)/(?:325|300)|(?:8|10|12\.8|15|20|30|60)/500)(?![\w/%]|[.,]\d)",
        _read_with_acetaminophen,
    ),
    rewrites(
        "a drug and its strength after another",
        rf"(?<=\d)( ?{_MASS}) ?/ ?(?=(?:APAP|ASA|HCTZ|[A-Za-z]{{5,}}) ?\d+(?:\.\d+)? ?{_MASS}(?!\w))",
        r"\1 with ",
    ),
    says("two drugs", rf"{_DRUG}(?P<said>\s?/\s?)(?={_DRUG})", " with "),
)
