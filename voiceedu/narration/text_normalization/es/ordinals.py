"""Ordinals: 1.º, 2.ª, 1er, los 1.os, 3.er piso."""

import re

from voiceedu.narration.text_normalization.es.numbers import ordinal
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says


def _read_ordinal(match: re.Match[str]) -> str:
    number, ending = int(match["number"]), match["ending"]
    words = ordinal(number, is_feminine=ending.endswith("a"))
    return words.removesuffix("o") if ending.endswith("r") and words.endswith(("primero", "tercero")) else words


_TENS = {
    **{"1": "decimo", "2": "vigesimo", "3": "trigésimo ", "4": "cuadragésimo ", "5": "quincuagésimo "},
    **{"6": "sexagésimo ", "7": "septuagésimo ", "8": "octogésimo ", "9": "nonagésimo "},
}


def _read_before_noun(match: re.Match[str]) -> str:
    """Return "vigesimoprimer", as the first and the third are before a masculine noun."""
    first = "primer" if match["number"][1] == "1" else "tercer"
    return f"{_TENS[match['number'][0]]}{first}"


_MASCULINE_COUNTED = (
    "piso|día|mes|año|grado|dedo|trimestre|lugar|paso|nivel|turno|control|ciclo|bloqueo|metatarsiano|metacarpiano|"
    "apellido|nombre|cuatrimestre|semestre|molar|espacio|intento|aviso|contacto|parto|tiempo|curso|tratamiento"
)


OPENING_RULES: tuple[Rule, ...] = (
    rewrites(
        "ordinals in capitals",
        r"(?<![\w.,])(1(?:ER|ERO|RO|RA|ERA)|2D[OA]|3(?:ER|ERO|RO|RA|ERA)|[456]T[OA]|7M[OA]|8V[OA]|9N[OA]|10M[OA])(?!\w)",
        lambda match: match[1].lower().replace("ero", "ro").replace("era", "ra"),
    ),
    says(
        "the first and the last of some",
        r"(?<![\w.,])(?P<number>[1-9])\.?(?P<ending>[oa])s(?!\w)(?:\.(?= ))?",
        lambda match: f"{ordinal(int(match['number']), is_feminine=match['ending'] == 'a')}s",
    ),
    rewrites(
        "ordinals of a shortened form in a range",
        r"(?<=\d\.er) ?[-–—] ?(?=\d{1,2}\.?(?:[ªº]|er))|(?<=\der) ?[-–—] ?(?=\d{1,2}\.?(?:[ªº]|er|to))",
        " a ",
    ),
    rewrites("ordinals in a range", r"(?:(?<=\d\.[ªº])|(?<=\d[ªº])) ?[-–—] ?(?=\d{1,2}\.?[ªº])", " a "),
    rewrites("an ordinal hour", r"(?<=\d\.ª) h(?=[\s,;.)]|$)|(?<=\dª) h(?=[\s,;.)]|$)", " hora"),
    rewrites("an ordinal day", r"(?<=\d\.º) d(?=[\s,;.)]|$)|(?<=\dº) d(?=[\s,;.)]|$)", " día"),
    says(
        "first and third before a noun",
        rf"(?<![\w.,])(?P<said>(?P<number>[13])\.?[ºo°])(?= (?i:{_MASCULINE_COUNTED})\b)",
        lambda match: ordinal(int(match["number"])).removesuffix("o"),
    ),
    says(
        "higher ordinals before a noun",
        rf"(?<![\w.,])(?P<said>(?P<number>(?:[2-9][13]|13))\.?(?:[ºo°]|er))(?= (?i:{_MASCULINE_COUNTED})\b)",
        _read_before_noun,
    ),
)

RULES: tuple[Rule, ...] = (
    says(
        "ordinals",
        r"(?<![\w.,])(?P<number>\d{1,2})(?P<ending>\.?(?:er|ro|ra|do|da|to|ta|mo|ma|vo|va|no|na))(?!\w)"
        r"(?:\.(?= [a-zá-ú]))?",
        _read_ordinal,
    ),
)
