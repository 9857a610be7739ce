"""Cells and other things by a volume: 281.000/ul, 50 células x mm3, cel/mm3, UFC/mL; misprinted units: Ul/l."""

import re

from voiceedu.narration.text_normalization.es.numbers import DECIMAL, Form, decimal
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_VOLUMES = {"mm3": "milímetro cúbico", "mm³": "milímetro cúbico", "ul": "microlitro", "ml": "mililitro", "c": "campo"}
_VOLUME = r"(?:mm ?[3³]|[µμu][lL]|m[lL])"
_APART = r"(?<![\w.,/^–—-])(?<![–—-] )(?<!\d )"
"""Not after a power, a range or a group of digits: 10^3/µL, 150 000–400 000/µL."""
_FEMININE = ("células", "copias", "colonias", "plaquetas")
_THINGS = (
    r"c[eé]l(?:ulas|s)?\.?|elementos|leucocitos|hemat[ií]es|copias|colonias|plaquetas|linfocitos|polimorfonucleares"
)


def _volume(written: str) -> str:
    return _VOLUMES[written.lower().replace(" ", "").replace("µ", "u").replace("μ", "u")]


def _read_cells(match: re.Match[str]) -> str:
    things = "células" if match["things"].startswith(("cel", "cél")) else match["things"]
    form: Form = "feminine" if things in _FEMININE else "masculine"
    return f"{decimal(match['amount'], form)} {things} por {_volume(match['volume'])}"


RULES: tuple[Rule, ...] = (
    says(
        "cells by a volume",
        rf"{_APART}(?P<amount>{DECIMAL}) ?(?P<things>{_THINGS}) ?(?:[/x×]|por) ?(?P<volume>{_VOLUME})(?![\w²³])",
        _read_cells,
    ),
    says(
        "a number by a volume",
        rf"{_APART}(?P<amount>{DECIMAL}) ?"
        r"(?:/ ?(?P<volume>[µμu][lL])|(?:[x×]|por) ?(?P<other>mm ?[3³]|[µμu][lL]))(?![\w²³])",
        lambda match: f"{decimal(match['amount'])} por {_volume(match['volume'] or match['other'])}",
    ),
    rewrites("units with a small L", r"(?<=\d) ?Ul(?=/)", " UI"),
    rewrites("a decilitre in other letters", r"(?<=[a-zµμ]/)(?:Dl|DL|dLit|dLt|dlt)(?!\w)", "dL"),
    rewrites("a millilitre in other letters", r"(?<=[a-zIU]/)Ml(?!\w)", "mL"),
    rewrites("a litre in other letters", r"(?<=[a-zlIU]/)(?:Lts?|lts?)(?!\w)", "L"),
    rewrites("a kilogram in short", r"(?<=g)/(?:k|kp)/(?=min|h|d)", "/kg/"),
    rewrites("micrograms of a pump", r"\bgammas ?/ ?(?:kg|k) ?/ ?min(?!\w)", "gammas por kilogramo por minuto"),
    rewrites("by a field", r"(?<=\d) ?x ?c(?:po|ampo)?(?=[,;.)]|\s|$)", " por campo"),
    rewrites("sides glued together", r"(?<=\d)([cm]m)[xX×](?=\d)", r" \1 x "),
    rewrites("a value after a hyphen", r"\b(Hb|Hto|Cr|Na|Glu|INR|PSA)-(?=\d)", r"\1 "),
)
