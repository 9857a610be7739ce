"""Values of a blood test: Na 140, K 4,2."""

import re

from voiceedu.narration.text_normalization.rules import Rule, says
from voiceedu.narration.text_normalization.tables import any_of

_ELEMENTS = {"Na": "sodio", "K": "potasio", "Ca": "calcio", "Mg": "magnesio", "Cl": "cloro", "Fe": "hierro"}


def _read_element(match: re.Match[str]) -> str:
    return _ELEMENTS[match["element"]]


RULES: tuple[Rule, ...] = (
    says(
        "values of a blood test",
        rf"(?<![\w-])(?P<element>{any_of(_ELEMENTS)})(?<!itamina K)"
        r"(?=(?:,? (?:de|era|fue|es) | ?[=:] ?| )\d{1,3}(?:[.,]\d+)?(?!\w|-[^\W\d]))",
        _read_element,
    ),
    says("sodium", r"(?<!\w)(?:baja|bajo|alta|alto|dieta) en (?P<said>Na)(?!\w)", "sodio"),
)
