"""Addresses of places: 1200 N. Main St., Apt 4B, Bldg C, 3rd Fl., Hwy 12, US-70 W, I-485."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal, digits
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_table

_PARTS = {
    "Apt": "apartment",
    "Bldg": "building",
    "Fl": "floor",
    "Ste": "suite",
    "Rm": "room",
    "Hwy": "highway",
    "Rte": "route",
    "Rt": "route",
    "Dept": "department",
    "Pkwy": "parkway",
}
"""Before a number or a letter: Apt 4B, Bldg C."""
_STREETS = {
    "St": "Street",
    "Ave": "Avenue",
    "Av": "Avenue",
    "Blvd": "Boulevard",
    "Rd": "Road",
    "Ln": "Lane",
    "Dr": "Drive",
    "Ct": "Court",
    "Pl": "Place",
    "Hwy": "Highway",
    "Pkwy": "Parkway",
    "Cir": "Circle",
    "Sq": "Square",
}
_DIRECTIONS = {"N": "north", "S": "south", "E": "east", "W": "west"}
_DIRECTIONS |= {"NE": "northeast", "NW": "northwest", "SE": "southeast", "SW": "southwest"}
_DIRECTION = rf"(?:{any_of(_DIRECTIONS)})"
_ROAD = rf"(?:{any_of(_STREETS)}|Street|Avenue|Road|Boulevard|Lane|Drive|Highway|Parkway)"
_NAME_BEFORE = re.compile(r"(?:[A-Z][a-z]+|\d+(?:st|nd|rd|th)) $")
"""A name before "St." is that of a street: Main St. Without one, a saint follows: St. Mary's."""


def _read_saint(match: re.Match[str]) -> str:
    return "Street" if _NAME_BEFORE.search(match.string[: match.start()]) else "Saint"


def _read_part(match: re.Match[str]) -> str:
    return _PARTS[match["said"].rstrip(".")]


def _read_part_again(match: re.Match[str]) -> str:
    return _PARTS[match[0].rstrip(".")].capitalize()


def _read_street(match: re.Match[str]) -> str:
    return _STREETS[match["said"].rstrip(".")]


def _read_direction(match: re.Match[str]) -> str:
    return _DIRECTIONS[match["said"].rstrip(".")]


def _read_number(match: re.Match[str]) -> str:
    """Return a letter and three digits as they are said of roads and isotopes: "I four eighty five"."""
    tens = int(match["tens"])
    return " ".join(filter(None, (match["letter"], cardinal(int(match["hundreds"])), _read_tens(tens))))


def _read_house(match: re.Match[str]) -> str:
    """Return "one twenty", "twelve hundred", "two oh five"."""
    hundreds, tens = cardinal(int(match["hundreds"])), int(match["tens"])
    if 0 < tens < 10 and match["hundreds"] in ("10", "20"):
        return f"{cardinal(int(match['hundreds']) // 10)} thousand {cardinal(tens)}"
    if 0 < tens < 10:
        return f"{hundreds} zero {cardinal(tens)}"
    return f"{hundreds} {_read_tens(tens)}"


def _read_tens(tens: int) -> str:
    return "hundred" if tens == 0 else f"oh {cardinal(tens)}" if tens < 10 else cardinal(tens)


_STATES: dict[str, str] = {row[0]: row[1] for row in read_table(__package__, "states.tsv")}
_AUSTRALIAN_STATES = {
    "NSW": "New South Wales",
    "VIC": "Victoria",
    "QLD": "Queensland",
    "WA": "Western Australia",
    "SA": "South Australia",
    "TAS": "Tasmania",
    "ACT": "Australian Capital Territory",
    "NT": "Northern Territory",
}
_DEGREES = ("MD", "PA", "DC", "MS", "MA", "ND", "DO")
"""States whose letters are also a degree after a name: Ann Lee, MD."""
_ALSO_MEDICAL = ("AL", "AR", "CT", "ME")
_IS_MEDICAL = re.compile(r"\b(?:MRI|PET|[Uu]ltraso\w+|[Xx]-?rays?|scans?|genes?|receptors?|syndromes?)\b")
"""A state's letters are also those of an image, a gene or an illness: ultrasound, CT, and MRI."""


def _read_state(match: re.Match[str]) -> str | None:
    if match["said"] in _ALSO_MEDICAL and _IS_MEDICAL.search(match.string):
        return None
    is_sure = match["zip"] is not None or _ROAD_BEFORE.search(match.string[: match.start()])
    return _STATES[match["said"]] if is_sure or match["said"] not in _DEGREES else None


_ROAD_BEFORE = re.compile(rf"[{SAID}]")

