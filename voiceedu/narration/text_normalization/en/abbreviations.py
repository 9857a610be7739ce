"""Abbreviations of the language and of a chart: e.g., approx., Dr., w/o. The table is `abbreviations.tsv`."""

import re

from voiceedu.narration.text_normalization.en import (
    ages,
    chart_words,
    discharge,
    findings,
    insurance,
    number_signs,
    patients,
    smoking,
    streets,
    years,
)
from voiceedu.narration.text_normalization.rules import ABBREVIATION_DOT, SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_table

_WORDS = {written.casefold(): words for written, words in read_table(__package__, "abbreviations.tsv")}
_DOTTED = [form for form in _WORDS if form.endswith(".")]
_ALSO_WORDS = {
    "caps.",
    "co.",
    "eg.",
    "est.",
    "fig.",
    "figs.",
    "ie.",
    "max.",
    "min.",
    "mr.",
    "mrs.",
    "ms.",
    "pt.",
    "rev.",
    "tabs.",
    "temp.",
    "vol.",
}
"""Not read as abbreviations at the end of a sentence, where the dot may be a stop alone: "Remove the caps."."""
_LETTERS_AND_TITLES = ("MR.", "MS.", "DR.")
"""In capitals a title only before a name: MS and MR are an illness and an image too."""
_LETTERS_TOO = ("AMT", "CF", "IE", "MSG", "PTS")
"""In capitals, within small letters, an illness, a gene or a spice: "msg" is a message, MSG is not."""
_HAS_SMALL = re.compile("[a-z]{3}")
_AT_END = [form[:-1] for form in _DOTTED if form not in _ALSO_WORDS]
_PLAIN = [form for form in _WORDS if not form.endswith((".", "/"))]
_MORE = rf"(?=[\s,;:)+&@×→↑↓’'\"”$€£<>≤≥~-]*[\w{SAID}(])"


def _read(match: re.Match[str]) -> str | None:
    written = match["said"]
    if written.rstrip(".") in _LETTERS_TOO and _HAS_SMALL.search(match.string):
        return None
    if written in _LETTERS_AND_TITLES and not re.match(" [A-Z]", match.string[match.end("said") :]):
        return None
    return _WORDS[written.casefold()]


def _read_at_end(match: re.Match[str]) -> str | None:
    if match["said"] in _LETTERS_TOO and _HAS_SMALL.search(match.string):
        return None
    return _WORDS[match["said"].casefold() + "."]


def _read_title(match: re.Match[str]) -> str:
    return _WORDS[f"{match['said'].casefold()}."]


def _read_extreme(match: re.Match[str]) -> str:
    return f"{match['said']}imum"


_PERIODS = {
    "wk": "week",
    "mo": "month",
    "hr": "hour",
    "min": "minute",
    "sec": "second",
    "yr": "year",
    "d": "day",
    "h": "hour",
}

