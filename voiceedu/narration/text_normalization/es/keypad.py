"""Keys of a telephone: pulse # para terminar, * para repetir, marque *67."""

import re

from voiceedu.narration.text_normalization.es.numbers import digits
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_KEYS = {"#": "almohadilla", "*": "asterisco"}
_CALLING = re.compile(r"\b(?:llam|línea|fono|tel|emergencia|locatel|celular|cel\.)", re.IGNORECASE)
_PRESSING = re.compile(r"\b(?:puls|oprim|presion|marqu|marc|tecl)\w*", re.IGNORECASE)


def _read_key(match: re.Match[str]) -> str | None:
    return _KEYS[match["said"]] if _PRESSING.search(match.string[: match.start()]) else None


RULES: tuple[Rule, ...] = (
    rewrites("signs of a sex", r" ?([♂♀])\ufe0f? ?", lambda match: " hombre " if match[1] == "♂" else " mujer "),
    rewrites("a telephone as a picture", r"[☎☏✆📞📱] ?️?:? ?(?=[+(\d])", "teléfono: "),
    rewrites("an accent for a prime", r"(?<=\d)´(?!\d)", "′"),
    says(
        "a star before an emergency number",
        r"(?<=: )(?P<said>\*(?P<number>\d{2,4}))(?![\w*])",
        lambda match: f"asterisco {digits(match['number'])}",
    ),
    rewrites("a key as the mark of a list", "^(\\d)\ufe0f?\u20e3\\s*(?=[A-ZÁÉÍÓÚ])", r"\1, "),
    says(
        "a star before a short number",
        r"(?<!\S)(?P<said>\*(?P<number>\d{2,4}))(?=#? (?:desde|o|y|en)\b)",
        lambda match: f"asterisco {digits(match['number'])}",
    ),
    says(
        "a star before a number of a line",
        r"(?<!\S)(?P<said>\*(?P<number>\d{3,4}))(?= \(|[,;.]|$)",
        lambda match: f"asterisco {digits(match['number'])}" if _CALLING.search(match.string) else None,
    ),
    says(
        "keys with a star",
        r"\b(?i:marque|oprima|pulse|presione|digite) (?P<said>\*(?P<number>\d{1,4}))(?!\w)",
        lambda match: f"asterisco {digits(match['number'])}",
    ),
    says("keys", r"(?<![\w*#])(?P<said>[#*])(?=[\s,.;]|$)", _read_key),
)
