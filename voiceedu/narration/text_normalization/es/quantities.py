"""Numbers with what they count: doses, ranges, rates, percentages."""

import re

from voiceedu.narration.text_normalization.es.nouns import is_feminine, noun
from voiceedu.narration.text_normalization.es.numbers import (
    AMOUNT,
    DECIMAL,
    FRACTION,
    Noun,
    decimal,
    digits,
    fraction,
)
from voiceedu.narration.text_normalization.es.units import PER, UNIT, UNITS, count_units, read_units
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

START = r"(?<![\w.,/])(?<!\w[-–])"
"""Where a number can begin: not inside a word, a number or a range."""
TO = r"(?: ?[-–—] ?| a | hasta )"
_DOT = rf"(?:\.(?=\s*[\w{SAID},;:(]|\)))?"
"""The dot of "mg." inside a sentence. At the end of the sentence it is a stop, and stays."""
_NUMBER_NOUN = r"(?P<noun>[^\W\d_]{3,})"
_OF_THEM = re.compile(r" de (?:ellas|las|estas)\b")


def _read_one_alone(match: re.Match[str]) -> str:
    """Return "uno"; "una" before "de las"."""
    words = decimal(match["said"])
    return words.removesuffix("o") + "a" if _OF_THEM.match(match.string, match.end()) else words


def _read_one(match: re.Match[str]) -> str:
    return count_units(match["amount"], match["units"])


def _read_range(match: re.Match[str]) -> str:
    first = match["low_units"]
    unit = Noun(one="", many="", is_feminine=read_units(match["units"], is_many=False).startswith(_FEMININE_UNITS))
    low = count_units(match["low"], first) if first else _first_number(match["low"], unit)
    return f"{low} a {count_units(match['high'], match['units'])}"


_FEMININE_UNITS = (
    "unidad",
    "hora",
    "semana",
    "libra",
    "onza",
    "cuchara",
    "tableta",
    "cápsula",
    "ampolla",
    "gota",
    "kilocal",
    "calor",
)


def _fraction_or_number(text: str, unit: Noun) -> str:
    """Return a number or a fraction in words, as it agrees with `unit`."""
    if not re.fullmatch(FRACTION, text):
        return decimal(text, unit.form)
    words = fraction(text)
    if unit.is_feminine and words.endswith("medio"):
        return words.replace("uno y", "una y").removesuffix("o") + "a"
    return words


def _first_number(text: str, unit: Noun) -> str:
    """Return the first number of a range, which no noun follows: "uno a dos mililitros"."""
    return _fraction_or_number(text, unit) if unit.is_feminine or re.fullmatch(FRACTION, text) else decimal(text)


def _read_agreeing(match: re.Match[str]) -> str | None:
    """Return 1, 21 or 200 before a feminine noun; general text normalization takes every noun for masculine."""
    if not is_feminine(match["noun"]):
        return None
    words = decimal(match["said"], "feminine")
    return words if words != decimal(match["said"], "masculine") or "," in match["said"] else None


_NO_NOUNS = frozenset(("al", "a", "en", "por", "cada", "si", "con", "de", "y", "o", "para", "según"))
"""Words after a range that it does not count: ½-1 al acostarse."""


def _read_plain_range(match: re.Match[str]) -> str | None:
    low, high = match["low"], match["high"]
    if re.fullmatch(r"(?:19|20)\d\d", low) and re.fullmatch(r"(?:19|20)\d\d", high):
        return f"{decimal(low)} a {decimal(high)}"
    if match["noun"] in _NO_NOUNS:
        return f"{fraction(low)} a {fraction(high)}"
    unit = noun(match["noun"] or "")
    return f"{_first_number(low, unit)} a {_fraction_or_number(high, unit)}"


def _read_kilograms(match: re.Match[str]) -> str:
    sign = "coma" if match["sign"] == "," else "punto"
    return f"{decimal(match['whole'])} {sign} {digits(match['rest'])} kilogramos"


def _read_rate(match: re.Match[str]) -> str:
    return read_units(match[0], is_many=True)


def _read_divisors(match: re.Match[str]) -> str:
    units = f"mg{match['said']}"
    return " " + read_units(units, is_many=True).removeprefix("miligramos ")


def _read_number_by(match: re.Match[str]) -> str:
    """Return "doce a veinte por minuto" for 12-20/min."""
    low = f"{decimal(match['low'])} a " if match["low"] else ""
    per = read_units(f"mg{match['units']}", is_many=True).removeprefix("miligramos ")
    return f"{low}{_fraction_or_number(match['high'], Noun(one='', many='', is_feminine=False))} {per}"


def _read_percent(match: re.Match[str]) -> str:
    low = f"{decimal(match['low'])} a " if match["low"] else ""
    return f"{low}{decimal(match['high'])} por ciento"


