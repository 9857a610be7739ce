"""The strengths of drugs with several ingredients: 50 mg/12,5 mg, 5-325 mg, insulin 70/30."""

import re

from voiceedu.narration.text_normalization.es.numbers import DECIMAL, FRACTION, cardinal, decimal
from voiceedu.narration.text_normalization.es.quantities import START
from voiceedu.narration.text_normalization.es.scores import SCALE
from voiceedu.narration.text_normalization.es.units import PER, count_units
from voiceedu.narration.text_normalization.es.vital_signs import PRESSURE
from voiceedu.narration.text_normalization.rules import SAID, Rule, has, rewrites, says

_MASS = r"(?:mg|mcg|µg|g|UI|U|mEq)"
_LEAST_SPREAD = 20
"""A strength of two drugs differs from a range by its spread: 5-325 mg, not 5-10 mg."""


_ONE_DRUG = re.compile(r"(?:xab[aá]n|gatr[aá]n|warfarina|cumarol|parina)\b[^\d]{0,12}$", re.IGNORECASE)
"""A drug that no other is combined with: its two strengths are two tablets."""


def _read_strengths(match: re.Match[str]) -> str | None:
    parts = re.split("[-–/]", match["strengths"])
    if not _is_combination(match["strengths"]):
        return None
    if _MEASURED_IN.search(match["units"]) and "/" in match["strengths"]:
        return f"{', '.join(map(decimal, parts[:-1]))}, {count_units(parts[-1], match['units'])}"
    if _ONE_DRUG.search(match.string[: match.start()]) and "/" in match["strengths"]:
        return f"{' o '.join(map(decimal, parts[:-1]))} o {count_units(parts[-1], match['units'])}"
    return " con ".join(count_units(part, match["units"]) for part in parts)


_MEASURED_IN = re.compile(r"/ ?(?:d[lL]|L|l)$")
"""By the decilitre and the litre blood is measured: 92/180/153 mg/dL are three values."""


def _is_combination(strengths: str) -> bool:
    if "/" in strengths:
        top, _, bottom = strengths.partition("/")
        return re.fullmatch(FRACTION, strengths) is None or int(top) >= 2 * int(bottom)
    first, second, *more = map(_value, re.split("[-–]", strengths))
    return bool(more) or second < first or second >= _LEAST_SPREAD * first


def _value(written: str) -> float:
    """Return the number, a thousand for 1,000 and for 1.000."""
    return float(_THOUSANDS.sub("", written).replace(",", "."))


_THOUSANDS = re.compile(r"(?<=[1-9])[.,](?=\d{3}$)|(?<=[1-9]\d)[.,](?=\d{3}$)|(?<=[1-9]\d\d)[.,](?=\d{3}$)")


def _read_two(match: re.Match[str]) -> str:
    """Return two strengths, or a range whose ends have other units: 500 mg–1 g."""
    is_range = "/" not in match[0] and (_is_near(match) or (match["first_unit"], match["second_unit"]) in _SMALLER_UNIT)
    first = count_units(match["first"], match["first_unit"])
    return f"{first} {'a' if is_range else 'con'} {count_units(match['second'], match['second_unit'])}"


def _is_near(match: re.Match[str]) -> bool:
    """Return whether the same unit follows both, and the second is no more than some times the first."""
    first, second = _value(match["first"]), _value(match["second"])
    return match["first_unit"] == match["second_unit"] and first < second < _LEAST_SPREAD * first


_SMALLER_UNIT = {("mg", "g"), ("mcg", "mg"), ("µg", "mg")}
_NO_NAMES = "Presi|Tensi|Arterial|Dictam|Decret|Resoluc|Acuerd|Expedi|Orden|Reglam|Curso|Tempor|Campañ|Factur"
"""How words begin that are no medicine and stand before two numbers."""
_NAME = re.compile(rf"\b(?!{_NO_NAMES})[A-ZÁÉÍÓÚ][a-zá-ú]{{3,}}(?:-[a-zá-ú]{{3,}}| clav)? $")


