"""Lengths of time: 30 mins - 1 hour, 48hours, and as British clinicians write them: 5/7 (days), 2/52, 6/12 (months)."""

import re

from voiceedu.narration.text_normalization.rules import Rule, has, rewrites

_TIME = r"(?:sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?|days?|w(?:ee)?ks?|mo(?:nth)?s?|y(?:ea)?rs?)"
_NAMES = {"7": "day", "52": "week", "12": "month"}
_NUMBER = r"(?<![\w./-])(?P<number>(?:\d{1,2}(?:-| to ))?\d{1,2})"
_PARTS = rf"{_NUMBER}/(?P<part>7|12|52)(?![\w/%]|[.,-]\d)"
_WEEKS = rf"{_NUMBER}/(?P<part>52)(?![\w/%]|[.,-]\d)"
_MONTHS = r"[1-9]\d?/12(?![\w/%]|[.,-]\d)"
_AGO = r"(?: (?:ago|later|hx|history|course|supply|post|pre|prior|beforehand|off work|no driving|no lifting)\b)"
_BEFORE_WEEKS = (
    "for|in|at|after|over|every|within|past|last|next|further|another|about|x|×|review|follow[ -]?up|f/u|course|rest|"
    "supply|[bt]ds?|qds"
)
_FROM_NOW = (
    r"(?:review|return|follow[ -]?up|f/u|back|again|wean\w*|seen|repeat(?: [\w&]+){0,3}) in|every|"
    "for the (?:past|last|next)|(?:loss|lost|gain(?:ed)?|review|plan|[%)]) over|usu\\.|usually|"
    r"(?:stitches|sutures|clips|staples|dressings?|drains?|bloods|out|removed|off) in"
)
_WORN = re.compile(r"\b(?:boots|braces?|bar|splints?|helmet|worn|wear|harness)\b")
_DOSE = re.compile(r"\d ?(?:mg|mcg|g|mL|ml|tabs?|tablets?|puffs?|units)\b")
_TREATMENT = re.compile(
    r"\b(?:take|use|rest|continue|apply|give|wear|avoid|stop|hold|course|antibiotics?|steroids?|tab(?:let)?s?|mg|ml|"
    r"caps?(?:ule)?s?|daily|[bt]\.?i?\.?d\.?s?|od|qds|q\.?i\.?d|m/w|"
    r"boots|casts?|splints?|slings?|braces?|nights|weaning|off work|driving)\b",
    re.IGNORECASE,
)
_ON_A_DAY = re.compile(
    r"\b(?:app(?:ointmen)?ts?|schedul\w+|booked|due|visit|seen|refills?|surgery|procedure)\b", re.IGNORECASE
)


def _name(match: re.Match[str]) -> str:
    number = match["number"]
    return f"{number} {_NAMES[match['part']]}{'' if number == '1' else 's'}"


def _name_range(match: re.Match[str]) -> str | None:
    """Return "3 to 6 months" for 3–6/12, unless it is one and a twelfth or the days of a month."""
    if int(match["low"]) >= int(match["high"]) or (match["part"] == "12" and int(match["high"]) > 12):
        return None
    return f"{match['low']} to {match['high']} {_NAMES[match['part']]}s"


def _name_treatment(match: re.Match[str]) -> str | None:
    """Return how long a treatment lasts: what is planned for 5/7 is planned for a day."""
    is_treatment = has(_TREATMENT, match.string) and not has(_ON_A_DAY, match.string)
    return _name(match) if is_treatment else None


