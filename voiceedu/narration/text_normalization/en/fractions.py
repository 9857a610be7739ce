"""Fractions, and two numbers of which no other module knows more: 1/2 tablet, ⅔ cup, 98.6/37.0, 2,400/1,850 mL."""

import re

from voiceedu.narration.text_normalization.en import risks
from voiceedu.narration.text_normalization.en.numbers import FRACTION, amount, cardinal, decimal
from voiceedu.narration.text_normalization.en.quantities import END, START, part_of
from voiceedu.narration.text_normalization.rules import SAID, Rule, says


def _read_two(match: re.Match[str]) -> str | None:
    """Return two numbers that are no fraction: parts of a hundred, as in 70/30, or one over the other."""
    if not re.search(r"[^\W\d_]", match.string):
        return None
    left, right = int(match["left"]), int(match["right"])
    joint = " " if left + right == 100 else " over "
    return f"{cardinal(left)}{joint}{cardinal(right)}"


def _read_fraction_of(match: re.Match[str]) -> str:
    value, noun = amount(match["amount"]), match["noun"]
    return part_of(value, noun.removesuffix("s")) if value.is_part else f"{value.words} {noun}"


def _read_fraction(match: re.Match[str]) -> str:
    words = amount(match["said"]).words
    return words.removeprefix("one ") if words == "one half" and match["of"] is not None else words


_NOUNS = (
    "tablet|tab|pill|capsule|caplet|patch|cup|glass|dose|hour|day|week|month|year|mile|inch|teaspoon|tablespoon|ounce|"
    "pint|quart|gallon|pound|syringe|vial|packet|can|bottle|strip|lozenge|suppository|scoop|serving|slice|minute|plate|"
    "portion|unit|ampule|bag|tube|pack|liter|gram|milligram|milliliter"
)


RULES: tuple[Rule, ...] = (
    *risks.RULES,
    says(
        "fractions of a thing", rf"{START}(?P<amount>{FRACTION})[ -](?P<noun>(?:{_NOUNS})(?:e?s)?)\b", _read_fraction_of
    ),
    says("the other half", r"\bother (?P<said>½|1/2)(?![\w/])", "half"),
    says(
        "fractions",
        rf"{START}(?P<said>{FRACTION})(?P<of>(?= (?:of (?:a|an|the|your|one|it)|an?)\b))?(?![\w/])",
        _read_fraction,
    ),
    says(
        "two numbers with a point",
        rf"{START}(?P<left>\d{{1,3}}(?:\.\d+)?)/(?P<right>\d{{1,3}}\.\d+|(?<=\.\d/)\d{{1,3}}){END}",
        lambda match: f"{decimal(match['left'])} over {decimal(match['right'])}",
    ),
    says(
        "amounts in and out",
        rf"{START}(?P<left>\d{{3,4}})/(?P<right>\d{{3,4}})(?= ?(?:(?:mL|ml|cc)\b|[{SAID}]))",
        lambda match: f"{decimal(match['left'])} over {decimal(match['right'])}",
    ),
    says("two numbers", rf"{START}(?P<left>\d{{1,3}})/(?P<right>\d{{1,3}}){END}", _read_two),
)
