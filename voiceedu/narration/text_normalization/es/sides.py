"""Sides of the body, in the gender of the part: rodilla der., hombro izq."""

import re

from voiceedu.narration.text_normalization.es.nouns import is_feminine
from voiceedu.narration.text_normalization.rules import SAID, Rule, says

_SIDES = {"der": "derech", "izq": "izquierd"}


def _read_side(match: re.Match[str]) -> str:
    noun = match["noun"]
    gender = "a" if is_feminine(noun) else "o"
    return f"{_SIDES[match['side'].lower()]}{gender}{'s' if noun.endswith('s') else ''}"


RULES: tuple[Rule, ...] = (
    says(
        "sides of the body",
        rf"(?<!\w)(?P<noun>[^\W\d_]{{3,}}) (?P<said>(?P<side>der|izq)(?:\.(?=[\s)]*[\w{SAID},;:(])|(?=\.)))",
        _read_side,
        ignore_case=True,
    ),
)