RULES: tuple[Rule, ...] = (
    rewrites(  # before it is taken for a telephone number
        "spans of months with two years",
        r"(?<=\d/(?:19|20)\d\d) ?[-–—] ?(?=(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?!\d))",
        " to ",
    ),
    rewrites("lengths that touch their number", rf"(?<=\d-\d)(?={_TIME}\b)|(?<=\d-\d\d)(?={_TIME}\b)", " "),
    rewrites(
        "from one length to another",
        rf"(?<![\w.,/-])(\d+(?:\.\d+)? ?{_TIME}\b\.?) ?[-–—−] ?(?=\d+(?:\.\d+)? ?{_TIME}\b)",
        r"\1 to ",
    ),
    rewrites(
        "hours as parts of a day",
        r"(?<=[A-Za-z] )(?P<hours>(?:\d{1,2}-)?\d{1,2})/24(?=[,;.)]|$| (?:[Pp][Rr][Nn]|if|for|max|until|as)\b)",
        lambda match: f"every {match['hours']} hours" if has(_DOSE, match.string) else None,
    ),
    rewrites(
        "from months as parts to a longer time",
        rf"(?<![\w./–-])(?P<number>\d{{1,2}})/(?P<part>12|52) ?[-–] ?(?=\d{{1,2}}(?:\.\d)? ?{_TIME}\b|\d{{1,2}} ?y\b)",
        lambda match: f"{_name(match)} to ",
    ),
    rewrites(
        "hours of each day",
        r"(?<![\w./-])2[0-3]/7(?![\w/]|[.,]\d)",
        lambda match: f"{match[0][:2]} hours a day, 7 days a week" if has(_WORN, match.string) else None,
    ),
    rewrites("hours in a day", r"(?<=\dh)/24(?!\w|[.,]\d)|(?<=\d h)/24(?!\w|[.,]\d)", " in 24 hours"),
    rewrites(
        "how long something stays",
        r"\b(?i:stents?|casts?|slings?|splints?|dressings?|dsg|catheter|drains?|packs?|stockings|plaster|brace|boots) "
        r"(?P<said>(?P<number>\d{1,2})/(?P<part>7|12|52))(?=[,;.)]|$)",
        _name,
    ),
    rewrites(
        "every so many parts",
        r"(?<!\w)q ?(?P<number>(?:\d{1,2} ?[-–] ?)?\d{1,2})/(?P<part>7|12|52)(?![\w/%]|[.,-]\d)",
        lambda match: (
            f"every {_name(match).replace('–', '-')}" if match["number"] != "1" else f"every {_NAMES[match['part']]}"
        ),
    ),
    rewrites(
        "so many parts after a length",
        r"\d ?(?:h|hrs?|hours?|d|days?|w|wks?|weeks?) \((?P<said>(?P<number>\d{1,2})/(?P<part>7|12|52))(?=\)| if\b)",
        _name,
    ),
    rewrites(
        "once a day",
        r"(?<!\w)(\d+ ?(?:mg|mcg|µg|g|units|tab(?:let)?s?|cap(?:sule)?s?)) od(?=[\s,;)]|\.?$)",
        r"\1 once a day",
    ),
    rewrites(
        "lengths by a sign",
        rf"(?:(?<!\d )|(?<=→\d\d ))[×x] ?(?P<said>{_PARTS})(?! ?(?:in\b|inch|days|weeks|months|\"))",
        _name,
    ),
    rewrites(
        "days in short",
        r"\b(?:in|within) (?P<said>(?P<number>[1-7])/(?P<part>7))(?=[,;.)]|$| (?:and|then|if)\b)",
        _name,
    ),
    rewrites(
        "days after a bound", r"[≤≥<>~] ?(?P<said>(?P<number>\d{1,2})/(?P<part>7))(?![\w/%]|[.,]\d)", _name_treatment
    ),
    rewrites(
        "months in a list",
        r"(?<![\w./-])\d{1,2}/12(?:, \d{1,2}/12)+(?=,? (?:then|and (?:then )?(?:annual|yearly)))",
        lambda match: re.sub(r"(\d{1,2})/12", lambda part: f"{part[1]} month{'s' * (part[1] != '1')}", match[0]),
    ),
    rewrites(
        "days of more than a week",
        r"(?:@|\bat|\bwithin|\bafter|\bin) (?P<said>(?P<number>[89]|[1-6]\d)/(?P<part>7))"
        r"(?=[,;.)]|$| (?:and|then|or|post)\b)",
        lambda match: None if has(_ON_A_DAY, match.string) else _name(match),
    ),
    rewrites("weeks as parts of a year", rf"(?:\b|(?=×))(?i:{_BEFORE_WEEKS}) (?P<said>{_WEEKS})", _name),
    rewrites(
        "from so many parts to so many",
        r"(?<![\w./–-])(?P<low>\d{1,2}) ?[-–] ?(?P<high>\d{1,2})/(?P<part>7|52|12)(?![\w/%]|[.,–-]\d)",
        _name_range,
    ),
    rewrites(
        "younger than so many parts",
        r"\b(?i:bab(?:y|ies)|infants?|child(?:ren)?|aged?|if) "
        r"(?P<said>(?P<sign>[<>≥≤] ?)(?P<number>\d{1,2})/(?P<part>52|12))(?![\w/%])",
        lambda match: match["sign"] + _name(match),
    ),
    rewrites("weeks as parts of a year, ago", rf"{_WEEKS}(?={_AGO}| after\b)", _name),
    rewrites(
        "months in a row",
        rf"(?<=\bat )(?:{_MONTHS}(?:, | and |, and | & ))+{_MONTHS}",
        lambda match: re.sub(r"(\d{1,2})/12", lambda part: f"{part[1]} month{'' if part[1] == '1' else 's'}", match[0]),
        ignore_case=True,
    ),
    rewrites("days and months as parts, ago", rf"{_PARTS}(?={_AGO})", _name),
    rewrites("days and months as parts, from now", rf"\b(?i:{_FROM_NOW}) (?P<said>{_PARTS})", _name),
    rewrites(
        "days and months of a treatment",
        rf"(?:\b|(?=×))(?i:for|x|×|course|rest|supply|[bt]ds?|od|qds) (?P<said>{_PARTS})"
        r"(?=[.,;)]|$| [–-] | (?:and|then|or|only|if|post)\b)",
        _name_treatment,
    ),
)
