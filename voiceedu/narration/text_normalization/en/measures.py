"""Measures that are written in a way of their own: 101F, 22G, 6'2", 30 × 10 mm, 5 in."""

import re

from voiceedu.narration.text_normalization.en import needles
from voiceedu.narration.text_normalization.en.numbers import AMOUNT, DECIMAL, amount, decimal
from voiceedu.narration.text_normalization.en.quantities import START, TO, describes, part_of
from voiceedu.narration.text_normalization.en.units import UNIT, read_units
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_SCALES = {"F": "Fahrenheit", "C": "Celsius"}
_BY = r" ?(?:[x×X]|by) ?"
_INCH_MARKS = r"(?:\"|”|″|''|’’)"
_FOOT_MARKS = r"(?:'|’|′)"
_AFTER_INCHES = (
    r"\s*(?:$|[,;:)×.]|[–—] )|\s(?:x \d|long|wide|deep|tall|high|thick|above|below|by|of|from|away|apart|or|and|in )"
)
_IS_DOSE = re.compile(r"\d ?(?:mg|mcg|µg|g|mL|ml|L|units?|IU|oz)s?$")
_SIDE = rf"(?:{DECIMAL})(?: ?{UNIT}| ?{_INCH_MARKS}| ?in\b)?"
_NAMED_SIDE = rf"(?:{DECIMAL})(?: ?{UNIT}| ?{_INCH_MARKS}| ?in\b) ?[LWHD](?!\w)"


def _read_temperature(match: re.Match[str]) -> str:
    low = f"{decimal(match['low'])} to " if match["low"] else ""
    return f"{low}{decimal(match['amount'])} degrees {_SCALES[match['scale']]}"


def _read_height(match: re.Match[str]) -> str:
    feet = f"{decimal(match['feet'])} {'foot' if match['feet'] == '1' else 'feet'}"
    return f"{feet} {amount(match['inches']).words} {'inch' if match['inches'] == '1' else 'inches'}"


def _read_magnet(match: re.Match[str]) -> str | None:
    return f"{decimal(match['amount'])} tesla" if re.search(r"\bMRI|[Mm]agnet|[Ss]canner", match.string) else None


def _read_pounds(match: re.Match[str]) -> str | None:
    """Return "one point five pounds" for 1.5# in a text about weight."""
    return f"{decimal(match['amount'])} pounds" if _WEIGHT.search(match.string) else None


_WEIGHT = re.compile(r"\b(?:[Ww]t|[Ww]eigh\w*|lbs?|kg|gained|lost|[Ll]ift\w*|[Cc]arry\w*)\b")


def _read_squares(match: re.Match[str]) -> str:
    return f"{decimal(match['first'])} by {decimal(match['second'])}s"


def _read_seconds(match: re.Match[str]) -> str:
    low = f"{decimal(match['low'])} to " if match["low"] else ""
    return f"{low}{decimal(match['amount'])} {'second' if match['amount'] == '1' else 'seconds'}"


def _read_minutes(match: re.Match[str]) -> str | None:
    """Return "ten to fifteen minutes" for 10-15′, unless somebody walks so many feet."""
    if _DISTANCE.search(match.string[: match.start()]):
        return None
    low = f"{decimal(match['low'])} to " if match["low"] else ""
    return f"{low}{decimal(match['amount'])} {'minute' if match['amount'] == '1' else 'minutes'}"


_DISTANCE = re.compile(r"(?i:walk|ambulat|distance|feet|stairs|crawl)\w*[^.;]*$")


def _read_inches(match: re.Match[str]) -> str | None:
    if match[0].endswith(('"', "”")) and _is_in_quotation(match):
        return None
    low, value = match["low"] and amount(match["low"]), amount(match["amount"])
    if low and value.is_part and not low.is_part:  # 1-1/2 is one and a half
        low, value = None, amount(f"{match['low']} {match['amount']}")
    span = f"{low.words} to " if low else ""
    noun = "inches" if value.is_many and match["gap"] != "-" and not describes(match) else "inch"
    is_whole = not value.is_part or describes(match)
    return f"{span}{f'{value.words} {noun}' if is_whole else part_of(value, noun)}"