RULES: tuple[Rule, ...] = (
    *chart_words.RULES,
    says("both titles", r"\bMr\.? ?/ ?(?:Mrs|Ms)\b\.?(?= [A-Z]|[,;:)]|$)", "Mister or Misses"),
    says("fatty acids", r"\b[Oo]mega-(?P<said>3s)\b", "threes"),
    says("titles without a dot", r"\b(?P<said>Mr|Mrs|Ms|Dr)(?= [A-ZÀ-ÖØ-Þ]|/(?:Mrs?|Ms|Miss|Dr)\b)", _read_title),
    *ages.RULES,
    *patients.RULES,
    says("estimates", r"\b[Ee]st\.(?= (?:[A-Z]|\$))|(?<=\()est\.(?=\))", "estimated"),
    says("as tolerated", rf"\b(?:as|if|when|to) (?P<said>tol\b{ABBREVIATION_DOT})", "tolerated"),
    says("in the care of", r"(?<![\w/])c/o(?= (?:the )?(?:Mrs?|Ms|Miss|Dr|Prof)\b)", "care of", ignore_case=False),
    says("pages", rf"(?<![\w/])(?<!\d )[Pp]g(?P<many>s?)\.? ?(?=[\d{SAID}])", r"page\g<many> "),
    says("joints", rf"(?<![\w/.])jt(?P<many>s?)(?!\w){ABBREVIATION_DOT}", r"joint\g<many>"),
    *smoking.PACK_RULES,
    says("mornings", r"\b[Tt]he (?P<said>AM)(?= (?:of|before|after)\b)", "morning"),
    *insurance.RULES,
    says("least blood", r"\bEBL:? (?P<said>min)\b(?=\.|,|;|$)", "minimal"),
    says("ticked", r"√['’]d\b", "checked"),
    says(
        "salts of a medicine",
        rf"(?<=[a-z]{{5}} )(?P<said>(?:succ|tart|maleate)\b\.)(?= (?:ER|XL|SR|IR|CR)\b|[ ,]*[{SAID}])",
        lambda match: {"s": "succinate", "t": "tartrate", "m": "maleate"}[match["said"][0]],
    ),
    *findings.WORD_RULES,
    says("gradients of a valve", r"\b(?:[Mm]ean|[Pp]eak|[Mm]ax) (?P<said>grad\b\.?)", "gradient"),
    says("slices", r"(?:(?<=\b1 )|(?<=\bone ))sl\.(?= [a-z(])", "slice"),
    says("several slices", r"(?<=\d )sl\.(?= [a-z(])", "slices"),
    says("phones", r"\b[Pp]h\.(?= ?(?:number )?[#(+\d])", "phone"),
    says("temperatures of a body", rf"\b[Bb]ody[- ](?P<said>temp\b{ABBREVIATION_DOT})", "temperature"),
    says("temperatures of a place", r"\bTemp(?= \((?:rectal|oral|axillary|ear|forehead)\))", "temperature"),
    says("contractions", r"(?<!\w)ctx(?=s?\b)", "contractions"),
    says("predicted first", rf"(?<=\()pred\.(?= [\d{SAID}])", "predicted"),
    says("in total", rf"(?<=[\d{SAID}] )tot\b\.?(?=[,;)]|\.?$)", "total"),
    says("predicted", rf"(?<=[%{SAID}] )pred\b\.?(?=[),;.]|$)", "predicted"),
    says("a gallon", r"\b[Aa] (?P<said>gal\b\.?)(?= (?:of|jug)\b)", "gallon"),
    says("continued", r"\b[Cc]ont(?:['’]d)?\.?(?= (?:on|from)\b)", "continued"),
    says("equal doses", rf"\b[Mm]orphine (?P<said>eq(?:uiv)?(?!\w){ABBREVIATION_DOT})", "equivalent"),
    says(
        "temperatures",
        rf"\b[Tt]emp\.?(?=:? ?[<>≥≤{SAID}]|:?\s+(?:[a-z]+ than|at least|over|above|below|under|of)\b)",
        "temperature",
    ),
    says(
        "sugar in the blood",
        rf"\bBS(?=:? ?[<>≥≤=\d{SAID}]|:?\s+(?:is|was|at|of|levels?|checks?|log|less|more|at least)\b)",
        "blood sugar",
    ),
    says("sides in turn", r"\b[Aa]lt\.(?= (?:nostrils?|sides?|arms?|legs?|sites?|days?)\b)", "alternating"),
    says(
        "into the nose",
        rf"(?<=[{SAID}] )IN(?= (?:[x×] ?\d|q ?\d|once|if|PRN|STAT|daily|BID|[{SAID}])|[,;)]|\.?$)",
        "into the nose",
    ),
    says("expires", rf"\b[Ee]xp\b(?=:? ?[\d{SAID}])", "expires"),
    says(
        "grades",
        rf"\bGr\.(?= (?:\d|I{{1,3}}V?\b|[{SAID}]))"
        r"|\b[Gg]r\.?(?= (?:[1-5]|I{1,3}V?)(?:[-–/][2-5])? (?:sprain|strain|tear|ulcer|antero|retro|spondy|listhesis|"
        r"lacerat|chondro|murmur|varices|hemorrhoid|esophagitis|hydroneph|reflux|glioma|partial))",
        "grade",
    ),
    says("international", r"\b[Ii]nt['’]l\b\.?", "international"),
    says(
        "after some time",
        rf"(?:(?<=[a-z] )|(?<=\d )|(?<=\()|(?<=[{SAID}] ))p"
        rf"(?= (?:[\d{SAID}]|MN\b|PT\b|number \d|1st\b|2nd\b|3rd\b|each\b(?! \w)|"
        r"(?:(?:each|every|same|the|a|any) )?(?:use|meals?|procedure|surgery|midnight|inj|"
        r"food|sutures?|stitches|IV|contrast|cast|birth|delivery|chemo|HD|dialysis|discharge|d/c|"
        r"breakfast|lunch|dinner|supper|shower|exercise|void\w*)\b))",
        "after",
    ),
    says("and then call", rf"(?<=[\w{SAID}] )\+(?= (?:call|notify|page|tell)\b)", "and"),
    *years.SHORT_RULES,
    rewrites("hepatitis", r"\b([Hh])ep\. (?=[A-E]\b)", r"\1epatitis "),
    says("vitamins", r"\b[Vv]it\.?(?= [A-EK]\d{0,2}\b)", "vitamin"),
    rewrites("weight bearing", r"\b[Ww]t\.?(?=-(?:bearing|based|adjusted)\b)", "weight"),
    says(
        "greatest and least",
        r"\b(?P<said>[Mm]ax|[Mm]in)"
        r"(?= ?[$£€]| (?:dose|daily|of|amount|strength|rate|per|APAP|acetaminophen|Tylenol|ibuprofen)\b)",
        _read_extreme,
    ),
    says("admitted", r"\bAdm(?=:)", "admitted"),
    *number_signs.WORD_RULES,
    says("a date of expiry", r"\b[Ee]xp\.?(?= dates?\b)", "expiration"),
    says(
        "a desk where one registers",
        r"\bReg\.(?= (?:opens|closes|starts|Desk|desk|Area|area|Office|office|Dept))",
        "registration",
    ),
    says("a password", r"(?<![\w/])(?:p/w|pw)(?=:| is\b)", "password"),
    *streets.RULES,
    says(
        "months and days of a rate",
        rf"\b(?:per|each|every|a|an|this|last|next|past|following|first|1st)\s(?P<said>{any_of(_PERIODS)})\b\.?",
        lambda match: _PERIODS[match["said"]],
    ),
    rewrites("weeks by their number", r"(?<!\d )\b([Ww])k(s?)\.? (?=\d)", r"\1eek\2 "),
    *discharge.RULES,
    says("abbreviations with a dot", rf"(?<![\w./&-])(?P<said>{any_of(_DOTTED)}){_MORE}", _read, ignore_case=True),
    says(
        "abbreviations at the end", rf"(?<![\w./&-])(?P<said>{any_of(_AT_END)})(?=\.)", _read_at_end, ignore_case=True
    ),
    says("abbreviations", rf"(?<![\w./&{SAID}-])(?P<said>{any_of(_PLAIN)})(?![\w/&'’-]|\.\w)", _read, ignore_case=True),
)
