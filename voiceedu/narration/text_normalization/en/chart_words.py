"""Short words of a chart that mean something else elsewhere: VS stable, BG 120, FWW for walking, NPO DOS, abd 90°."""

import re

from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_BEFORE_SURGERY = re.compile(
    r"\b(?:hold|take|stop|skip|arrive|bring|shower|eat|drink|wear|remove|NPO|fast\w*|meds?)\b"
    r"|\b(?:morning|AM|night|be here|come)\b|\b[ap]\.? ?m\.",
    re.IGNORECASE,
)


def _read_movement(match: re.Match[str]) -> str:
    return {"f": "flexion", "e": "extension"}[match["said"][0].lower()]


def _read_other_movement(match: re.Match[str]) -> str | None:
    """Return the turn of a limb in a text about its movement: abd 90°, ER 45°. An ER is a department elsewhere."""
    return _MOVEMENTS[match["said"].rstrip(".").lower()] if _OF_MOVEMENT.search(match.string) else None


_MOVEMENTS = {"abd": "abduction", "add": "adduction", "er": "external rotation", "ir": "internal rotation"}
_OF_MOVEMENT = re.compile(
    r"\b(?:[AP]?A?ROM|pendulums?|wand|thera-?bands?|rotator|flex(?:ion)?|ext(?:ension)?|shoulder|hip)\b", re.IGNORECASE
)


def _read_day_of_surgery(match: re.Match[str]) -> str | None:
    """Return "day of surgery" in a text about what is done before one; elsewhere DOS is the date of a service."""
    before = match.string[: match.start()].rstrip(" ,")
    if re.search(r"\b(?:the|your|my)$", before, re.IGNORECASE):
        return "day of surgery" if _BEFORE_SURGERY.search(match.string) else None
    if re.search(r"\b(?:of|on|before|to|until|after|prior)$", before, re.IGNORECASE):
        return "the day of surgery"
    return "on the day of surgery" if _BEFORE_SURGERY.search(before) else None


_OF_GLUCOSE = re.compile(r"\b(?:O?GTT|[Gg]lucose tolerance)\b")
_BEARING = {"FWB": "full weight bearing", "PWB": "partial weight bearing", "NWB": "non-weight-bearing"}


def _read_walker(match: re.Match[str]) -> str:
    return "front-wheeled walker" if match[0][0] in "Ff" and match[0] != "FRW" else "rolling walker"


