"""Roman numerals: estadio IV, el XI congreso, el III trimestre."""

import re

from voiceedu.narration.text_normalization.es.numbers import cardinal, ordinal
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_NUMERAL = r"(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2})"
_NUMBERED = (
    "siglo|segmento|estadio|estadío|etapa|grado|tipo|clase|fase|factor|nivel|categoría|grupo|par|par craneal|"
    "pares craneales|nervio|capítulo|tomo|parte|"
    "Mallampati|Gustilo|Fitzpatrick|Killip|Modic|Pfirrmann|Kellgren|Meyerding|Outerbridge|Salter|Ahlbäck|Tönnis|"
    "Lenke|Denis|Kelly|Child|Forrest|Bosniak|BIRADS|BI-RADS|ASA|NYHA|angiotensina|título|sección|anexo|tabla|figura|"
    "paso|zona|módulo|unidad|titulo|capitulo|seccion|apartado|apdo\\.|artículo|art\\.|cap\\.|inciso|fracción|libro|"
    "tema|bloque|volumen|vol\\.|acto|edición"
)
_COUNTED_IN_NUMERALS = (
    "día|mes|trimestre|semestre|año|ciclo|curso|congreso|grado|estadio|ventrículo|par|nervio|dedo|metatarsiano"
)
"""What the letters IV count before a noun; elsewhere they are a way into a vein."""


def _read_numerals(match: re.Match[str]) -> str:
    text = re.sub(
        rf"(?<![A-Za-z])({_NUMERAL})([ABCabc]?)(?![A-Za-z])",
        lambda one: f"{cardinal(value(one[1]))} {one[2].upper()}".strip(),
        match["said"],
    )
    return re.sub(r"\s?/\s?", " o ", re.sub(r"\s?[-–]\s?", " a ", text))


def _read_ordinal_numeral(match: re.Match[str]) -> str | None:
    """Return "undécimo" for the XI of "el XI congreso"; None for letters such as "la IV" and "los IX"."""
    if not match["said"] or match["said"] in _ROUTES:
        return None
    is_feminine = match["article"].lower() == "la"
    words = ordinal(value(match["said"]), is_feminine=is_feminine)
    return words.removesuffix("o") if words in ("primero", "tercero") else words


_ROUTES = frozenset({"IV", "X"})
"""Into a vein, and an unknown: no numerals."""


_RULERS = (
    "Juan Pablo|Pío|Benedicto|Felipe|Carlos|Alfonso|Fernando|Isabel|Luis|Enrique|Jorge|Guillermo|Francisco|Pedro|Jaime"
)


def _read_ruler(match: re.Match[str]) -> str:
    return ordinal(value(match["said"]), is_feminine=match["name"] == "Isabel")


def _read_meeting(match: re.Match[str]) -> str:
    """Return "séptimo" for the VII of "VII Curso", "novenas" for the IX of "IX Jornadas"."""
    noun = match["noun"].capitalize()
    is_feminine = noun in ("Jornada", "Jornadas", "Reunión", "Edición", "Semana")
    words = ordinal(value(match["said"]), is_feminine=is_feminine)
    if words.endswith("uno"):  # from twenty on they are counted: veintiún Congreso
        return words.removesuffix("o") + "a" if is_feminine else words.removesuffix("uno") + "ún"
    return (
        f"{words}s"
        if noun == "Jornadas" and words.endswith("a")
        else words.removesuffix("o")
        if words in ("primero", "tercero")
        else words
    )


RULES: tuple[Rule, ...] = (
    says(
        "centuries and years in small letters",
        r"\b(?:siglo|año(?= \w\w)) "
        r"(?P<said>m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3}))(?= e\.?c\b|$)",
        lambda match: cardinal(value(match["said"].upper())) if match["said"] else None,
    ),
    rewrites("the common era", r"\b(siglo [^\W\d_]+|siglo [^\s]) ec$", r"\1 era común"),
    rewrites("centuries", r"\bs(?:s|igl)?\. ?(?=[IVX]+(?!\w))", "siglo "),
    says("popes and kings", rf"\b(?P<name>{_RULERS}) (?P<said>(?!I\b|X\b){_NUMERAL})(?!\w)", _read_ruler),
    says("the tenth of a name", r"\b(?:Alfonso|Pío|León) (?P<said>X)(?![\w.])", "décimo"),
    says("the first of a name", r"\b(?P<name>Isabel|Juan Carlos|Carlos|Jaime) (?P<said>I)(?![\w.])", _read_ruler),
    says(
        "numerals after their word",
        rf"\b(?i:{_NUMBERED})(?:es|s)? "
        rf"(?P<said>{_NUMERAL}[ABCabc]?(?:(?: ?[-–/] ?|, | y | o | a ){_NUMERAL}[ABCabc]?)*)(?!\w)",
        _read_numerals,
    ),
    says(
        "numerals before a noun",
        r"\b(?i:(?P<article>el|la|del|al)) (?P<said>(?:X{0,2}(?:IX|V?I{2,3}|VI)|X{1,2}I?V?))(?= [a-zá-ú]{3,})",
        _read_ordinal_numeral,
    ),
    says(
        "meetings in numerals",
        rf"(?<!\w)(?P<said>(?!X\b){_NUMERAL})(?= (?P<noun>(?:Curso|Congreso|Jornadas?|Reunión|Simposio|[Ee]dición|Foro|"
        r"Encuentro|Semana|Taller|congreso|jornadas?)(?!\w)))",
        _read_meeting,
    ),
    says(
        "the fourth of a count",
        rf"\b(?i:el|del|al) (?P<said>IV)(?= (?:{_COUNTED_IN_NUMERALS})\b)",
        "cuarto",
    ),
    says(
        "numerals of two letters and more",
        rf"(?<![\w{SAID}.'’/-])(?P<said>II|III|VI|VII|VIII|IX|X{{1,3}}(?:IX|IV|V?I{{1,3}}|V))(?![\w'’/-])",
        lambda match: cardinal(value(match["said"])),
    ),
)
LETTER_RULES: tuple[Rule, ...] = (
    says(
        "initials that are no numerals",
        rf"(?<![\w.{SAID}'’/-])(?=[IVXL]*[CDM])(?P<said>[IVXLCDM]{{2,4}})(?![\w'’-])",
        lambda match: " ".join(match["said"]) if re.search(r"[^\W\d_]{3}|\d", match.string) else None,
    ),
    says(
        "letters that are no numerals",
        rf"(?<![\w.{SAID}-])(?:[CDLMVXI](?=\.(?:[\s),;:]|$))|[CDLMVX](?![\w.'’-]))",
        lambda match: match[0],
    ),
    says(
        "letters that are no direction",
        r"(?<![\w.-])(?<!\bal )(?<!\bel )(?<!del )(?<!acia )(?<!zona )(?<!lado )"
        r"(?<![°º'′\"″] )[NSO](?![\w'’-])(?!\.\w)",
        lambda match: match[0],
    ),
)
"""After the numerals: general text normalization takes the D of "vitamina D + calcio" for five hundred."""
