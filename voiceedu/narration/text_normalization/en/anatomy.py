"""Levels of the spine: C5, L4-L5, L4/5, T12/L1, L3–S1; a nerve in short: n. block."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_LAST = {"C": 8, "T": 12, "L": 6, "S": 5}
"""The last level of each region. C8 is a nerve; L6 is a variant of the spine."""
_LEVEL = r"(?:C[1-8]|T(?:1[0-2]|[1-9])|L[1-6]|S[1-5])"
_NEXT = r"(?: ?[-–—/] ?| to )(?:[CTLS]?(?:1[0-2]|[1-9]))(?!\w)"
_SPAN = rf"(?<![\w{SAID}-]){_LEVEL}(?:{_NEXT})+"
_PARTS = re.compile(r"([-–—/]| to )?\s*([CTLS])?(\d{1,2})")


def _read_span(match: re.Match[str]) -> str | None:
    """Return neighbours, a disc, one after the other; and what is further apart as a range."""
    words: list[str] = []
    region, position = "", 0
    for joint, letter, number in _PARTS.findall(match[0]):
        region = letter or region
        if int(number) > _LAST[region]:
            return None
        here = _position(region, int(number))
        is_range = joint.strip() == "to" or (joint in ("-", "–", "—") and not 0 <= here - position <= 1)
        words += ["to"] * (bool(joint) and is_range) + [region, cardinal(int(number))]
        position = here
    return " ".join(words)


def _position(region: str, number: int) -> int:
    """Return how far down the spine a level is. C8 stands where T1 begins, so that C7-T1 are neighbours."""
    above = {"C": 0, "T": 7, "L": 19, "S": 24}
    return above[region] + number


def _read_level(match: re.Match[str]) -> str:
    return f"{match['region']} {cardinal(int(match['number']))}"


RULES: tuple[Rule, ...] = (
    rewrites(
        "a nerve in short", r"(?<=[a-z.)] )n\.?(?= (?:blocks?|roots?|branch(?:es)?|inj\w*|ablation|stim\w*)\b)", "nerve"
    ),
    says("spans of spinal levels", _SPAN, _read_span),
    says(
        "spinal levels",
        rf"(?<![\w{SAID}-])(?=(?:{_LEVEL})(?!\w))(?P<region>[CTLS])(?P<number>\d{{1,2}})(?!\w)",
        _read_level,
    ),
)
