"""Angles and degrees without a letter: ABD 90°, flex. 45º, cabecera a 30°, fiebre > 38º, 20º Cobb."""

import re

from voiceedu.narration.text_normalization.es.numbers import Noun, cardinal, count
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_MOVEMENTS = {"abd": "abducción", "add": "aducción", "ri": "rotación interna", "re": "rotación externa"}


def _read_angle(match: re.Match[str]) -> str | None:
    """Return degrees in a sentence. Alone, 28° is an ordinal."""
    return f"{cardinal(int(match['number']))} grados" if re.search(r"[^\W\d_]", match.string) else None


def _read_sided_angle(match: re.Match[str]) -> str:
    return f" {count(match['number'], Noun(one='grado', many='grados'))}"


def _write_side(match: re.Match[str]) -> str:
    return f" a la {'derecha' if match[1] == 'D' else 'izquierda'}"


RULES: tuple[Rule, ...] = (
    rewrites("extensions of a joint", r"(?<![Rr]ot\. )(?<![Rr]otación )\bext\.(?=:? [-−–]?\d{1,3} ?[°º])", "extensión"),
    rewrites("bending of a joint", r"\bflex\.(?=:? [-−–]?\d{1,3} ?[°º])", "flexión"),
    rewrites("degrees after a comparison", r"([<>≥≤] ?\d{1,3}) ?º(?!\w|\.\w)", r"\1°"),
    rewrites(
        "degrees of a joint", r"\b((?:a|hasta|de) [1-9]\d)º(?= ?(?:dch|izd|der|izq|bil)|[,;)]|\.?$)", r"\1 grados"
    ),
    rewrites(
        "degrees of a fever or of heat",
        r"((?:[<>≥≤]|\b(?:[Ff]iebre|[Tt]emperatura|[Tt]emp\.)(?: (?:de|a|hasta|mayor a|mayor de|"
        r"superior a))?:?) ?(?:3[4-9]|4[0-2])"
        r"(?:[.,]\d)?) ?[º°](?! ?[CFcf]\b)(?!\w)",
        r"\1 grados",
    ),
    rewrites(
        "degrees for some time",
        r"(?<![\w.,])(\d{2,3}) ?º(?= ?(?:[x×/]|por|durante) ?\d+ ?(?:s|seg|min|['’′\"”″]))",
        r"\1 grados",
    ),
    says(
        "movements of a joint",
        r"(?<![\w.-])(?P<said>(?P<movement>[Aa]bd|[Aa]dd|R[IE])\.?)(?= (?:\d{1,3} ?°|T\d))",
        lambda match: _MOVEMENTS[match["movement"].lower()],
    ),
    rewrites("a minus before degrees", r"(?<= )[−–-](?=\d{1,3} ?°)(?<!\d [−–-])", "menos "),
    says(
        "degrees below zero",
        r"(?<=\bmenos )(?P<number>\d{1,3}) ?°(?! ?[CF]\b)",
        lambda m: f"{cardinal(int(m['number']))} grados",
    ),
    says(
        "angles in a range",
        r"(?<![\w.,/-])(?P<low>\d{1,3}) ?°? ?[-–] ?(?P<high>\d{1,3}) ?°(?![\w°]| ?[CFKcfk]\b)",
        lambda match: f"{cardinal(int(match['low']))} a {cardinal(int(match['high']))} grados",
    ),
    says("angles on both sides", r"(?<=±)(?P<said>(?P<number>\d{1,3}) ?°)(?![\w°]| ?[CFKcfk]\b)", _read_sided_angle),
    rewrites("degrees of a curve", r"(\d{1,2}) ?º(?= (?:de )?Cobb)", r"\1 grados"),
    rewrites("sides after an angle", r"(?<=\d°) ?([DI])(?=\s*(?:[,;.)/]|$))", _write_side),
    says(
        "angles",
        r"(?<![\w.,])(?P<number>1[3-9]|[2-9]\d|[1-3]\d\d) ?°(?![\w°]| ?[CFKcfk]\b)",
        _read_angle,
    ),
)
