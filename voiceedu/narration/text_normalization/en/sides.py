"""Sides of the body: R. knee, L hip, R/L shoulders."""

import re

from voiceedu.narration.text_normalization.rules import Rule, says

_PARTS = (
    "knee|hip|shoulder|elbow|wrist|ankle|foot|hand|arm|forearm|leg|thigh|calf|buttock|groin|flank|side|eye|ear|lung|breast|"
    "kidney|ovary|testicle|thumb|finger|toe|heel|neck|jaw|cheek|temple|rib|"
    "chest|SI joint|sacroiliac|facet|lumbar|cervical|"
    "thoracic|trapezius|sciatic|femoral|lower|upper|greater|ventricle|atrium|hemisphere"
)
_BEFORE_A_PART = rf"(?=(?:(?:lower|upper|inner|outer|big|great|little) )?(?:{_PARTS})(?:e?s)?\b)"
_SIDES = {"R": "right", "L": "left"}


def _read_side(match: re.Match[str]) -> str:
    return _SIDES[match["side"]]


def _read_sides(match: re.Match[str]) -> str:
    joint = "and" if match["joint"].strip() in ("&", "+", "and") else "or"
    return f"{_SIDES[match['first']]} {joint} {_SIDES[match['last']]} "


RULES: tuple[Rule, ...] = (
    says(
        "both sides of the body",
        rf"(?<![\w.-])(?P<first>[RL])\.?(?P<joint> ?[/&+] ?| and | or )(?P<last>[RL])\.? {_BEFORE_A_PART}",
        _read_sides,
    ),
    says("sides of the body", rf"(?<![\w.-])(?P<said>(?P<side>[RL])\.?) {_BEFORE_A_PART}", _read_side),
)
