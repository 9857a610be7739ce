"""Lines of a laboratory report and of vital signs: PLT 250 K/µL, TSH 6.1 (H), AST/ALT 22/25 U/L, SpO2 97% RA."""

import re

from voiceedu.narration.text_normalization.en.military_times import read_bare_military
from voiceedu.narration.text_normalization.en.numbers import DECIMAL, decimal
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_FLAGS = {"H": "high", "L": "low", "HH": "critically high", "LL": "critically low"}
_SCALES = {"k": "thousand", "m": "million"}
_PER_VOLUME = r"(?= ?/ ?(?:[µu]L|mcL|cmm|mm[3³])(?!\w))"
_TEST = r"(?:(?!SBP|DBP|BP)[A-Z]{2}[A-Za-z]{0,3}|Cr|Hgb|Hct|Hb|Na|Cl|Ca|Glu)"


_FLAGGED = (
    "Hgb|Hct|Hb|WBC|RBC|PLT|Plts?|MCV|MCHC?|RDW|ANC|Na|K|Cl|CO2|HCO3|BUN|Cr|Creat|Creatinine|Glu|Glucose|Ca|Calcium|Mg|Phos|"
    "Alb|Albumin|TP|AST|ALT|ALP|Alk phos|T bili|LDH|CK|TSH|T4|fT4|T3|Fe|Ferritin|INR|PT|PTT|aPTT|ESR|CRP|(?:Hb)?A1[cC]|"
    "LDL|HDL|TG|B12|Vit(?:amin)? D|e?GFR|BNP|PSA|Sodium|Potassium|Lactate|Uric acid"
)
"""Tests whose values have a bare letter as a flag: Hgb 10.9 L. Elsewhere an L is liters."""
_PICTURE = re.compile(r"\b(?:fig(?:ure)?|table|part|panel)s?\.? \d+$", re.IGNORECASE)


def _read_flag(match: re.Match[str]) -> str | None:
    if _PICTURE.search(match.string[: match.start()]):
        return None
    return f", {_FLAGS[match['flag']]}"


def _read_cells(match: re.Match[str]) -> str:
    return f"{decimal(match['number'])} {_SCALES[match['scale'].lower()]}"


RULES: tuple[Rule, ...] = (
    says(
        "age and sex",
        r"(?<![\w.,-])(?<!at )(?<!to )(?<!of )(?<!is )(?<!than )(?P<amount>\d{1,3}) ?(?P<sex>[MF])"
        r"(?= (?:w/|who|c/o|h/o|s/p|presents|presenting|complains|admitted|reports)(?!\w))",
        lambda match: f"{decimal(match['amount'])} year old {'male' if match['sex'] == 'M' else 'female'}",
    ),
    rewrites("slashes between values", r"(?<=\d) / (?=[A-Z])", ", "),
    rewrites("bars between values", r"\s+\|+\s+", ", "),
    says(
        "cells in thousands and millions",
        rf"(?<![\w.,])(?P<number>{DECIMAL}) ?(?P<scale>[KkM]){_PER_VOLUME}",
        _read_cells,
    ),
    says(
        "platelets in thousands",
        rf"\b(?:[Pp]lts?|PLTs?|[Pp]latelets?)(?: count)?:? (?:of |is |was |[<>≥≤] ?)?"
        rf"(?P<said>(?P<number>{DECIMAL}) ?(?P<scale>[Kk]))(?!\w)",
        _read_cells,
    ),
    rewrites(
        "two tests with two values",
        rf"(?<![\w/])(?P<first>{_TEST}) ?/ ?(?P<last>{_TEST})(?P<joint>:? (?:is |was |of )?)"
        rf"(?P<low>{DECIMAL}) ?/ ?(?P<high>{DECIMAL})(?![\w/]|[.,]\d)",
        r"\g<first> and \g<last>\g<joint>\g<low> and \g<high>",
    ),
    says("flags of a value", rf"(?<=[\d\w%{SAID}]) ?\((?P<flag>HH?|LL?)\)(?=\s*(?:[,;.|\[(]|$))", _read_flag),
    says(
        "flags after a range",
        r"(?<=\d\)) (?P<flag>HH?|LL?)(?=\s*(?:[,;.|]|$))",
        lambda match: f", {_FLAGS[match['flag']]}",
    ),
    says(
        "flags after a value",
        rf"\b(?:{_FLAGGED})\b:? (?:{DECIMAL})(?: ?%| ?[\w^³µ]+(?:/[\w^³µ]+)+)?(?P<said> (?P<flag>HH?|LL?))"
        r"(?=\s*(?:[,;|(\[]|$))",
        _read_flag,
    ),
    rewrites(
        "values of a blood gas",
        r"\b([AV]BG:? 7\.\d\d)((?:/\d{1,3}(?:\.\d)?){2,4})(?![\w/])",
        lambda match: match[1] + match[2].replace("/", ", "),
    ),
    rewrites("slashes between named values", r"(?<=\d) ?/ ?(?=(?:[pP]?C?O2|HCO3|BE|SaO2|Sat)\b)", ", "),
    rewrites("a lipoprotein", r"\bLp ?\(a\)", "LP A"),
    says("normal values", r"(?<!\w)(?:nl|NL)(?=:? ?[\d<>≤≥])", "normal"),
    says(
        "times after a date",
        r"(?:(?<=\d/\d\d)|(?<=/\d{4})) (?P<said>(?P<hour>0\d|1[0-8]|2[1-3])(?P<minute>[0-5]\d))(?=\s*(?:[,;.)]|$))",
        read_bare_military,
    ),
    says(
        "reference ranges",
        r"(?<!\w)ref\.?(?!: \d{1,2}\.?$)(?=:? ?[\d<>≤≥]| (?:range|value|interval)s?\b)",
        "reference",
        ignore_case=True,
    ),
    rewrites("per field", r" ?/ ?(?=[hl]pf(?!\w))", " per ", ignore_case=True),
    says("fields of high power", r"(?<=per )hpf(?!\w)", "high power field", ignore_case=True),
    says("fields of low power", r"(?<=per )lpf(?!\w)", "low power field", ignore_case=True),
    says(
        "temperatures",
        r"(?<![\w.-])T(?=:? ?[<>≥≤]? ?(?:3\d|4[0-2]|9\d|10\d)(?:\.\d)? ?(?:°|º|[FC]\b)"
        r"|:? ?[<>≥≤] ?(?:3[789]|9\d|10\d)(?:\.\d)?(?!\w|\.\d)|:? (?:3[5-9]|4[01]|9[4-9]|10[0-6])(?:\.\d)?\+(?![\w+]))",
        "temperature",
    ),
    says("oxygen through the nose", r"\bO[2₂]:? [^.;]{0,25}?(?P<said>NC)(?!\w)", "nasal cannula"),
    says("through the nose", r"(?:(?<=\d L )|(?<=LPM )|(?<=L/min )|(?<=via )|(?<=by ))NC(?!\w)", "nasal cannula"),
    rewrites("electrolytes in a liter", r"(?<= )(K|Na|KCl|NaCl|KPhos)/L(?!\w)", r"\1 per liter"),
    rewrites("views of an X-ray", r"((?:X-?[Rr]ay|XR)\b[^.;\d]*\d)[Vv](?!\w)", r"\1 views"),
    says("room air", r"(?<=%) (?:on )?RA(?![\w-])", " on room air"),
)