def _read_mixture(match: re.Match[str]) -> str | None:
    """Return "setenta treinta" for insulin, "doscientos cincuenta con cincuenta" after the name of a medicine."""
    left, right = int(match["left"]), int(match["right"])
    if has(PRESSURE, match.string) or SCALE.search(match.string[: match.start()]):
        return None
    if left + right == _WHOLE or (left == right and _RULE.search(match.string[: match.start()])):
        return f"{cardinal(left)} {cardinal(right)}"
    return f"{cardinal(left)} con {cardinal(right)}" if _NAME.search(match.string[: match.start()]) else None


_WHOLE = 100
_RULE = re.compile(r"[Rr]egla(?: de(?: los)?)? $")


def _read_pair(match: re.Match[str]) -> str:
    first, last = match["strengths"].split("/")
    if match["units"] is None:
        return f"{decimal(first)} con {decimal(last)}"
    return f"{count_units(first, match['units'])} con {count_units(last, match['units'])}"


OPENING_RULES: tuple[Rule, ...] = (
    rewrites(
        "two strengths in a volume",
        rf"{START}({DECIMAL} ?{_MASS}) ?/ ?({DECIMAL} ?{_MASS})(?= ?/ ?\d[\d.,]* ?m[lL]\b)",
        r"\1 con \2",
    ),
    says(
        "two strengths without a unit",
        r"(?<![\w.,/-])(?P<said>(?P<first>\d{1,3},\d)/(?P<last>\d{2,3}))(?![\w/]|[.,]\d| ?(?:mg|mcg|g|UI)\b)",
        lambda match: f"{decimal(match['first'])} con {decimal(match['last'])}",
    ),
    says(
        "two strengths without a unit, the second with a decimal",
        r"(?<=[a-zA-Z] )(?P<said>(?P<first>\d{2,3})/(?P<last>\d{1,2}[.,]\d{1,2}))(?![\w/]|[.,]\d| ?(?:m?c?g|UI|"
        r"mmHg|cm|m)\b)",
        lambda match: (
            None if has(PRESSURE, match.string) else f"{decimal(match['first'])} con {decimal(match['last'])}"
        ),
    ),
    rewrites(
        "doses step by step",
        r"(?<![\w/.,])(\d{1,4}(?:/\d{1,4}){3,})(?= ?(?:mg|mcg|[µμ]g|g|ml|mL|UI|U)(?!\w))",
        lambda match: match[1].replace("/", ", "),
    ),
    says(
        "strengths of two drugs that are named",
        rf"[^\W\d_]{{4,}}[{SAID}](?:ácido )?[^\W\d_]{{4,}},? (?P<said>(?P<strengths>\d[\d.,]*/\d[\d.,]*\d|"
        rf"\d+/\d)(?: ?(?P<units>{_MASS})(?!\w))?)"
        r"(?![\w/]|[.,]\d| ?(?:m[lL]|mg|mcg|g)\b)",
        _read_pair,
    ),
    says(
        "mixtures and pairs of strengths",
        r"(?<![\w.,/])(?P<left>\d{2,3})/(?P<right>\d{2,4})(?![\w/]|[.,]\d| ?mg)",
        _read_mixture,
    ),
)

RULES: tuple[Rule, ...] = (
    says(
        "three strengths with units",
        rf"{START}(?P<said>{DECIMAL} ?{_MASS}(?: ?/ ?{DECIMAL} ?{_MASS}){{2,3}})(?![\w/])",
        lambda match: " con ".join(
            count_units(*re.fullmatch(r"([\d.,]+) ?(\D+)", part).groups())  # type: ignore[union-attr]
            for part in re.split(" ?/ ?", match["said"])
        ),
    ),
    says(
        "two strengths with units",
        rf"{START}(?P<first>{DECIMAL}) ?(?P<first_unit>{_MASS}) ?[/–-] ?(?P<second>{DECIMAL}) "
        rf"?(?P<second_unit>{_MASS})(?![\w/])",
        _read_two,
    ),
    says(
        "strengths of several drugs",
        rf"{START}(?P<strengths>{DECIMAL}(?:[-–/]{DECIMAL}){{1,3}}) ?(?P<units>{_MASS}(?!\w){PER}*)",
        _read_strengths,
    ),
)
