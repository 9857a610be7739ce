"""Numbers with a unit: doses, ranges of doses, rates."""

import re

from voiceedu.narration.text_normalization.en.numbers import AMOUNT, Amount, amount
from voiceedu.narration.text_normalization.en.units import PER, UNIT, UNITS, read_units
from voiceedu.narration.text_normalization.rules import ABBREVIATION_DOT, SAID, Rule, rewrites, says

START = r"(?<![\w.,$€£¥₹])(?<!\d/)(?<!\d[ /]/)(?<!\d/ )(?<!\w[-–])"
"""Where a number can begin: not inside a word, a number or a range."""
END = r"(?![\w/]|[.,]\d)"
"""Where a number ends that no later figure belongs to."""
TO = r"(?: ?[-–—] ?| to )"
_FORMS = (
    "exchange|tablet|capsule|caplet|pill|dose|vial|syringe|patch|strength|needle|bottle|bag|tube|lozenge|packet|inhaler|pen|"
    "portion|f/u|follow-?up|fast|history|plan|course|ampule|lesion|mass|nodule|incision|cut|bolus|injection|strip|glass|cup|can|cream|gel|solution|suspension|walk|supply|"
    "melanoma|adenoma|margins?|defect|tip|stent|screw|pin|plate|rod|nail|blade|wire|trocar|port|cage|implant|graft|laceration|wound|ulcer|hernia|aneurysm|fragment|calculus|drain|"
    "cannula|electrode|probe|introducer|battery|outlet|fuse|bulb|socket|cyst|protrusion|herniation|extrusion|bulge|polyp|stone|tumor|needle|scar|incision|cord|gauze|tape|pad|catheter|dressing|bandage|diet|tab|cap|suppositor(?:y|ie)|"
    "increment|spoonful|fluid restriction|restriction"
)
"""What a quantity describes: "500 mg tablets" is said "five hundred milligram tablets"."""
_DESCRIBES = re.compile(
    rf"[ -](?:(?:left|right|[{SAID}]|disc|central|paracentral|foraminal|spinal|gauze|oral|coated|"
    rf"bioabsorbable|cannulated|cortical|cancellous|"
    rf"hard|soft|film-coated|gastro-resistant|prolonged-release|pre-filled|locking|titanium|femoral|tibial|monofilament|chewable|EC|ER|XR|SR|"
    rf"DR|ODT|(?!before|after|daily|twice|every|times|until|while)[a-z]{{5,}}(?= (?:tablet|capsule|patch|suppositor))|"
    rf"insulin|epidural|butterfly|hypodermic|sterile|"
    rf"sublingual|tubular|sessile|solid|T\d-[a-z]+|broad-based|[a-z]+-(?:like|based|shaped|glass|walled)|"
    rf"active|exposed|curved|straight|blunt|surgical|full-thickness|Quincke|Tuohy|Whitacre|Chiba|RFA?|SCS|"
    rf"alkaline|lithium)[ -]){{0,3}}"
    rf"(?:{_FORMS})(?:e?s)?\b",
    re.IGNORECASE,
)


def read_strength(number: str, units: str, match: re.Match[str]) -> str:
    """Return one quantity that ends where `match` does."""
    value = amount(number)
    return _together(value, read_units(units, is_many=value.is_many and not describes(match)))


def describes(match: re.Match[str]) -> bool:
    """Return whether a quantity describes the noun after it, and is singular."""
    return _DESCRIBES.match(match.string, match.end()) is not None


def _together(value: Amount, noun: str) -> str:
    return part_of(value, noun) if value.is_part else f"{value.words} {noun}"


def part_of(part: Amount, noun: str) -> str:
    """Return "half a teaspoon", "three quarters of an inch"."""
    article = "an" if re.match(r"[aeio]|hour|umbrella", noun, re.IGNORECASE) else "a"
    if part.words == "one half":
        return f"half {article} {noun}"
    return f"{part.words} of {article} {noun}"


def _read_one(match: re.Match[str]) -> str:
    value = amount(match["amount"])
    is_rate = "/" in match["units"]
    is_many = value.is_many and match["gap"] != "-" and (is_rate or not describes(match))
    return _together(value, read_units(match["units"], is_many=is_many))


_PARTS = {"½": "half", "1/2": "half", "¼": "quarter", "1/4": "quarter", "¾": "three quarter", "3/4": "three quarter"}
_PARTS |= {"⅛": "one eighth", "1/8": "one eighth", "⅓": "one third", "1/3": "one third"}
_WHOLE_THINGS = (
    "(?:tablet|capsule|pill|patch|cup|glass|dose|hour|day|mile|inch|teaspoon|tablespoon|pint|pound|gallon|in)"
)


def _read_part(match: re.Match[str]) -> str:
    """Return "half tablet" for the 1/2 tablet of "a 1/2 tablet"."""
    units = match["units"].rstrip(".")
    noun = (
        "inch" if units == "in" else units if units.isalpha() and len(units) > 3 else read_units(units, is_many=False)
    )
    return f"{_PARTS[match['part']]} {noun}"


def _read_range(match: re.Match[str]) -> str | None:
    low, high = amount(match["low"]), amount(match["high"])
    if high.is_part and not low.is_part:
        return None  # 1-1/2 is one and a half
    if _is_falling_thousand(match["low"], match["high"]):
        return None
    if match["low_units"] and not _are_alike(match["low_units"], match["units"]):
        return None  # 665 mg – 2 tablets
    is_many = high.is_many and match["gap"] != "-" and not describes(match)
    low_units = f" {read_units(match['low_units'], is_many=low.is_many)}" if match["low_units"] else ""
    return f"{low.words}{low_units} to {high.words} {read_units(match['units'], is_many=is_many)}"


