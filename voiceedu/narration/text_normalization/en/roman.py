"""Roman numerals: stage IV, types I and II, cranial nerve VII. IV alone is the line into a vein."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal, ordinal
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import SAID, Rule, says

_SMALL = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
_NUMERAL = rf"(?:{_SMALL}|XL(?:IX|IV|V?I{{1,3}}|V)?|LX{{0,3}}(?:IX|IV|V?I{{1,3}}|V)?)"
_NAMED = (
    "stage|grade|type|class|phase|factor|nerve|CN|part|chapter|level|category|schedule|section|appendix|table|figure|fig|"
    "step|zone|tier|group|angiotensin|volume|vol|book|lesson|module|unit|world war|axis|bipolar|degree|fitzpatrick|"
    "mallampati|asa|nyha|ccs|salter-harris|gustilo|title|article|hypersensitivity|collagen|complex|"
    "mucopolysaccharidosis|modic|act|round|trial|cycle|super bowl|mps|gsd|hsan|lead|segment|lobule|rule|clause"
)
"""Words that have a Roman numeral after them."""
_RULERS = (
    "Pope|King|Queen|Louis|George|Henry|Elizabeth|John Paul|Charles|Richard|Alexander|Benedict|Catherine|Edward|"
    "Francis|Frederick|Gregory|Ivan|James|Leo|Mary|Napoleon|Nicholas|Philip|Pius|Sam|Samuel|William"
)
_FIRST = r"I(?=-{2}| (?:of|was|ruled|reigned)\b|\s*[,;:).]|\s*$|[’']s\b)"
"""The first of a name, not the pronoun: "George I", but "George, I hope"."""
_PART = r"(?:[ -]?[A-Ca-c]\d?)?(?!\w|-\d)"
_JOINTS = r"(?: ?[-–/] ?|,? (?:and|or) | to |, ?)"
_ONE = re.compile(rf"(?<![A-Za-z])(?P<numeral>{_NUMERAL})(?P<letter>[ABCabc]?)(?P<number>\d?)(?![A-Za-z])")


def _read_named(match: re.Match[str]) -> str:
    """Return numerals after a word such as "stage" as numbers; a dash between them is "to", a slash "or"."""
    text = _ONE.sub(_read_one, re.sub(r"(?<=[IVX])-(?=[A-Ca-c]\d?(?!\w))", "", match["said"]))
    text = re.sub(r"\s?[-–]\s?", " to ", text)
    return re.sub(r"\s?/\s?", " or ", text)


def _read_one(match: re.Match[str]) -> str:
    number = cardinal(int(match["number"])) if match["number"] else ""
    return " ".join(filter(None, (cardinal(value(match["numeral"])), match["letter"].upper(), number)))


def _read_ruler(match: re.Match[str]) -> str:
    return f"the {ordinal(value(match['said']))}"


def _read_alone(match: re.Match[str]) -> str:
    return f"{cardinal(value(match['numeral']))} {match['part'] or ''}".strip()


RULES: tuple[Rule, ...] = (
    says("units into a vein", r"\b(?:million|thousand) units (?P<said>IV)(?!\w)", "I V"),
    says(
        "grades of a murmur",
        r"\b(?i:grade )?(?P<said>(?P<grade>I{1,3}|IV|VI?)/VI)(?= |[,.;)]|$)",
        lambda match: f"{cardinal(value(match['grade']))} out of six",
    ),
    says(
        "numerals after their word",
        rf"\b(?i:{_NAMED})s?(?:\.? |-)(?P<said>{_NUMERAL}{_PART}(?:{_JOINTS}{_NUMERAL}{_PART})*)",
        _read_named,
    ),
    says("popes and kings", rf"\b(?:{_RULERS}) (?:[A-Z][a-z]+ )?(?P<said>{_FIRST}|(?!I\b){_SMALL})(?!\w)", _read_ruler),
    says(
        "numerals before a noun",
        r"\b(?i:the|our|this|its) (?P<said>X{1,3}(?:IX|IV|V?I{1,3}|V))"
        r"(?= (?:annual|anniversary|meeting|congress|edition|century|session)\b)",
        lambda match: ordinal(value(match["said"])),
    ),
    says(
        "numerals of two letters and more",
        rf"(?<![\w{SAID}.'’/-])(?P<said>(?P<numeral>II|III|VI|VII|VIII|IX|X{{1,3}}(?:IX|IV|V?I{{1,3}}|V))(?P<part>(?<=II)[A-D])?)"
        r"(?![\w'’/])",
        _read_alone,
    ),
)