OPENING_RULES: tuple[Rule, ...] = (
    says("what is tolerated", r"\b[Tt]ol\.?(?= (?:PO|po|diet|fluids?|liquids?|reg|feeds?)\b)", "tolerating"),
    says("tolerated", r"\b[Tt]ol\.?(?= (?:proc(?:edure)?|well)\b)", "tolerated"),
    says("out of bed", r"(?<!\w)OOB(?!\w)", "out of bed"),
    says(
        "a device to breathe with",
        r"(?<!\w)IS(?= (?:[x×] ?\d|\d{1,2} ?[x×]|q ?\d|(?i:teaching|use)\b))",
        "incentive spirometer",
    ),
    rewrites(
        "the day of surgery",
        r"(?<![\w/#-])DOS(?![\w#-]|[:# ]*\d)",
        _read_day_of_surgery,
    ),
    rewrites(
        "rotations",
        r"(?<![\w/])ER ?/ ?IR(?!\w)",
        lambda match: "external or internal rotation" if _OF_MOVEMENT.search(match.string) else None,
    ),
    rewrites(
        "hamstrings",
        r"(?<!\w)HS(?= (?:stretch\w*|curls?|tight\w*|strain|strength)\b)|(?<=/5 )HS(?!\w)|(?<=quads/)HS(?!\w)",
        lambda match: "hamstring" if match.string[match.end() :].startswith(" ") else "hamstrings",
    ),
    rewrites("headaches with a slash", r"(?<![\w/])[Hh]/[Aa](?!\w|/)", "headache"),
    rewrites("fractures", r"(?<![\w/])([Ff])x['’]?s(?!\w)", r"\1ractures"),
    rewrites("positive for a drug", r"(?:^|(?<=[;,:.] ))\+ (?=for\b)", "positive "),
    rewrites("ends of a scale", r"(?<!\w)(\d+ \([a-z ]{2,20}\)) ?[–-] ?(?=\d+ \()", r"\1 to "),
    rewrites("what prevents", r"(?<![\w/])(?i:ppx)(?!\w)", "prophylaxis"),
    rewrites("saturated fat", r"\b([Ss])at\.? (?=fats?\b)", r"\1aturated "),
    rewrites("fees at the start", r"\b([Rr])eg\. (?=fees?\b)", r"\1egistration "),
    rewrites(
        "headaches",
        r"\b((?:severe|worst|bad|spinal|new|positional|postural|migraine) )?HA(?P<many>s?)"
        r"(?(1)(?! (?:inj|filler|gel)|[\w/])|(?= (?:worse|better|when|after|that|lasting|relief|days?|diary)\b))",
        r"\1headache\g<many>",
    ),
    rewrites(
        "a headache that is treated",
        r"\b(?:help|relieve|helps|relieves|for|cause|causes|of) (?P<said>HA)(?=[.,;)]|$)",
        "headache",
    ),
    rewrites("midnight", r"(?:@ ?|\b(?:at|after|by|until|before|from|since) )(?P<said>MN)(?!\w)", "midnight"),
    rewrites("breaths", r"\b[Rr]esps?\.?(?=:? \d\d?(?!\d))", "respirations"),
    rewrites("schedules of drugs", r"\b([Ss])ched\.?(?= (?:II|III|IV|V|[2-5])(?!\w))", r"\1chedule"),
    rewrites(
        "the morning of a day",
        r"\bAM(?:-of\b| of(?=\s*(?:[,;.)&]|$)| (?:and\b|surgery|procedure|the|your|day)\b))",
        lambda match: "morning of" if re.search(r"\bthe $", match.string[: match.start()]) else "the morning of",
    ),
    rewrites("extension that is not full", r"\b[Ee]xt\.? lag\b", "extension lag"),
    rewrites(
        "movements in capitals",
        r"(?<![\w/])(ABD|ADD)(?= [−-]?\d{1,3} ?°)",
        lambda match: match[1].lower(),
    ),
    rewrites("hours of life", r"(?<=\d )HOL(?!\w)", "hours of life"),
    rewrites("days of life", r"(?<!\w)DOL ?#? ?(?=\d)", "day of life "),
    rewrites("weight at birth", r"(?<!\w)BW(?=:? \d)", "birth weight"),
    rewrites(
        "hours after a glass of glucose",
        r"(?<![\w.,])([1-3])°(?=:? ?\d{2,3}(?!\d))",
        lambda match: f"{match[1]} hour" if _OF_GLUCOSE.search(match.string) else None,
    ),
    rewrites(
        "before a glass of glucose",
        r"(?<!\w)F(?=:? \d{2,3}(?!\d))",
        lambda match: "fasting" if _OF_GLUCOSE.search(match.string) else None,
    ),
    rewrites("weight for length", r"\b[Ww]t ?/ ?(?:L|length)(?= (?:\d|z))", "weight for length"),
    rewrites(
        "surgery in short",
        r"\b(?i:cataract|bypass|bariatric|cardiac|elective|s/p) (?P<said>[Ss]x)(?![\w/])",
        "surgery",
    ),
    rewrites("weight on a leg", r"(?<![\w(/-])(?P<form>[FPN]WB)(?![\w)/-])", lambda match: _BEARING[match["form"]]),
    rewrites(
        "walkers",
        r"(?<![\w/-])(?:[Ff]ront[- ]wheeled RW|(?P<front>FW)W|F?RW)"
        r"(?= (?:for|x|with|to|in|and|at|on|used|as|when|safely|\d+ ?(?:ft|feet)\b)|[,;).]|$)",
        _read_walker,
    ),
)
"""Before hours and dosing abbreviations are words: "NPO after 12 a.m. DOS"."""
RULES: tuple[Rule, ...] = (
    says("vital signs", rf"\bVS(?=:| (?:stable|every|are|were)\b)|(?:^|(?<=[.;:] ))VS(?= [{SAID}])", "vital signs"),
    says(
        "glucose",
        rf"\bBG(?=:? ?[<>≥≤=\d{SAID}]|:?\s+(?:is|was|must|should|at|of|levels?|checks?|log|less|more|at least|target"
        r"|goal|range|by|may|will|can|before|after|every|q\d|meter|monitor\w*|readings?|control)\b)",
        "blood glucose",
    ),
    says("identified", r"\bID['’]d\b", "identified"),
    says(
        "insurance that pays",
        r"\b[Ii]ns\.(?= (?:paid|pays|covers|covered|denied|approved|may|will|does)\b)",
        "insurance",
    ),
    says(
        "movements of a joint",
        rf"(?<![\w.-])(?P<said>(?:[Aa]bd|[Aa]dd|ER|IR)\.?)(?= (?:to )?(?:\d|[{SAID}]|[TL]\d))",
        _read_other_movement,
    ),
    says("angles of a joint", rf"\b(?P<said>(?:[Ff]lex|[Ee]xt)\.?)(?= +(?:minus |[-–−])?[{SAID}])", _read_movement),
)