def _is_in_quotation(match: re.Match[str]) -> bool:
    """Return whether the mark after a number closes a quotation, as in “the year 2010”."""
    before = match.string[: match.start()]
    marks = _QUOTATION_MARK.findall(before)
    return (bool(marks) and marks[-1] != "") or before.count("“") > before.count("”")


_QUOTATION_MARK = re.compile(r"(?:(?<=[\s(])|^)(\")|\"")
"""One that opens, in the group, or another: one that closes, or the mark of inches."""


def _read_size(match: re.Match[str]) -> str | None:
    sides = re.split(r" ?(?:[x×X]|by) ?", match[0])
    if re.fullmatch(DECIMAL, sides[-1]):
        return None
    joint = " times " if _IS_DOSE.search(sides[-1]) else " by "
    return joint.join(_read_side(side, is_many=not describes(match)) for side in sides)


def _read_named_size(match: re.Match[str]) -> str:
    """Return "three centimeters long by two centimeters wide" for 3 cm L x 2 cm W."""
    sides = re.split(r" ?[x×] ?", match[0])
    return " by ".join(f"{_read_side(side[:-1].strip(), is_many=True)} {_EXTENTS[side[-1]][1]}" for side in sides)


def _read_extents(match: re.Match[str]) -> str:
    return " by ".join(_EXTENTS[letter][0] for letter in re.findall("[LWHD]", match[0]))


_EXTENTS = {"L": ("length", "long"), "W": ("width", "wide"), "H": ("height", "high"), "D": ("depth", "deep")}


def _read_side(side: str, *, is_many: bool) -> str:
    number, unit = re.match(rf"({DECIMAL}) ?(.*)", side).groups()  # type: ignore[union-attr]
    if not unit:
        return decimal(number)
    is_many = is_many and number != "1"
    if unit == "in" or re.fullmatch(_INCH_MARKS, unit):
        return f"{decimal(number)} {'inches' if is_many else 'inch'}"
    return f"{decimal(number)} {read_units(unit, is_many=is_many)}"


_IN_METRIC = {"tsp": ("ml", 5.0), "tbsp": ("ml", 15.0), "oz": ("ml", 30.0), "cup": ("ml", 240.0)}
"""How much a spoon, an ounce and a cup hold."""
_MEASURE = re.compile(rf"(?P<number>{AMOUNT})[ -]?(?:fl\.? )?(?P<unit>[a-zA-Z]+?)s?")


def _read_either_unit(match: re.Match[str]) -> str | None:
    """Return "1 tsp or " for 1 tsp/5 mL, which is the same, and nothing for 1 tsp/500 mL, which is a mixture."""
    first = match[1] or match[2]
    second = re.match(rf"{AMOUNT}[ -]?[a-zA-Z]+", match.string[match.end() :])
    measures = [_MEASURE.fullmatch(written) for written in (first, second[0] if second else "")]
    if all(measures):
        sizes = {found["unit"].lower(): found["number"] for found in measures if found}
        for unit, (metric, size) in _IN_METRIC.items():
            number, volume = sizes.get(unit, ""), sizes.get(metric, "")
            if number.isdecimal() and volume.isdecimal() and not 0.7 < int(volume) / (int(number) * size) < 1.4:
                return None
    return f"{first} or "


_CUSTOMARY = r"(?:fl\.? oz|oz|lbs?|in|ft|tsps?|tbsps?|cups?|°F|miles?|mi|inch(?:es)?|feet)"
_METRIC = r"(?:mL|ml|L|kg|g|cm|mm|m|km|°C)"

