"""Scores and other two numbers: pain 7/10, strength 4-/5, Apgar 8/9, 20/40, a 2/6 murmur, the 20-20 rule."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal, decimal
from voiceedu.narration.text_normalization.en.quantities import END, START, TO
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says


def _read_out_of(match: re.Match[str]) -> str | None:
    if float(match["score"]) > int(match["best"]):
        return None
    if match["best"] == "15" and _GIVEN.search(match.string[max(0, match.start() - 12) : match.start()]):
        return None
    low = f"{decimal(match['low'])} to " if match["low"] else ""
    return f"{low}{decimal(match['score'])} out of {cardinal(int(match['best']))}"


def _read_strength(match: re.Match[str]) -> str | None:
    return _read_out_of(match) if _STRENGTH.search(match.string) else None


_GIVEN = re.compile(r"\b(?:given|done|on|since|placed|removed|due|started|stopped|seen) $")
_TESTS = re.compile(r"\b(?:M-?CHAT|EPDS|PHQ-?9|GAD-?7|MMSE|MoCA|SLUMS|NIHSS|ESS|CAT|HAM-?D|AUDIT|DAST)\b")
_STRENGTH = re.compile(r"\b(?:strength|MRC|motor|MMT|EHL|[BLR][LU]Es?)\b|(?<![\w/.])5/5(?![\w/.])", re.IGNORECASE)


def _read_both(match: re.Match[str]) -> str:
    return f"{cardinal(int(match['left']))} {cardinal(int(match['right']))}"


_SCORE = (
    r"score[sd]?|IPSS|QoL|quality of life|SHIM|IIEF|AUA(?:-SS)?|ESS|"
    r"pain|rat(?:ed|ing|e)|scale|strength|power|level|NRS|VAS|GCS|Apgar|grade|intensity|reflexes|pulses|"
    r"DTRs?|MMSE|MoCA|ODI|NDI|PHQ-?9|GAD-?7|Braden|Morse|Barthel|"
    r"PCS|TSK(?:-11)?|LANSS|DN4|BPI|PEG|BPP|KOOS|WOMAC|Berg|Tinetti|LEFS|RMDQ|SOAPP"
    r"(?:-R)?|COWS|CIWA|BDI|HADS|ISI|Epworth|FIM|"
    r"STOP-?BANG|STOP-Bang|CHADS\d?|CHA2DS2-VASc|HAS-BLED|Wells|CURB-65|qSOFA|ASA|murmur|SEM|"
    r"RPE|Borg|Aldrete|SLUMS|FLACC|[BLTPON]I?-RADS"
)
_BETWEEN = "level|score|scale|of|is|was|at|a|an|about|around|or|from|by|to|were|are|in|the|legs?|arms?"
_SCORED = rf"\b(?:{_SCORE})(?:\s(?:{_BETWEEN})\b)*\s?[:= ]\s?"
_POINTS = rf"(?:(?P<low>\d{{1,2}}){TO})?(?P<score>\d{{1,2}}(?:\.\d)?) ?/ ?"
_MUSCLES = "grip|EHL|quads?|dorsiflexion|plantarflexion|biceps|triceps|deltoids?"

RULES: tuple[Rule, ...] = (
    says("rules of two numbers", rf"{START}(?P<left>\d{{1,2}})[/-](?P<right>\d{{1,2}})(?= rule\b)", _read_both),
    says(
        "murmurs",
        rf"{START}(?P<low>)(?P<score>[1-6]) ?/ ?(?P<best>6)"
        r"(?= (?:SEM|HSM|SM|DM|systolic|diastolic|holosystolic|murmur)\b)",
        _read_out_of,
    ),
    rewrites("a score to another", r"(?<![\w/.])(\d{1,2}) ?/ ?10 ?[-–—] ?(?=\d{1,2} ?/ ?10(?!\w|[.,]\d))", r"\1-"),
    says(
        "strength of a muscle",
        rf"{START}(?P<score>[0-5])(?P<sign>[+−–-]) ?/ ?(?P<best>[45])(?![\w/])",
        lambda match: (
            f"{cardinal(int(match['score']))} {'plus' if match['sign'] == '+' else 'minus'} "
            f"out of {cardinal(int(match['best']))}"
        ),
    ),
    says(
        "two scores of a newborn",
        r"\bApgars?(?: scores?)?(?: of| were| was|:)? (?P<said>(?P<left>\d{1,2}) ?/ ?(?P<right>\d{1,2}))"
        r"(?![\w/]| (?:at|@) \d)",
        lambda match: f"{cardinal(int(match['left']))} and {cardinal(int(match['right']))}",
        ignore_case=True,
    ),
    rewrites(
        "three numbers that are no date",
        rf"{START}(1[3-9]|[2-9]\d)/(1[3-9]|[2-9]\d)/(\d{{2}})(?![\w/%]|[.,]\d| ?(?:mg|mcg|units))",
        r"\1, \2, \3",
    ),
    rewrites(
        "numbers of several parts",
        rf"{START}\d{{1,3}}(?:(?:/-?\d{{1,3}}){{3,}}|/(?:3[2-9]|[4-9]\d|\d{{3}})/-?\d{{1,3}})"
        r"(?![\w/%]|[.,]\d| ?(?:mg|mcg|units))",
        lambda match: match[0].replace("/", ", "),
    ),
    says(
        "a score of a test named elsewhere",
        rf"{START}(?P<low>)(?P<score>\d{{1,2}}) ?/ ?(?P<best>2[0147]|30|42|52){END}",
        lambda match: _read_out_of(match) if _TESTS.search(match.string) else None,
    ),
    says(
        "scores out of ten",
        rf"{START}{_POINTS}(?P<best>10|15|100){END}(?! of\b)(?! ?(?:mc?g|g|mL|ml|units?|U)\b)",
        _read_out_of,
    ),
    says(
        "scores",
        rf"{_SCORED}(?P<said>{_POINTS}(?P<best>\d{{1,2}})){END}",
        _read_out_of,
        ignore_case=True,
    ),
    says("eyesight", rf"{START}(?P<left>20)/(?P<right>\d{{2,3}}){END}", _read_both),
    says(
        "scores before their name",
        rf"{START}{_POINTS}(?P<best>\d{{1,2}})"
        rf"(?= (?:strength|power|score|reflexes|pulses|{_MUSCLES})\b)",
        _read_out_of,
    ),
    says("strengths elsewhere", rf"{START}(?P<low>)(?P<score>[0-5]) ?/ ?(?P<best>5){END}(?! of\b)", _read_strength),
)