OPENING_RULES: tuple[Rule, ...] = (
    rewrites(
        "decimals after an apostrophe",  # 0'5 mg
        r"(?<![\w.,'’])(\d{1,3})['’´](\d{1,2})(?= ?(?:mg|mcg|µg|g|kg|m[lL]|cc|cm|mm|m|km|[lL]|UI|%|h|€|comp|tab|"
        r"litros?|gramos|metros|veces|horas|puntos|grados|°|º)(?![^\W\d_]))|(?<=[Kk]m )(\d{1,3})['’´](\d{1,2})(?!\w)",
        lambda match: f"{match[1] or match[3]},{match[2] or match[4]}",
    ),
)

RULES: tuple[Rule, ...] = (
    says(
        "kilograms with three decimals",  # 8,350 kg weighs a baby
        rf"{START}(?P<said>(?P<whole>\d{{1,2}})(?P<sign>[.,])(?P<rest>\d{{3}}) ?(?:kg|Kg|KG|kilos?|"
        rf"kilogramos?))(?![\w/])",
        _read_kilograms,
    ),
    says(
        "ranges with a unit",
        rf"{START}(?P<low>{AMOUNT}) ?(?P<low_units>{UNIT})?{TO}(?P<high>{AMOUNT}) ?(?P<units>{UNITS}){_DOT}",
        _read_range,
    ),
    says("numbers with a unit", rf"{START}(?P<amount>{AMOUNT}) ?(?P<units>{UNITS}){_DOT}", _read_one),
    says(
        "numbers by a unit",
        rf"{START}(?:(?P<low>{AMOUNT}){TO})?(?P<high>{AMOUNT})(?! ?/ ?\d)(?P<units>(?= ?/){PER}+)(?!\w)",
        _read_number_by,
    ),
    says("rates after words", rf"(?<=[{SAID}])(?= ?/)(?P<said>{PER}+)(?!\w)", _read_divisors),
    says("percentages", rf"{START}(?:(?P<low>{DECIMAL}) ?%?{TO})?(?P<high>{DECIMAL}) ?%", _read_percent),
    says(
        "rates",
        rf"(?<![\w/])(?:{UNIT}|[a-zá-ú]+s){PER}+(?!\w)",
        lambda match: _read_rate(match) if re.match(UNIT, match[0]) else None,
    ),
    says(
        "ranges",
        rf"{START}(?P<low>{AMOUNT}) ?[-–—] ?(?P<high>{AMOUNT})(?![\w–-]|[.,]\d)(?= (?P<noun>[^\W\d_]+)|(?P<none>))",
        _read_plain_range,
    ),
    says(
        "ranges in words",
        rf"{START}(?P<said>(?P<low>{AMOUNT}) a (?P<high>{AMOUNT}))(?= {_NUMBER_NOUN})",
        _read_plain_range,
    ),
    says(
        "ranges of nothing",
        rf"{START}(?P<low>\d{{1,3}}) a (?P<high>\d{{1,3}})(?=[.,;:)]|$)(?![.,]\d)",
        lambda match: f"{decimal(match['low'])} a {decimal(match['high'])}",
    ),
    says(
        "numbers of a noun", rf"{START}(?P<said>(?:{DECIMAL}))(?= {_NUMBER_NOUN}(?!\w))(?<!\d[:/]\d\d)", _read_agreeing
    ),
    says(
        "numbers that end in one",
        rf"(?:(?<=[^\W\d_] )|(?<=[^\W\d_]\. )|(?<=[^\W\d_]: )|(?<=[^\W\d_]\.: )|(?<=[{SAID}] )|"
        rf"(?<=[^\W\d_], )|^|(?<=[¿¡(«“\"…])){START}(?P<said>\d{{1,3}}[.,](?:\d|"
        rf"\d\d)?1|\d*[02-9]1)"
        rf"(?=\s*(?:[.,;:)?!…»”](?=[\s)”».,;:]|$)|$)| [yo(] ?|[{SAID}])",
        lambda match: decimal(match["said"], "feminine" if match.string[: match.start()].endswith("las ") else "alone"),
    ),
    says(
        "one or two of a noun",
        rf"{START}(?P<said>1)(?= (?:o|ó|y) \d{{1,2}} {_NUMBER_NOUN}(?!\w))",
        lambda match: "una" if is_feminine(match["noun"]) else None,
    ),
    says(
        "one alone",
        rf"(?:(?<=[^\W\d_] )|(?<=[:,;] )|^|(?<=\()|(?<=[.{SAID}] )(?=1 de cada\b))(?P<said>(?:\d*[02-9])?1)"
        rf"(?= (?:en|entre|de|a|al|y|o|por|para|es|con|sin|si|más|menos)\b|[{SAID}]|\s*(?:[.,;:!?)(](?!\w)|\(|$))",
        _read_one_alone,
    ),
    says("fractions", rf"{START}(?P<said>{FRACTION})(?![\w/])", lambda match: fraction(match["said"])),
    says(
        "units without a number",
        rf"(?<![\w/{SAID}.-])(?P<said>(?:mg|mcg|µg|kg|mL|ml|mmHg|mEq|UI|cm|mm|hrs|kcal)(?![\w/-]){_DOT})",
        lambda match: read_units(
            match["said"].removesuffix("."),
            is_many=not match.string[: match.start()].lower().endswith(("cada ", "por ", "un ")),
        ),
    ),
)
