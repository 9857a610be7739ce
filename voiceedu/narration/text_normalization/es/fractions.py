"""Fractions of a thing: ½ tableta, 1 ½ raciones, 3/4 de taza, media naranja."""

import re

from voiceedu.narration.text_normalization.es.nouns import is_feminine, singular
from voiceedu.narration.text_normalization.es.numbers import FRACTION, Noun, count
from voiceedu.narration.text_normalization.es.quantities import START
from voiceedu.narration.text_normalization.es.units import UNIT
from voiceedu.narration.text_normalization.rules import Rule, says

_COUNTED = (
    "tableta|comprimido|pastilla|píldora|cápsula|gragea|parche|taza|vaso|dosis|hora|día|semana|mes|año|minuto|"
    "cucharada|"
    "cucharadita|ampolla|frasco|sobre|gota|supositorio|litro|libra|onza|kilo|gramo|pulgada|milla|kilómetro|jeringa|"
    "botella|lata|porción|rebanada|aplicación|inhalación|sesión|unidad|tubo|bolsa|cajetilla|copa"
)
_NOT_HALVED = r"(?:cada|noche|mañana|tarde|comida|cena|merienda|vía|diaria|entre|sobre|durante|desde)\b"
"""Words after a half that it does not count: ½ noche, ½ cada comida."""
_SIGN = "[¼½¾⅐-⅞]"


def _read_counted(match: re.Match[str]) -> str:
    word = match["noun"]
    return count(
        match["amount"],
        Noun(
            one=singular(word) if word.endswith("s") and word != "dosis" else word,
            many=word,
            is_feminine=is_feminine(word),
        ),
    )


RULES: tuple[Rule, ...] = (
    says(
        "fractions of a thing",
        rf"{START}(?P<amount>{FRACTION}) (?:de )?(?P<noun>(?:{_COUNTED})(?:e?s)?)\b",
        _read_counted,
    ),
    says(
        "wholes and a fraction of any thing",
        rf"{START}(?P<amount>\d+(?: y | )?{_SIGN}|\d+(?: y | )[1-9]/[2-9]) "
        r"(?P<noun>(?!antes|después|menos|tres|seis|más)[a-zá-ú]{3,}s)(?!\w)",
        _read_counted,
    ),
    says(
        "half of any feminine thing",
        rf"{START}(?<!\d )(?<!\d y )(?P<said>½|1/2)(?= (?P<noun>(?!{_NOT_HALVED}|{UNIT})[a-zá-ú]{{4,}})(?!\w))",
        lambda match: "media" if is_feminine(match["noun"]) else None,
    ),
)
