"""Lines of a laboratory report and of vital signs: PLT 250 K/µL, TSH 6.1 (H), AST/ALT 22/25 U/L, SpO2 97% RA."""

import re

from voiceedu.narration.text_normalization.en import lab_flags
from voiceedu.narration.text_normalization.en.military_times import read_bare_military
from voiceedu.narration.text_normalization.en.numbers import DECIMAL, decimal
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_SCALES = {"k": "thousand", "m": "million"}
_PER_VOLUME = r"(?= ?/ ?(?:[µu]L|mcL|cmm|mm[3³])(?!\w))"
_TEST = r"(?:(?!SBP|DBP|BP)[A-Z]{2}[A-Za-z]{0,3}|Cr|Hgb|Hct|Hb|Na|Cl|Ca|Glu)"


def _read_cells(match: re.Match[str]) -> str:
    return f"{decimal(match['number'])} {_SCALES[match['scale'].lower()]}"


_URINE = re.compile(r"\bUA\b|\bCSF\b|\bU/A\b|[Uu]rinalysis|\bUrine\b")
_OF_URINE = {
    "prot": "protein",
    "glu": "glucose",
    "ket": "ketones",
    "nit": "nitrite",
    "bact": "bacteria",
    "pos": "positive",
    "neg": "negative",
    "tr": "trace",
    "bld": "blood",
    "leuk": "leukocytes",
    "leuks": "leukocytes",
}

_OF_A_LAB = re.compile(r"\b(?:A1[cC]|INR|PSA|TSH|LDL|HDL|Hgb|Hb|Cr|e?GFR|ESR|CRP|WBC|CEA|ferritin)\b")

