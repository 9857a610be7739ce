"""Abbreviations of the language and of a chart: e.g., approx., Dr., w/o, No. 5."""

import re

from voiceedu.narration.text_normalization.en import ages, chart_words, discharge
from voiceedu.narration.text_normalization.en.numbers import year
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
    says(
        "patients",
        r"(?<![\w/])[Pp]t\.?(?= (?:is|was|has|had|will|may|can|should|must|to|reports?|denies|states|tolerated|needs?|"
        r"who|with|education|instructed|signature|name|initials|presents?|states|discharged|seen|d/c)\b)",
        "patient",
    ),
    says("of patients", r"\b[Pp]t(?=['’]s\b)", "patient"),
    says("estimates", r"\b[Ee]st\.(?= (?:[A-Z]|\$))|(?<=\()est\.(?=\))", "estimated"),
    says("as tolerated", rf"\b(?:as|if|when|to) (?P<said>tol\b{ABBREVIATION_DOT})", "tolerated"),
    says("in the care of", r"(?<![\w/])c/o(?= (?:the )?(?:Mrs?|Ms|Miss|Dr|Prof)\b)", "care of", ignore_case=False),
    says("pages", rf"(?<![\w/])(?<!\d )[Pp]g(?P<many>s?)\.? ?(?=[\d{SAID}])", r"page\g<many> "),
    says("joints", rf"(?<![\w/.])jt(?P<many>s?)(?!\w){ABBREVIATION_DOT}", r"joint\g<many>"),
    rewrites("packs a day that touch their number", r"(?<=\d)ppd(?!\w)", " ppd"),
    says("packs a day", r"(?<![\w.,/])(?P<number>1 |1/2 |½ ?|0?\.5 )(?P<said>ppd)(?!\w)", "pack per day"),
    says("several packs a day", rf"(?<=[\d½{SAID}] )ppd(?!\w)", "packs per day"),
    says("mornings", r"\b[Tt]he (?P<said>AM)(?= (?:of|before|after)\b)", "morning"),
    says("a share of insurance", rf"(?<=[%{SAID}] )coins\b\.?(?=[,;)]| after\b| of\b|\.?$)", "coinsurance"),
    says("the most that is paid", r"\b(?:OOP|out-of-pocket|[Dd]ed\.?|deductible) (?P<said>max)(?=[,;.)]|$)", "maximum"),
    says("least blood", r"\bEBL:? (?P<said>min)\b(?=\.|,|;|$)", "minimal"),
    says("patients at the end", r"\b(?:with|w/|d/w|by|the) (?P<said>pt)(?=[,;)]|\.?$)", "patient"),
    says("ticked", r"√['’]d\b", "checked"),
    says("insurance", r"\b[Ii]ns\.(?= (?:ID|co|plan|policy|group|info|carrier|company)\b)", "insurance"),
    says(
        "insurance at the end",
        r"\b(?:[Bb]efore|[Aa]fter|[Ww]ithout|[Ww]ith|[Yy]our|[Nn]o|[Tt]hrough|by) (?P<said>ins\b\.?)(?=\)|[,;]|\.?$)",
        "insurance",
    ),
    says(
        "salts of a medicine",
        rf"(?<=[a-z]{{5}} )(?P<said>(?:succ|tart|maleate)\b\.)(?= (?:ER|XL|SR|IR|CR)\b|[ ,]*[{SAID}])",
        lambda match: {"s": "succinate", "t": "tartrate", "m": "maleate"}[match["said"][0]],
    ),
    says(
        "cancer",
        r"\b(?i:breast|lung|prostate|colon|cervical|ovarian|skin|bladder|kidney|renal|thyroid|liver|rectal|uterine) "
        r"(?P<said>[Cc]a\b\.?)(?= (?:screen|in|of|at|with|s/p|or|and|hx|history|risk)\b|[,;)]|\.?$)",
        "cancer",
    ),
    says("gradients of a valve", r"\b(?:[Mm]ean|[Pp]eak|[Mm]ax) (?P<said>grad\b\.?)", "gradient"),
    says("slices", r"(?:(?<=\b1 )|(?<=\bone ))sl\.(?= [a-z(])", "slice"),
    says("several slices", r"(?<=\d )sl\.(?= [a-z(])", "slices"),
    says("phones", r"\b[Pp]h\.(?= ?(?:number )?[#(+\d])", "phone"),
    says("temperatures of a place", r"\bTemp(?= \((?:rectal|oral|axillary|ear|forehead)\))", "temperature"),
    says("contractions", r"(?<!\w)ctx(?=s?\b)", "contractions"),
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
        rf"(?<=[{SAID}] )IN(?= (?:[x×] ?\d|q ?\d|once|PRN|STAT|daily|BID|[{SAID}])|[,;)]|\.?$)",
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
    says("after some time", r"(?<=[a-z] )p(?= (?:\d|MN\b|(?:use|meals?|procedure|surgery|midnight)\b))", "after"),
    says("and then call", rf"(?<=[\w{SAID}] )\+(?= (?:call|notify|page|tell)\b)", "and"),
    says(
        "years in short",
        rf"(?:\b(?i:lami|fusion|surgery|repair|replacement|stents?|ablation|microdisc|appy|chole|hyst|"
        rf"[Cc]lass of|[a-z]+(?:ectomy|otomy|plasty|scopy|desis)|fracture|fx|implant|biopsy) |"
        rf"(?<=[A-Z] )|(?<=\bquit )|(?<=\bsince )|(?<=\bin )|(?<=[({SAID}])|(?<=[{SAID}] ))"
        r"['’](?P<said>[012]\d)(?![\w'’])",
        lambda match: year(2000 + int(match["said"])),
    ),
    says(
        "years in short in brackets",
        r"(?<=[a-z] )['’](?P<said>[012]\d)(?=\))",
        lambda match: year(2000 + int(match["said"])),
    ),
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
    says(
        "number after its noun",
        r"\b(?i:phone|cell|fax|account|acct\.?|policy|ref|member|group) (?P<said>#)(?=\s[a-z])",
        "number",
    ),
    says("number of", r"(?<![\w#])#(?= (?:of|is|for|was)\b|:)", "number"),
    says(
        "the number",
        r"\b(?:[Tt]he|[Aa]|[Oo]ur|[Mm]y|[Hh]is|[Hh]er|[Tt]heir|[Yy]our|"
        r"[Tt]his|[Tt]hat|[Ee]ach) (?P<said>#)(?=\s|[,.;)]|$)",
        "number",
    ),
    says(
        "the number of something",
        r"\b(?i:phone|group|policy|account|acct\.?|cell|fax|claim|case|license|member|chart|tracking|contact|rx|lot)"
        r"(?P<said> ?#)(?! ?[\w#])",
        " number",
    ),
    says("a number in a list", r"(?:, (?:and |& ?)?|(?:and|&) )(?P<said>#)(?=[,.;)]|$)", "number"),
    says(
        "a number in short",
        r"\b(?i:phone|fax|account|acct\.?|policy|ID|ref|group|member|card|chart|room|cell|claim) "
        r"(?P<said>no\.)(?=[,;)]|$)",
        "number",
    ),
    says("a date of expiry", r"\b[Ee]xp\.?(?= dates?\b)", "expiration"),
    says(
        "a desk where one registers",
        r"\bReg\.(?= (?:opens|closes|starts|Desk|desk|Area|area|Office|office|Dept))",
        "registration",
    ),
    says("for each patient", r"(?<=[a-z]s)/pt(?!\w)", " per patient"),
    says("a password", r"(?<![\w/])(?:p/w|pw)(?=:| is\b)", "password"),
    says("a number to fill in", r"(?<=\b(?:ID|PH|Ph|ph))(?P<said> ?#)(?! ?\d)", " number"),
    says("streets before a word", r"(?<=[a-z] )St\.(?= [a-z])", "Street"),
    says("streets to turn at", r"\b(?:on|onto|at|to|off) (?:[A-Z][a-z]+ ){1,2}(?P<said>St)(?=[,;)]|\.?$)", "Street"),
    says("streets", r"^[^\d]*[a-z] (?P<said>St\.?)(?=,|\s*$|\s\()", "Street"),
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
