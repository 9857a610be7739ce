"""Sides of the body: R. knee, L hip, R/L shoulders, knee (R), Lt. eye, L-sided, R>L."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_words

_PARTS = any_of(read_words(__package__, "body_parts.txt"))
_QUALIFIERS = (
    "acute|anterior|big|bilateral|central|chronic|common|deep|distal|dominant|dorsal|external|first|second|third|fourth|fifth|"
    "great|greater|index|inferior|inner|internal|lateral|lesser|little|long|low|lower|main|medial|mid|middle|outer|partial|pinky|"
    "subacromial|trochanteric|foraminal|neuroforaminal|extraforaminal|paracentral|subarticular|posterior|proximal|ring|short|small|subacute|superficial|superior|total|upper|volar|\\d(?:st|nd|rd|th)"
)
_LEVEL = r"[CTLS]\d{1,2}(?!\w)"
_PART = rf"(?:(?:{_QUALIFIERS})[ -]){{0,3}}(?:(?:{_PARTS})(?:e?s)?\b|{_LEVEL})"
_BEFORE_A_PART = rf"(?={_PART}|sided\b|-sided\b)"
_START = r"(?<![\w.'’/-])(?<![A-Z]\. )"
"""Not inside a word, and not after an initial: "J. R. Hand" is somebody."""
_NAMES = ("type", "group", "hepatitis", "hep", "hep.", "vitamin", "grade", "part", "plan", "A and", "A or", "A,")
_NAMED_B = "".join(rf"(?<!(?i:{re.escape(name)}) )" for name in _NAMES)
"""Not after a word that a letter names, or after another letter: "hepatitis B", "A and B"."""
_SIDES = {"R": "right", "L": "left"}
_COMPARED = {">": "more than", "<": "less than", "=": "equals"}


def _read_side(match: re.Match[str]) -> str:
    return _SIDES[match["side"][0].upper()]


def _read_bare_side(match: re.Match[str]) -> str:
    article = "" if match[0].endswith(f"the {match['side']}") else "the "
    return f"{article}{_read_side(match)}"


def _read_limb(match: re.Match[str]) -> str:
    limb = _LIMBS[match["limb"]]
    name = f"{limb.removesuffix('y')}ies" if match["many"] else limb
    return f"{_SIDES_IN_WORDS[match['side']]} {name}" if match["side"] else name


def _read_sides(match: re.Match[str]) -> str:
    joint = "and" if match["joint"].strip() in ("&", "+", "and") else "or"
    return f"{_SIDES[match['first']]} {joint} {_SIDES[match['last']]} "


def _read_compared(match: re.Match[str]) -> str:
    return f"{_SIDES[match['first']]} {_COMPARED[match['sign']]} {_SIDES[match['last']]}"


_ENDS_R, _ENDS_L = (re.compile(rf"(?<=[a-z\d] ){side}(?= ?[,;)]|\.?$)") for side in "RL")
_LIMBS = {"LE": "lower extremity", "UE": "upper extremity"}
_SIDES_IN_WORDS = _SIDES | {"BL": "bilateral"}

FIRST_RULES: tuple[Rule, ...] = (
    rewrites(
        "a side twice",
        r"\b(?P<side>(?i:right) (?=(?:[a-z]+ ){0,3}\(R\))|(?i:left) (?=(?:[a-z]+ ){0,3}\(L\)))"
        r"(?P<part>(?:[a-z]+ )*)\([RL]\) ?",
        r"\g<side>\g<part>",
    ),
)
"""Before letters in brackets are taken for high and low values."""
RULES: tuple[Rule, ...] = (
    says(
        "sides of a block",
        r"\b(?:inj|block|RFA|MBB|ESI|TFESI)(?: |(?= ?\())(?P<said> ?\(?(?P<side>[RL])\)?)(?=:)",
        _read_side,
    ),
    says("the spine in short", r"(?<![\w-])[CTL]-spine(?!\w)", lambda match: match[0]),
    says(
        "sides of a sign",
        r"(?<=\([+-]\) )(?P<said>(?P<side>[RL]))(?= at\b|[,;)]|\.?$)",
        lambda m: f"on the {_read_side(m)}",
    ),
    says(
        "sides after their findings",
        r"(?:(?<=[a-z] )(?<!\band )(?<!\bor )(?<!\bthe )(?<!\bis )|(?<=/\d )|(?<=/\d\d ))(?P<said>(?P<side>[RL]))"
        r"(?= ?[,;)]|\.?$)",
        lambda m: _read_side(m) if _ENDS_R.search(m.string) and _ENDS_L.search(m.string) else None,
    ),
    says(
        "sides of a finding",
        r"(?:\b(?:neg|pos|negative|positive|normal|absent|intact|present|full|limited|painful|tender)|(?<=\d)°) "
        r"(?P<said>(?:on )?(?P<side>[RL]))(?=[,;)]| ?/|\.?$)",
        lambda m: f"on the {_read_side(m)}",
    ),
    says(
        "sides that bear weight",
        r"\b(?:weight[- ]bearing|TTWB|TDWB|WBAT) (?P<said>(?P<side>[RL]))(?=[,;)(]| \(|\.?$)",
        lambda m: f"on the {_read_side(m)}",
    ),
    says("each side after its sets", r"(?<=\d )(?P<said>R ?[/&] ?L)(?=[,;.)]|$)", "right and left"),
    says(
        "turns",
        r"\b(?:[Tt]urn|[Bb]ear|[Kk]eep|[Mm]ake an?|[Ss]econd|[Ff]irst|[Nn]ext|[Tt]hen) (?P<said>(?P<side>[RL]))"
        r"(?= (?:at|@|on|onto|into|in|toward|after|and|&|when|past|turn)\b|[,.;)]|$)",
        _read_side,
    ),
    says("turns of a list", r"[→,] (?P<said>(?P<side>[RL]))(?= (?:at|@|on|onto|past) )", _read_side),
    says(
        "sides before their measures",
        r"(?<!\w)(?<!\d )(?P<said>(?P<side>[RL]))(?=:? \d+(?:\.\d+)? ?(?:kg|lbs?|cm|mm|mmHg|dB|°|%|[,;)]|\.?$))",
        lambda m: _read_side(m) if re.search(r"\bR:? \d", m.string) and re.search(r"\bL:? \d", m.string) else None,
    ),
    says(
        "sides in brackets after their findings",
        r"(?<=[\d%°])(?P<said> ?\((?P<side>[RL])\))",
        lambda m: f", {_read_side(m)}" if "(R)" in m.string and "(L)" in m.string else None,
    ),
    says(
        "limbs in letters",
        r"(?<![\w.-])(?:(?P<side>R|L|BL)\.? |(?<=right )|(?<=left )|(?<=bilateral )|(?<=bilat )|(?<=both ))"
        r"(?P<limb>[LU]E)(?P<many>s?)(?!\w)",
        _read_limb,
    ),
    says(
        "both sides of the body",
        rf"(?<![\w.-])(?P<first>[RL])\.?(?P<joint> ?[/&+] ?| and | or )(?P<last>[RL])\.? {_BEFORE_A_PART}",
        _read_sides,
    ),
    says(
        "one side more than the other",
        r"(?<![\w.-])(?P<first>[RL]) ?(?P<sign>[<>=]) ?(?P<last>[RL])(?![\w.-]*\w)",
        _read_compared,
    ),
    says(
        "sides at the end",
        r"\b(?:[Oo]n|[Tt]o) (?:the )?(?P<said>(?P<side>[RL]))(?=[,;)]| (?:@|at) | \(|\.?$)",
        _read_bare_side,
    ),
    says(
        "sides with a hyphen",
        r"(?<![\w.-])(?P<said>(?P<side>[RL])-)(?=(?:sided|handed|footed|hand|foot|eyed|leg)\b)",
        lambda m: f"{_read_side(m)} ",
    ),
    rewrites(
        "two sides in brackets",
        rf"\((?P<first>[RL])\)(?P<joint> ?[/&+] ?| and | or )\((?P<last>[RL])\) ?{_BEFORE_A_PART}",
        _read_sides,
    ),
    rewrites("sides in brackets before a part", rf"\((?P<side>[RLB])\) ?{_BEFORE_A_PART}", r"\g<side> "),
    says("sides in brackets", rf"\b(?:{_PARTS})(?:e?s)?(?P<said> ?\((?P<side>[RL])\))", lambda m: f", {_read_side(m)}"),
    says("sides of the body", rf"{_START}(?P<said>(?P<side>[RL])\.?) {_BEFORE_A_PART}", _read_side),
    says(
        "both of a pair",
        rf"{_START}{_NAMED_B}(?P<said>B)(?= (?:(?:{_QUALIFIERS})[ -]){{0,3}}"
        rf"(?:(?:{_PARTS})e?s\b|(?:feet|calves|extremities)\b|[CTLS]\d))",
        "bilateral",
    ),
    says(
        "sides of the body in two letters",
        rf"{_START}(?P<said>(?P<side>R[Tt]|L[Tt]|rt|lt)\.?) {_BEFORE_A_PART}",
        _read_side,
    ),
)