RULES: tuple[Rule, ...] = (
    rewrites(
        "a blood count by its signs",
        r"\b(CBC:? ?)(\d+(?:\.\d+)?) ?[>\\] ?(\d+(?:\.\d+)?) ?/ ?(\d+(?:\.\d+)?) ?[</] ?(\d{2,3})(?![\w/]|\.\d)",
        r"\1\2, \3, \4, \5",
    ),
    rewrites(
        "a row of values",
        r"(?<![\w.,/])\d{1,3}(?:\.\d{1,2})?(?:/\d{1,3}(?:\.\d{1,2})?){3,}(?: ?< ?\d{2,3})?(?![\w/%]|[.,]\d)",
        lambda m: re.sub(r" ?[</] ?", ", ", m[0]) if "." in m[0] or "<" in m[0] else None,
    ),
    rewrites(
        "the day of a value",
        r"(?<=\d\.\d) ?\(((?:1[0-2]|[1-9])/(?:3[01]|[12]\d|[1-9]))\)",
        lambda m: f" (on {m[1]})" if _OF_A_LAB.search(m.string) else None,
    ),
    rewrites(
        "two values of a list",
        r"(?<=\d) ?/ ?(?=(?:eGFR|GFR|BUN|Cr|Hct|Hgb|Plt|PTT|INR|LDL|HDL|TG|HR|RR|SpO2)\b:? ?[<>≥≤]? ?\d)",
        ", ",
    ),
    says(
        "age and sex",
        r"(?<![\w.,-])(?<!at )(?<!to )(?<!of )(?<!is )(?<!than )(?P<amount>\d{1,3}) ?(?P<sex>[MF])"
        r"(?= (?:w/|who|c/o|h/o|s/p|presents|presenting|complains|admitted|reports)(?!\w))",
        lambda match: f"{decimal(match['amount'])} year old {'male' if match['sex'] == 'M' else 'female'}",
    ),
    rewrites("slashes between values", r"(?<=\d) / (?=[A-Z])", ", "),
    rewrites(
        "reference ranges with a point",
        r"\b((?i:ref|reference(?: range)?|range|normal)[.:]? (?:<?\d+\.\d+)) ?[-–] ?(?=\d+(?:\.\d+)?(?:[);,]|$))",
        r"\1 to ",
    ),
    rewrites(
        "powers that have lost their place",
        r"(?<=\d) ?[x×] ?10(?P<power>3|6|9|12) ?/ ?(?=(?:L|mcL|mcl|[µu]L|mL|mm[3³])(?!\w))",
        r" × 10^\g<power>/",
    ),
    rewrites("bars between values", r"\s+\|+\s+", ", "),
    rewrites(
        "ranges of cells",
        rf"(?<![\w.,])({DECIMAL}) ?[-–] ?(?=(?:{DECIMAL}) ?[KkM]{_PER_VOLUME})",
        r"\1 to ",
    ),
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
        rf"(?P<low>{DECIMAL}) ?/ ?(?P<high>{DECIMAL})(?![\w/:]|[.,]\d)",
        r"\g<first> and \g<last>\g<joint>\g<low> and \g<high>",
    ),
    *lab_flags.RULES,
    rewrites(
        "values of a blood gas",
        r"\b([AV]BG:? 7\.\d\d)((?:/\d{1,3}(?:\.\d)?){2,4})(?![\w/])",
        lambda match: match[1] + match[2].replace("/", ", "),
    ),
    rewrites("slashes between named values", r"(?<=\d) ?/ ?(?=(?:[pP]?C?O2|HCO3|BE|SaO2|Sat)\b)", ", "),
    rewrites("a lipoprotein", r"\bLp ?\(a\)", "LP A"),
    says("normal values", r"(?<!\w)(?:nl|NL)(?=:? ?[\d<>≤≥])|(?<=[a-z\d] )nl(?=[;,.)]|$)", "normal"),
    says(
        "times after a date",
        r"(?:(?<=\d/\d\d)|(?<=/\d{4})|(?<=, 20\d\d)|\b(?i:collected|received|drawn|resulted|reported|verified|taken)"
        r"(?: at)?:?) (?P<said>(?P<hour>0\d|1[0-8]|2[1-3])(?P<minute>[0-5]\d))(?=\s*(?:[,;.)]|$))",
        read_bare_military,
    ),
    says(
        "reference ranges",
        r"(?<!\w)ref\.?(?!: \d{1,2}\.?$)(?=:? ?[\d<>≤≥]| (?:range|value|interval)s?\b)",
        "reference",
        ignore_case=True,
    ),
    rewrites(
        "titers", r"\b((?:ANA|RPR|ASO|VDRL|[Tt]iters?)\b[^.;]{0,15}?(?<!\d))1 ?: ?(?=\d{2,5}(?![\d:]))", r"\g<1>1 to "
    ),
    says(
        "a test that finds nothing",
        r"\b(?:Ab|Ag|Ag/Ab|[Ss]Ag|HBsAg|sAb|cAb|HBcAb|RPR|VDRL|HIV|HCV|TPPA)[: ]+(?P<said>NR)(?!\w)",
        "non-reactive",
    ),
    rewrites("two findings", r"(?<!\w)([Nn]eg|[Pp]os|[Nn]egative|[Pp]ositive)\.? ?/ ?(?=(?:[Nn]eg|[Pp]os))", r"\1, "),
    says(
        "words of a urine test",
        r"(?<!\w)(?P<said>(?:prot|glu|ket|nit|bact|pos|neg|tr|bld|leuks?)\b)(?=[ :,;]|\.?$)(?! ?\+)",
        lambda match: _OF_URINE[match["said"]] if _URINE.search(match.string) else None,
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
    says(
        "through the nose",
        r"(?:(?<=\d L )|(?<=\dL )|(?<=LPM )|(?<=L/min )|(?<=via )|(?<=by ))NC(?!\w)",
        "nasal cannula",
    ),
    rewrites("electrolytes in a liter", r"(?<= )(K|Na|KCl|NaCl|KPhos)/L(?!\w)", r"\1 per liter"),
    rewrites("views of an X-ray", r"((?:X-?[Rr]ay|XR)\b[^.;\d]*\d)[Vv](?!\w)", r"\1 views"),
    rewrites("a virus and its illness", r"\bHIV ?/ ?AIDS\b", "HIV and AIDS"),
    rewrites("two viruses", r"\b(HIV|HSV|HTLV)-?1/2(?![\w/])", r"\1 1 and 2"),
    rewrites("room air in brackets", r"(?<=%) ?\(RA\)", " on room air"),
    says("room air", r"(?<=%) (?:on )?RA(?![\w-])", " on room air"),
)
