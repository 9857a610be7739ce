"""Roman numerals: stage IV, types I and II, cranial nerve VII. IV alone is the line into a vein."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal, ordinal
from voiceedu.narration.text_normalization.rules import SAID, Rule, says

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_NUMERAL = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3}|XL|L)"
_NAMED = (
    "stage|grade|type|class|phase|factor|nerve|nerves|CN|part|chapter|level|category|cat|schedule|section|appendix|table|"
    "figure|fig|step|zone|tier|group|angiotensin|volume|vol|book|lesson|module|unit|world war|axis|bipolar|degree|"
    "fitzpatrick|mallampati|asa|nyha|ccs|salter-harris|gustilo|title|article|hypersensitivity|collagen|complex|level|"
    "glycogen storage disease|mucopolysaccharidosis|act|round|trial|cycle|lead|leads|segment|lobule|rule|clause"
)
_AND = r"(?: ?[-–/] ?|, ?| and | or | to |, and |, or )"
_LETTER = r"(?:[ -]?[A-Ca-c](?:\d)?)?(?!\w)"


def value(numeral: str) -> int:
    """Return the number that `numeral` means: 4 for IV."""
    total = 0
    for letter, following in zip(numeral, (*numeral[1:], ""), strict=True):
        sign = -1 if _VALUES[letter] < _VALUES.get(following, 0) else 1
        total += sign * _VALUES[letter]
    return total


_ONE = re.compile(rf"(?<![A-Za-z])(?P<numeral>{_NUMERAL})(?P<letter>[ABCabc]?\d?)(?![A-Za-z])")


def _read_named(match: re.Match[str]) -> str:
    """Return numerals after a word such as "stage", in numbers; a dash or slash between them is "to" or "or"."""
    text = _ONE.sub(_read_one, match["said"])
    text = re.sub(r"\s?[-–]\s?", " to ", text)
    return re.sub(r"\s?/\s?", " or ", text)


def _read_one(match: re.Match[str]) -> str:
    letter = match["letter"]
    parts = [cardinal(value(match["numeral"])), letter[:1].upper() if letter and not letter.isdigit() else ""]
    parts += [cardinal(int(letter[-1]))] if letter[-1:].isdigit() else []
    return " ".join(filter(None, parts))


def _read_ruler(match: re.Match[str]) -> str:
    return f"the {ordinal(value(match['said']))}"


RULES: tuple[Rule, ...] = (
    says(
        "numerals after their word",
        rf"\b(?i:{_NAMED})s?\.? (?P<said>{_NUMERAL}{_LETTER}(?:{_AND}{_NUMERAL}{_LETTER})*)",
        _read_named,
    ),
    says(
        "popes and kings",
        r"\b(?:Pope|King|Queen|Louis|George|Henry|Elizabeth|John Paul|Charles|Richard) (?:[A-Z][a-z]+ )?(?P<said>(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2}))(?!\w)",
        _read_ruler,
    ),
    says(
        "numerals of two letters and more",
        rf"(?<![\w{SAID}.'’/-])(?P<said>II|III|VI|VII|VIII|IX|XI|XII|XIII|XIV|XV)(?![\w'’/])",
        lambda match: cardinal(value(match["said"])),
    ),
)
