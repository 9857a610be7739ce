"""Ratios of two letters: F-M ratio, M:F 2:1, c/d ratio, C:D 0.3. Elsewhere M and F are days."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_SEXES = {"M": "male", "F": "female"}
_JOINT = r" ?[-–:/] ?"


def _read_sexes(match: re.Match[str]) -> str:
    return f"{_SEXES[match['first']]} to {_SEXES[match['second']]}"


RULES: tuple[Rule, ...] = (
    rewrites("sexes", rf"(?<![\w/-])(?P<first>[MF]){_JOINT}(?P<second>[MF])(?= ratio\b)", _read_sexes),
    rewrites(
        "sexes of a ratio",
        r"(?<![\w/-])(?P<first>[MF]):(?P<second>[MF])(?=(?: is|:| =| of)? \d+(?:\.\d+)?:\d)",
        _read_sexes,
    ),
    rewrites(
        "the cup of an eye",
        rf"(?<![\w/-])[Cc]{_JOINT}[Dd](?= ratio\b|(?:(?: is|:| =| of)? 0?\.\d))",
        "cup to disc",
    ),
    rewrites(
        "letters of a ratio",
        r"(?<![\w/-])([a-z]) ?[/:] ?([a-z])(?= ratio\b)",
        lambda match: f"{match[1].upper()} to {match[2].upper()}",
    ),
)
