"""Findings, settings and sides of a record: heme −, CSF −; 0.3/0.4/0.3 V; 35 dB R, 40 dB L; IV/IT; a 47F with."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal
from voiceedu.narration.text_normalization.rules import ABBREVIATION_DOT, SAID, Rule, rewrites, says

_SIDES = {"R": "right", "L": "left"}
_SEXES = {"M": "male", "F": "female"}
_JERKS = {"A": "ankle", "K": "knee", "B": "biceps", "T": "triceps"}
_WINGS = {"N": "north", "S": "south", "E": "east", "W": "west"}
_FOUND = r"(?:(?<=[a-z]{4} )|(?<=[A-Z]{3} ))(?P<sign>[−–+])"
_SIGNED = re.compile(rf"{_FOUND}(?=[;,])")
_MEASURED = r"(?:dB|kg|lbs?|s|sec|cm|mm|°)"
_CURRENT = r"(?:k?Hz|mA|V|ms|µs|Ω|ohms)"


def _read_sign(match: re.Match[str]) -> str | None:
    """Return what was found. A dash at the end of a text is a finding only beside others."""
    is_last = not re.match("[;,]", match.string[match.end() :])
    if is_last and not _SIGNED.search(match.string):
        return None
    return "positive" if match["sign"] == "+" else "negative"


def _read_side_of_two(match: re.Match[str]) -> str | None:
    others = re.findall(rf"\d ?{_MEASURED} ([RL])(?!\w)", match.string)
    return f" {_SIDES[match['side']]}" if {"R", "L"} <= set(others) else None


def _read_age(match: re.Match[str]) -> str:
    return f"{cardinal(int(match['age']))} year old {_SEXES[match['sex']]}"


_ORDINALS = {"1": "first", "2": "second", "3": "third"}
RULES: tuple[Rule, ...] = (
    rewrites(
        "degrees of a burn",
        r"(?<![\w.])([123])°(?= (?:burns?|partial|full|superficial)\b)",
        lambda m: f"{_ORDINALS[m[1]]}-degree",
    ),
    rewrites("stages in short", r"(?<=[a-z] )st\.? ?(?=(?:I{1,3}|IV)[A-Ca-c]?(?!\w))", "stage "),
    rewrites("what was not found", rf"{_FOUND}(?=[;,]|\.?$)", _read_sign),
    rewrites(
        "values in a row",
        r"(?<![\w./])\d+\.\d+(?:/\d+\.\d+){2,}(?![\w/])",
        lambda match: match[0].replace("/", ", "),
    ),
    rewrites("settings beside one another", rf"(?<=\d)( ?{_CURRENT}) ?/ ?(?=\d+(?:\.\d+)? ?{_CURRENT}(?!\w))", r"\1, "),
    rewrites("two settings of one unit", rf"(?<![\w./])(\d+) ?/ ?(\d+)(?= ?{_CURRENT}(?!\w))", r"\1 and \2"),
    rewrites(
        "a side of a measure",
        rf"(?<=\d)(?P<unit> ?{_MEASURED}) (?P<side>[RL])(?=[,;/)]| ?/|\.?$)",
        lambda match: None if (side := _read_side_of_two(match)) is None else f"{match['unit']}{side}",
    ),
    rewrites("an active tip", r"(?<=mm )AT(?=[,;.)]|$)", "active tip"),
    rewrites(
        "into the spine beside other ways",
        r"(?<=(?:IV|IM|SC|SQ|ED)/)IT(?!\w)|(?<!\w)IT(?=/(?:IV|IM|SC|SQ|ED)(?!\w))",
        "intrathecal",
    ),
    says(
        "age and sex of a patient",
        r"\b(?:[Aa]|[Aa]n|[Tt]his|[Tt]he|pleasant|lovely|nice|healthy|obese|anxious|unfortunate) "
        r"(?P<said>(?P<age>\d{1,2})(?P<sex>[MF]))(?![\w°])(?! (?:fever|temp|heat|water|cable|cord))",
        _read_age,
    ),
    says(
        "age and sex before more of a patient",
        r"(?<!\w)(?!(?:of|at|to|is|was|than|over|above|below|under|temp|temperature|fever|about|around|near|from|and|or|by"
        r"|between|until|reaches|reached|hit)\b)[a-z]{3,} (?P<said>(?P<age>[1-8]\d|9[0-4])(?P<sex>[MF]))"
        r"(?=[,;]| (?:w/|with|who|s/p|c/o|in clinic)(?!\w))",
        _read_age,
    ),
    says("age and sex in brackets", r"(?<=\()(?P<said>(?P<age>[1-8]\d)(?P<sex>[MF]))(?=[),;])", _read_age),
    rewrites("understood", r"(?<![\w/])v/u(?![\w/])", "verbalized understanding"),
    rewrites("vital signs before a time", r"(?<!\w)VS(?= @)", "vital signs"),
    rewrites(
        "vital signs by hyphens",
        r"(?<![\w.])(\d{2,3}/\d{2,3})((?:-\d{2,3}(?:\.\d)?%?){2,4})(?![\w-])",
        lambda match: match[1] + match[2].replace("-", ", "),
    ),
    rewrites("with what it went", r"\b([Rr]esolved|[Ii]mproved|[Rr]elieved) c (?=[A-Za-z])", r"\1 with "),
    rewrites("a headache beside a fever", r"(?<=\b[Ff]ever/)HA(?=[,;.)]|$)|(?<=N/V/)HA(?=[,;.)]|$)", "headache"),
    rewrites(
        "a side after ribs",
        r"\b((?:blocks?|ribs?|levels?|[CTLS]\d{1,2}[–-]\d{1,2})) ([RL])(?=[,;]|\.?$)",
        lambda match: f"{match[1]} {_SIDES[match[2]]}",
    ),
    rewrites(
        "a side after numbered ribs",
        r"\b((?:[Bb]locks?|[Rr]ibs?|[Ll]evels?) \d{1,2}(?:[–-]\d{1,2})?) ([RL])(?=[,;]|\.?$)",
        lambda match: f"{match[1]} {_SIDES[match[2]]}",
    ),
    rewrites("nerves in short", r"(?<=[a-z]{6}) n\. (?=PRF|RF|inj|stim|root|decomp)", " nerve "),
    rewrites("what a magnet allows", r"\bMRI cond\.(?= |$)", "MRI conditional"),
    rewrites("one magnet or another", r"(?<![\w.])(1\.5) ?/ ?(3(?:\.0)?) ?T(?!\w)", r"\1 or \2 T"),
    rewrites(
        "months of an illness", r"(?<![\w./-])(1[3-9]|2\d|30|36)/12(?= (?:of|hx|history|ago|duration)\b)", r"\1 months"
    ),
    rewrites("a review", r"(?<!\w)RV (?=\d{1,2}(?:-\d{1,2})?/(?:7|12|52)(?!\d))", "review in "),
    rewrites(
        "jerks of a side",
        r"(?<!\w)(?P<jerk>[AKBT])J (?P<side>[RL])(?=[,;.]|$)",
        lambda match: f"{_JERKS[match['jerk']]} jerk on the {_SIDES[match['side']]}",
    ),
    rewrites("a headache by its score", r"(?<!\w)HA(?=:? (?:\d{1,2}/10|score))", "headache"),
    rewrites("vital signs before a pressure", r"(?<!\w)VS:? (?=\d{2,3}/\d{2,3}(?!\d))", "vital signs "),
    rewrites(
        "a wing that one is sent to",
        r"\b((?:[Aa]dmit|[Tt]ransfer|[Mm]ove)(?:t?ed|red|d)? to \d{1,2})(?P<wing>[NSEW])(?!\w)",
        lambda match: f"{match[1]} {_WINGS[match['wing']]}",
    ),
    rewrites("intakes and outputs", r"(?<![\w/])I/Os(?!\w)", "intakes and outputs"),
    rewrites("days after an operation", r"(?<!\w)POD#?(?=\d)", "POD "),
    rewrites("sides of a stent", r"(?<=\d\.\d\d)[x×](?=\d)|(?<=\d\.\d)[x×](?=\d)", " by "),
    says("veins of an elbow", r"(?<=\dG )(?P<side>[RL]) AC(?!\w)", lambda match: f"{_SIDES[match['side']]} A C"),
    says("clearance of a dialysis", r"(?<!\w)Kt/V(?!\w)", "K T over V"),
    says("units that form colonies", r"(?<!\w)CFU ?/ ?m[lL](?!\w)", "C F U per milliliter"),
)
WORD_RULES: tuple[Rule, ...] = (
    says(
        "cancer",
        r"\b(?i:breast|lung|prostate|colon|cervical|ovarian|skin|bladder|kidney|renal|thyroid|liver|rectal|uterine) "
        r"(?P<said>[Cc]a\b\.?)(?= (?:screen|in|of|at|with|s/p|or|and|hx|history|risk)\b|[,;)]|\.?$)",
        "cancer",
    ),
    says(
        "cancer with its stage",
        rf"\b[Ss]tage (?:[{SAID}]|I{{1,3}}|IV|[1-4])[A-Ca-c\d]{{0,2}} (?P<said>[Cc]a)(?=[,;).]|$| of )",
        "cancer",
    ),
    says("without a break", rf"(?<=[{SAID}] )cont\b{ABBREVIATION_DOT}(?= ?[,;)]| x\b|\.?$)", "continuous"),
    says("strong forms", r"\b(?:[Ee]xtra|[Rr]egular|[Mm]ax|[Dd]ouble) (?P<said>[Ss]tr\b\.?)(?=[ ,;)])", "Strength"),
    says(
        "severe findings",
        r"(?<![\w-])(?P<first>[Ss])ev\.?"
        r"(?= (?:pain|HA|headaches?|nausea|N/V|itching|stenosis|spasms?|OA|DJD|disease|cramps?)\b)",
        lambda match: f"{match['first']}evere",
    ),
)