RULES: tuple[Rule, ...] = (
    rewrites(
        "a temperature in both scales",
        r"(?<=\d)( ?[°º]? ?)([CF]) ?/ ?(?=\d{2,3}(?:\.\d+)? ?[°º]? ?(?!\2)[CF](?!\w))",
        r"\1\2 or ",
    ),
    rewrites(
        "one measure in two units",
        rf"{START}((?:{AMOUNT})[ -]?{_CUSTOMARY}) ?/ ?(?=(?:{AMOUNT})[ -]?{_METRIC}(?!\w))"
        rf"|{START}((?:{AMOUNT})[ -]?{_METRIC}) ?/ ?(?=(?:{AMOUNT})[ -]?{_CUSTOMARY}(?!\w))",
        _read_either_unit,
    ),
    rewrites("a catheter and its balloon", r"(?<=\d) ?Fr ?/ ?(?=\d)", " Fr, "),
    rewrites("a time by a sign and a prime", r"(?<![\w.,])[x×] ?(?=\d{1,2}′(?![\w\d]| ?\d))", "for "),
    rewrites("degrees in short", r"(?<=\d) ?deg(?!\w)\.?(?=\s|[,;)]|$)(?! [CF]\b)", "°"),
    rewrites("years of age", r"(?<=\d) ?y(?=[\s,;:)?!]|\.?$|\.\s)", " yr"),
    *needles.RULES,
    says("squares of gauze", rf"{START}(?P<first>[24])[x×](?P<second>[24])['’]?s(?!\w)", _read_squares),
    says("names of sides", r"(?<![\w.])[LWHD](?: ?[x×] ?[LWHD]){1,2}(?!\w|\.\w)", _read_extents),
    says(
        "sizes with the names of their sides",
        rf"{START}{_NAMED_SIDE}(?: ?[x×] ?{_NAMED_SIDE})+(?!\w)",
        _read_named_size,
    ),
    says("sizes", rf"{START}{_SIDE}(?:{_BY}{_SIDE})+(?!\w)", _read_size),
    says(
        "temperatures",
        rf"{START}(?:(?P<low>{DECIMAL}) ?[FC]?{TO})?(?P<amount>{DECIMAL}) ?(?:deg(?:rees|\.)? )?(?P<scale>[FC])"
        r"(?![\w'/+-]|\.\w)",
        _read_temperature,
    ),
    says(
        "feet and inches",
        rf"{START}(?P<feet>\d{{1,2}}) ?(?:{_FOOT_MARKS}|ft\.?) ?"
        rf"(?P<inches>\d{{1,2}}(?:\.\d|[½¼¾])?) ?(?:{_INCH_MARKS}|in\b(?:\.(?= [a-z]))?)",
        _read_height,
    ),
    says("pounds", rf"{START}(?P<amount>{DECIMAL})#(?![\w#])", _read_pounds),
    says("magnets", rf"{START}(?P<amount>1\.5|3(?:\.0)?|7)(?: ?|-)T(?!\w)", _read_magnet),
    rewrites("seconds before what they last", rf"{START}(\d{{1,3}})-s(?= [A-Za-z])", r"\1-second"),
    rewrites(
        "seconds a site", r"(?<=\d) ?s ?/ ?(?=(?:site|level|lesion|cycle|side|rep|spot|position)s?\b)", " seconds per "
    ),
    rewrites("seconds each", r"(?<=\d) s(?= ea(?!\w))", " sec"),
    says(
        "seconds", rf"{START}(?:(?P<low>\d{{1,3}}){TO})?(?P<amount>\d{{1,3}}(?:\.\d+)?) s(?=[\s,.;)]|$)", _read_seconds
    ),
    says(
        "minutes by a prime",
        rf"\b(?:for|over|in|every|after|within|wait) "
        rf"(?P<said>(?:(?P<low>\d{{1,2}})′?{TO})?(?P<amount>\d{{1,2}})′)(?![\w\d]| ?\d)",
        _read_minutes,
    ),
    says(
        "feet",
        rf"{START}(?P<amount>\d{{1,2}})(?:′|(?:'|’)(?= (?:tall|long|wide|high|deep|away|by|x|of|from|apart)\b))",
        lambda match: f"{decimal(match['amount'])} feet",
    ),
    says(
        "inches",
        rf"{START}(?:(?P<low>{AMOUNT}){_INCH_MARKS}?{TO})?(?P<amount>{AMOUNT})(?P<gap> ?|-)"
        rf"(?:(?<=-)in(?:\.(?= [a-z])|(?![\w-]))|in\.(?= [a-z])|in\.?(?={_AFTER_INCHES})|(?:{_INCH_MARKS})(?!\w))",
        _read_inches,
    ),
)
