"""Roman numerals after their word: stade III, types I et II, grau IV. IV alone is a way into a vein."""

import re

from voiceedu.narration.text_normalization.common.numbers import NUMBERS
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_NAMED = {
    "fr": "types?|stades?|grades?|classes?|phases?|niveaux?|groupes?|facteurs?|degrés?|catégories?|chapitres?|tomes?|"
    "titres?|annexes?|parties?|livres?|sections?|paliers?|"
    "angiotensine|tableau|nerfs?",
    "de": r"Typ|Stadium|\w*Grad|\w*Klasse|Phase|\w*Stufe|Gruppe|Faktor|Kategorie|Angiotensin|Tabelle|Hirnnerv",
    "it": "tip[oi]|stadio?|grad[oi]|class[ei]|fas[ei]|livell[oi]|grupp[oi]|fattor[ei]|categori[ae]|"
    "angiotensina|tabella|capitol[oi]|nervo|articolo",
    "pt": "tipos?|est[áa]gios?|est[áa]dios?|graus?|classes?|fases?|n[íi]ve(?:l|is)|grupos?|fator(?:es)?|categorias?|"
    "angiotensina|tabela|incisos?|capítulos?|nervo|par|título",
}
"""Words that have a Roman numeral after them."""
_TABLE = {"fr": "tableau ", "de": "Tabelle ", "it": "tabella ", "pt": "tabela "}
_SCALES = (
    "NYHA|ASA|CEAP|CCS|Kellgren(?:[-–/ ]Lawrence)?|Fontaine|Rutherford|Child|Mallampati|BI-?RADS|WHO|OMS|FIGO"
    "|p?AVK|Pfirrmann"
    "|Modic|Meyerding|Outerbridge|Gustilo|Garden|Risser|Killip|Frankel|Bosniak|Hoehn(?: (?:und|et|e) Yahr)?"
)
"""Scales of an illness that are called so in every language."""
_AND = {"fr": "et|ou", "de": "und|oder", "it": "e|o", "pt": "e|ou"}
_NUMERAL = r"(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2})"
_ONE = re.compile(rf"(?<![A-Za-z])(?P<numeral>{_NUMERAL})(?P<letter>[ABCabc]?)(?![A-Za-z])")


def rules(language: str, *, to: str, either: str) -> tuple[Rule, ...]:
    """Return the rule of `language`. A dash between numerals is said as `to`, a slash as `either`."""

    def read_one(match: re.Match[str]) -> str:
        return " ".join(filter(None, (NUMBERS[language].cardinal(value(match["numeral"])), match["letter"].upper())))

    def read(match: re.Match[str]) -> str:
        text = re.sub(r"\s?[-–]\s?", f" {to} ", match["said"])
        return _ONE.sub(read_one, re.sub(r"\s?/\s?", f" {either} ", text))

    def read_century(match: re.Match[str]) -> str:
        number = value(match["numeral"])
        ordinals = NUMBERS[language].ordinals
        return (
            ordinals[number - 1] if 0 < number <= len(ordinals) else f"{_stem(NUMBERS[language].cardinal(number))}ième"
        )

    numeral = rf"{_NUMERAL}[ABCabc]?(?!\w)"
    joint = rf"(?: ?[-–/] ?|, | (?:{_AND[language]}|{to}) )"
    return (
        rewrites("receptors of platelets", r"\bG[pP][ -]?IIb ?/ ?IIIa(?!\w)", "GP 2 b 3 a"),
        *((rewrites("phases", r"\bPhase-(?=[IVX]{1,3}[ab]?(?:/|-))", "Phase "),) if language == "de" else ()),
        rewrites("tables in short", r"\b[Tt]ab\. (?=[IVX]{1,5}(?!\w))", _TABLE[language]),
        *(
            (
                says(
                    "centuries",
                    r"\b(?P<numeral>[XVI]{1,5})(?:e|ème)"
                    r"(?= (?:siècle|arrondissement|congrès|étage|semaine|journée|trimestre|république|édition))",
                    read_century,
                ),
            )
            if language == "fr"
            else ()
        ),
        *(
            (
                says(
                    "numerals in a word",
                    rf"\b(?P<noun>{_NAMED['de']})-(?P<said>(?P<numeral>{_NUMERAL})(?P<letter>[abAB]?))(?=-[A-ZÄÖÜ])",
                    lambda match: f" {read_one(match)}",
                ),
            )
            if language == "de"
            else ()
        ),
        says(
            "numerals after their word",
            rf"\b(?:(?i:{_NAMED[language]})|{_SCALES}) (?P<said>{numeral}(?:{joint}{numeral})*)(?!['’])",
            read,
        ),
    )


def _stem(cardinal: str) -> str:
    """Return what a French ordinal has before its ending: "cinqu", "dix-neuv", "onz"."""
    return re.sub(r"f$", "v", re.sub(r"cinq$", "cinqu", cardinal)).removesuffix("e")