RULES: tuple[Rule, ...] = (
    says(
        "degrees of a place",
        r"(?<=\d°) ?(?P<direction>[NSEW])(?!\w)",
        lambda match: f" {_DIRECTIONS[match['direction']]}",
    ),
    rewrites("turns", r"(?<![\w.])L (?=(?:on|onto|at) (?:\d|[A-Z]))", "left "),
    says(
        "directions of a road",
        rf"\b(?:I|US|[A-Z]{{2}}|Hwy\.?|Highway|Route|Rte?\.?)[ -]\d+ (?P<said>{_DIRECTION})\b\.?(?=\s|[,;:)]|$)",
        _read_direction,
    ),
    says(
        "numbers of a road",
        r"\b(?:Route|Highway|Hwy\.?|Rte?\.?|Interstate|Turnpike|US|SR|CR) (?P<said>(?P<hundreds>[1-9])(?P<tens>\d\d))"
        r"(?![\w-]|[.,]\d)",
        _read_house,
    ),
    rewrites("routes in short", rf"\bRte?\.?(?= \d+ {_DIRECTION}\b)", "Route"),
    says("saints and streets", r"\bSt\.?(?= [A-Z][a-z])(?<=St\.)|\bSt(?= [A-Z][a-z]+['’]s\b)", _read_saint),
    says(
        "rooms of a floor",
        r"\b(?i:room|rm|suite|ste)\b\.? #?(?P<said>\d{1,2}-\d{2,4})(?![\w-])",
        lambda match: ", ".join(map(digits, match["said"].split("-"))),
    ),
    rewrites("suites and rooms in short", r"\b(?:Ste|Rm)\.?(?= #?[A-Z]?-?\d{3})", _read_part_again),
    says(
        "parts of an address", rf"\b(?P<said>(?:{any_of(_PARTS)})\.?)(?= #?[A-Z]?-?\d| [A-Z]\b| [{SAID}])", _read_part
    ),
    says(
        "house numbers",
        rf"(?<![\w.,$/-])(?P<said>(?P<hundreds>[1-9]\d?)(?P<tens>\d\d))"
        rf"(?= (?:{_DIRECTION}\.? )?(?:(?:[A-Z][a-z]+|\d+(?:st|nd|rd|th)) ){{1,3}}{_ROAD}\b)",
        _read_house,
    ),
    says("floors", r"(?<=(?:st|nd|rd|th) )[Ff]l\b\.?(?=[,;)]|\s|$)", "floor"),
    says(
        "directions before a street",
        rf"(?:(?<=\d )|(?<=[{SAID}] ))(?P<said>{_DIRECTION}\.?)"
        rf"(?= (?:(?:[A-Z][a-z]+ ){{1,2}}|\d+(?:st|nd|rd|th) ){_ROAD}\b)",
        _read_direction,
    ),
    says(
        "streets after a number",
        rf"(?:(?<=\d )|(?<=\d[A-Z] )|(?<=[{SAID}] ))(?:[^\W\d_]+\.? ){{0,3}}?(?:[A-Z][a-z]+(?:['’]s)?"
        rf"|\d+(?:st|nd|rd|th)) "
        rf"(?P<said>(?:{any_of(_STREETS)})\.?)(?=,| (?:{_DIRECTION}|Apt|Ste|Suite|#|\d)\b|\.?$)",
        _read_street,
    ),
    says(
        "streets with a number",
        r"(?<![\w.,])\d+(?:st|nd|rd|th) (?P<said>(?:St|Ave|Av|Blvd|Rd)(?!\w)\.?)(?=\s|[,;)]|$)",
        _read_street,
    ),
    says(
        "directions before a part of a place",
        r"(?<![\w.])(?P<said>[NSEW]\.)"
        r"(?= (?i:entrance|exit|lot|wing|side|tower|campus|building|lobby|parking|gate|door)\b"
        rf"|\s(?:\d+(?:st|nd|rd|th)|[A-Z][a-z]+) (?:St|Ave|Av|Blvd|Rd|Street|Avenue|Road|[{SAID}]))",
        _read_direction,
    ),
    says(
        "directions of a part of a place",
        r"(?<![\w.])(?P<said>NE|NW|SE|SW)"
        r"(?= (?i:entrance|exit|lot|wing|side|tower|campus|building|lobby|parking|gate|door|corner|elevators?)\b)",
        _read_direction,
    ),
    says(
        "states without a comma",
        rf"(?<=[a-z] )(?P<said>{any_of(_STATES)})(?= \d{{5}}(?:-\d{{4}})?(?![\w-]))",
        lambda match: _STATES[match["said"]],
    ),
    says(
        "states of Australia",
        rf"(?:(?<=[a-z] )|(?<=[a-z], ))(?P<state>{any_of(_AUSTRALIAN_STATES)}),? (?P<code>\d{{4}})(?![\w-]|[.,]\d)",
        lambda match: f"{_AUSTRALIAN_STATES[match['state']]} {digits(match['code'])}",
    ),
    says(
        "states",
        rf"(?<=[a-z], )(?P<said>{any_of(_STATES)})(?=(?P<zip>,? \d{{5}})|\s*[.;)]?$|[,;)])",
        _read_state,
    ),
    says(
        "roads and isotopes",
        r"(?<![\w-])(?P<letter>[A-Z])-(?P<hundreds>[1-9])(?P<tens>\d\d)(?![\w-]|[.,]\d)",
        _read_number,
    ),
    says(
        "wings of a floor",
        r"(?:(?:→|[Uu]nit|[Ww]ard|[Ff]loor|[Ll]evel|on|[Rr]oom) )(?P<said>(?P<floor>\d)(?P<wing>[NSEW]))(?!\w)",
        lambda match: f"{cardinal(int(match['floor']))} {_DIRECTIONS[match['wing']]}",
    ),
    rewrites("roads of a state", r"\b(US|SR|CR|NC)-(?=\d{1,3}\b)", r"\1 "),
)
