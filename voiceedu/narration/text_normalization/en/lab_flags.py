"""What a laboratory marks as too high or too low: Hgb 10.9 L, 5.4 (H), 8.4% *H*, and the range beside it."""

import re

from voiceedu.narration.text_normalization.en.numbers import DECIMAL
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_FLAGS = {"H": "high", "L": "low", "HH": "critically high", "LL": "critically low"}
FLAGGED = (
    "Hgb|HGB|Hct|HCT|Hb|WBC|RBC|PLT|Plts?|MCV|MCHC?|RDW|ANC|Na|K|Cl|CO2|HCO3|BUN|Cr|Creat|Creatinine|CREATININE|Glu|"
    "Glucose|GLUCOSE|Ca|Calcium|Mg|Phos|"
    "Alb|Albumin|TP|AST|ALT|ALP|Alk [Pp]hos|T bili|LDH|CK|TSH|T4|fT4|T3|Fe|"
    "Ferritin|INR|PT|PTT|aPTT|ESR|CRP|(?:Hb)?A1[cC]|"
    "LDL|HDL|TG|B12|Vit(?:amin)? D|e?GFR|BNP|PSA|Sodium|SODIUM|Potassium|POTASSIUM|Lactate|Uric acid"
)
"""Tests whose values have a bare letter as a flag: Hgb 10.9 L. Elsewhere an L is liters."""
_UNIT = r"(?: ?%| ?(?:x ?10\S+|[a-zµ]\w*|[KMUI]{1,2})(?:/[\w^³µ.]{1,12}){1,3})"
_NEXT = r"(?=\s*(?:[,;.|\[(]|$))"
_RANGE_NEXT = r"(?=\s*(?:[,;|(\[]|$|[<>≥≤]? ?\d|(?:[Rr]ef|REF|[Rr]ange|[Gg]oal|was|prior|[Nn]ormal|[Ff]inal)\b))"
_PICTURE = re.compile(r"\b(?:fig(?:ure)?|table|part|panel)s?\.? \d+$", re.IGNORECASE)
_WORD_BEFORE = re.compile(rf"(?<![\w/])(?!(?:{FLAGGED}|MMOL|MEQ|[PN]MOL|MCG)$)(?:(?<!\d )[a-z]{{4,}}|[A-Z]{{3,5}})$")
_BOTH_SIDES = re.compile(r"\(R\)|\(Rt?\.?\)|\bR\b")


def _read_flag_in_brackets(match: re.Match[str]) -> str | None:
    """Return the flag of a value. After a word, or beside (R), (L) is the left side: disc prolapse (L)."""
    if _WORD_BEFORE.search(match.string[: match.start()]):
        return ", left" if match["flag"] == "L" else None
    return _read_flag(match)


def _read_flag(match: re.Match[str]) -> str | None:
    if _PICTURE.search(match.string[: match.start()]) or "(R)" in match.string:
        return None
    joint = "," if re.match(r"\s*[<>≥≤\d]", match.string[match.end() :]) else ""
    return f", {_FLAGS[match['flag']]}{joint}"


def _read_flag_before_a_range(match: re.Match[str]) -> str | None:
    """Return the flag of 11.8 (L) 12.0-16.0. Beside a right side, (L) is the left one."""
    return None if _BOTH_SIDES.search(match.string) else f", {_FLAGS[match['flag']]}, "


FIRST_RULES: tuple[Rule, ...] = (
    rewrites(
        "flags between stars", r"(?<=[\w%)\]] )\*(HH?|LL?)\*(?!\w)|\((HH?|LL?)[*!]+\)", lambda m: f"({m[1] or m[2]})"
    ),
    rewrites(
        "powers of ten",
        r"(?<=\d) ?[x×X]? ?10(?:\*|E|\^)(?P<power>[369])(?= ?/)|(?<=\d) ?[x×X] ?10\((?P<bracket>[369])\)(?= ?/)",
        lambda match: f" ×10{'³⁶⁹'['369'.index(match['power'] or match['bracket'])]}",
    ),
)
"""Before stars are taken for emphasis."""
RULES: tuple[Rule, ...] = (
    says("flags of a value", rf"(?<=[\d\w%{SAID}]) ?\((?P<flag>HH?|LL?)\){_NEXT}", _read_flag_in_brackets),
    says(
        "flags before a range",
        rf"\d{_UNIT}?(?P<said> ?\((?P<flag>HH?|LL?)\) ?){_RANGE_NEXT}",
        _read_flag_before_a_range,
    ),
    says(
        "flags after a range",
        r"(?<=\d[)\]]) (?:\((?P<bracket>HH?|LL?)\)|(?P<flag>HH?|LL?))(?=\s*(?:[,;.|]|$))",
        lambda match: f", {_FLAGS[match['flag'] or match['bracket']]}",
    ),
    says(
        "flags after a value",
        rf"\b(?:{FLAGGED})\b:? (?:{DECIMAL}){_UNIT}?(?P<said> (?P<flag>HH?|LL?)){_RANGE_NEXT}",
        _read_flag,
    ),
    says(
        "flags after a value and its unit",
        r"\d ?(?![schp]/[opw]\b)(?:[a-zµ]\w*|[KMUI]{1,2})/[\w^³µ.]+"
        r"(?P<said> (?P<flag>HH?|LL?))(?=\s*(?:[,;|]|$|[(\[]? ?[<>≥≤]? ?\d))",
        _read_flag,
    ),
    says("flags in a table", r"(?<=\d)(?P<said>, (?P<flag>HH?|LL?))(?=, ?[\d<>≥≤(]|,? *$)", _read_flag),
    says(
        "flags in words before a range",
        r"(?<=\d )(?P<flag>High|Low|HIGH|LOW)(?= [a-zµ]+/\w+ \(?[<>]?\d)",
        lambda match: f"{match['flag'].lower()}, ",
    ),
    rewrites(
        "ranges in brackets after a unit",
        r"(?<=[a-zL\d%] )\((\d{1,4}) ?[-–] ?(\d{3,5})\)(?=[,;.]|$| [HL]\b)",
        lambda match: (
            f"({match[1]} to {match[2]})" if re.search(r"/[dmµu]?L $", match.string[: match.start()]) else None
        ),
    ),
)
