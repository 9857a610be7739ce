"""Values of a blood test: Na 140, K 4,2, plaquetas 250K."""

import re

from voiceedu.narration.text_normalization.es.numbers import decimal
from voiceedu.narration.text_normalization.rules import Rule, says
from voiceedu.narration.text_normalization.tables import any_of

_ELEMENTS = {"Na": "sodio", "K": "potasio", "Ca": "calcio", "Mg": "magnesio", "Cl": "cloro", "Fe": "hierro"}


def _read_element(match: re.Match[str]) -> str:
    return _ELEMENTS[match["element"]]


def _read_thousands(match: re.Match[str]) -> str:
    return f"{decimal(match['number'], 'masculine')} mil"


_CELLS = "plaquetas|plaq\\.?|leucocitos|leuc\\.?|glóbulos blancos|neutrófilos|linfocitos|recuento|plt|wbc"

RULES: tuple[Rule, ...] = (
    says(
        "values of a blood test",
        rf"(?<![\w-])(?P<element>{any_of(_ELEMENTS)})(?<!itamina K)"
        r"(?=(?:,? (?:de|(?:era|fue|es)(?: de)?|(?:está|estaba|salió) en) | ?[=:] ?| )"
        r"\d{1,3}(?:[.,]\d+)?(?!\w|-[^\W\d]))",
        _read_element,
    ),
    says(
        "thousands of cells",
        rf"\b(?:{_CELLS})[ :=]+(?:(?:de|en|a|son|fue|está en|están en) )?"
        r"(?P<said>(?P<number>\d{1,3}(?:[.,]\d{1,2})?) ?[Kk])(?![\w-])",
        _read_thousands,
        ignore_case=True,
    ),
    says("thousands of a count", r"(?<![\w.,/$])(?P<number>[2-9]\d|[1-9]\d\d)K(?![\w-])", _read_thousands),
    says("sodium", r"(?<!\w)(?:baja|bajo|alta|alto|dieta) en (?P<said>Na)(?!\w)", "sodio"),
)
