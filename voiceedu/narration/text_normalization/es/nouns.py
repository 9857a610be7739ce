"""The gender of what a text counts: "1 tableta" is "una tableta", "21 días" is "veintiún días"."""

import re

from voiceedu.narration.text_normalization.es.numbers import Noun

_MASCULINE_IN_A = (
    "para|hasta|contra|hacia|era|sea|una|ella|esta|esa|menos|más|antes|después|día|problema|síntoma|programa|sistema|tema|eccema|edema|hematoma|trauma|diafragma|examen|coma|electrocardiograma|"
    "diagrama|planeta|mapa|clima|idioma|poeta|papá|gramo|cardiólogo"
)
_FEMININE_OTHERS = (
    "cruz|cruces|vez|veces|dosis|noche|noches|tarde|tardes|mujer|mujeres|parte|partes|sangre|clase|clases|"
    "crisis|biopsia|llave|llaves|base|fase|fases|serie|series|nariz|piel|sal|luz|mano|manos|imagen|imágenes|red|fiebre|leche|nube|"
    "ingles?|sien(?:es)?|raíz|raíces|regi[oó]n(?:es)?|falanges?|pelvis|hemipelvis|\\w+físis|\\w+fisis|pared(?:es)?|cerviz"
)
_FEMININE = re.compile(
    rf"(?!(?:{_MASCULINE_IN_A})s?$)(?:\w*(?:a|as|ción|ciones|sión|siones|dad|dades|tud|itis|osis)|{_FEMININE_OTHERS})",
    re.IGNORECASE,
)
_FEWEST_LETTERS = 3


def noun(word: str) -> Noun:
    """Return `word`, one or several, with its gender as its ending tells it."""
    return Noun(one=word, many=word, is_feminine=is_feminine(word))


def is_feminine(word: str) -> bool:
    """Return whether a noun is feminine."""
    return len(word) >= _FEWEST_LETTERS and _FEMININE.fullmatch(word) is not None


_SINGULARS = {"meses": "mes", "veces": "vez"}


def singular(word: str) -> str:
    """Return the singular of a noun that a fraction counts: "tabletas" → "tableta"."""
    if word in _SINGULARS:
        return _SINGULARS[word]
    if word.endswith("iones"):
        return f"{word[:-4]}ón"
    if word.endswith(("ones", "anes", "enes")):
        return word[:-2]
    return word.removesuffix("s") if word[-2:-1] in "aeiou" else word.removesuffix("es")