def _are_alike(low_units: str, high_units: str) -> bool:
    """Return whether two units measure the same, so that a range can go from one to the other."""
    low, high = (read_units(units, is_many=True) for units in (low_units, high_units))
    return (low in _COUNTED_FORMS) == (high.split(" ")[0] in _COUNTED_FORMS)


_COUNTED_FORMS = ("tablets", "capsules", "drops", "puffs", "pills", "doses")


def _is_falling_thousand(low: str, high: str) -> bool:
    """Return whether a range begins with four digits and falls, as no dose does: 1980-1970 kg."""
    return bool(re.fullmatch(r"\d{4}", low)) and high.isdecimal() and int(high) < int(low)


def _read_rate(match: re.Match[str]) -> str:
    return read_units(match[0], is_many=True)


def _read_number_by(match: re.Match[str]) -> str:
    return f"{amount(match['amount']).words} {_read_per(match['units'])}"


def _read_range_by(match: re.Match[str]) -> str:
    """Return "twelve to twenty per minute" for 12-20/min."""
    return f"{amount(match['low']).words} to {amount(match['high']).words} {_read_per(match['units'])}"


def _read_divisors(match: re.Match[str]) -> str:
    return f" {_read_per(match['said'])}"


def _read_per(divisors: str) -> str:
    return read_units(f"x{divisors}", is_many=True).removeprefix("x ")


def _read_unit(match: re.Match[str]) -> str:
    return read_units(match["said"].removesuffix("."), is_many=not match["one"])


_PERIODS = "day|week|month|year|hour|minute|dose|meal|serving|visit|session"
_CLEAR_UNIT = (
    "mgs?|mcgs?|µg|kgs?|mLs?|ml|dL|µL|mmHg|mm Hg|mEq|mmol|µmol|IU|kcal|tbsps?|Tbsp|tsps?|oz|lbs?|cm|mm|hrs?|mins|wks|"
    "yrs?|tabs|gtts?|°F|°C"
)
_UNIT_OF_A_RATE = "[mµu]?IU|k?U|ng|pg|nmol|pmol|mOsm"
"""Units that are understood before a slash, as in the head of a table: ng/mL."""
"""Units that are understood without a number."""
_ONE_OF = r"(?:\b(?:per|a|an|each|every|one|half an?)\s)"

RULES: tuple[Rule, ...] = (
    says(
        "a part after an article",
        rf"\b(?i:an?|another|each|every|the|your|one|first|second|other) "
        rf"(?P<said>(?P<part>[½¼¾⅛⅓]|1/[2348]|3/4)(?:-| )?"
        rf"(?P<units>{UNITS}(?!\w){ABBREVIATION_DOT}|{_WHOLE_THINGS}\b))",
        _read_part,
    ),
    rewrites("units in a volume", r"(?<=\d) ?units? ?/ ?(?=\d[\d.]* ?(?:mL|ml|cc|L|kg|h|hr|day|g)\b)", " units per "),
    rewrites("iodine in a volume", r"(?<=\d) ?mg ?I ?/ ?(?=m[lL]\b)", " mg of iodine per "),
    says(
        "ranges with a unit",
        rf"{START}(?P<low>{AMOUNT})(?: ?(?P<low_units>{UNIT})\.?)?{TO}(?P<high>{AMOUNT})(?P<gap> ?|-)(?P<units>{UNITS})"
        rf"{ABBREVIATION_DOT}",
        _read_range,
    ),
    says(
        "numbers with a unit",
        rf"{START}(?P<amount>{AMOUNT})(?P<gap> ?|-)(?P<units>{UNITS}){ABBREVIATION_DOT}",
        _read_one,
    ),
    says(
        "numbers with a rate",
        rf"{START}(?P<amount>{AMOUNT})(?P<gap> )(?P<units>[^\W\d_]{{2,}}{PER}+)(?!\w)",
        _read_one,
    ),
    says(
        "rates",
        rf"(?<![\w/{SAID}])(?:(?:{_CLEAR_UNIT}|{_UNIT_OF_A_RATE}|[a-z]+s){PER}+"
        rf"|[a-z]+(?<!day)(?<!night)(?<!week)(?<!month) ?/ ?(?:{_PERIODS}))(?!\w)",
        _read_rate,
    ),
    says(
        "ranges by a unit",
        rf"{START}(?P<low>{AMOUNT}){TO}(?P<high>{AMOUNT})(?! ?/ ?\d)(?P<units>{PER}+)(?!\w)",
        _read_range_by,
    ),
    says("numbers by a unit", rf"{START}(?P<amount>{AMOUNT})(?! ?/ ?\d)(?P<units>{PER}+)(?!\w)", _read_number_by),
    says("rates after words", rf"(?<=[{SAID}])(?P<said>{PER}+)(?!\w)", _read_divisors),
    says(
        "units without a number",
        rf"(?P<one>{_ONE_OF}|(?<![\d.,/])1 (?:rounded|level|heaping|full|heaped) )?"
        rf"(?<![\w/{SAID}.-])(?<!\d\d-\d{{4}} )(?P<said>(?:{_CLEAR_UNIT})(?![\w/-]){ABBREVIATION_DOT})",
        _read_unit,
    ),
)
