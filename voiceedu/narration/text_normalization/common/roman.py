"""Roman numerals after their word: stade III, types I et II, grau IV. IV alone is a way into a vein."""

import re

from voiceedu.narration.text_normalization.common.numbers import NUMBERS
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import Rule, says

_NAMED = {
    "fr": "types?|stades?|grades?|classes?|phases?|niveaux?|groupes?|facteurs?|degrés?|catégories?|"
    "angiotensine|tableau",
    "de": "Typ|Stadium|Grad|Klasse|Phase|Stufe|Gruppe|Faktor|Kategorie|Angiotensin|Tabelle",
    "it": "tip[oi]|stadio?|grad[oi]|class[ei]|fas[ei]|livell[oi]|grupp[oi]|fattor[ei]|categori[ae]|"
    "angiotensina|tabella",
    "pt": "tipos?|est[áa]gios?|est[áa]dios?|graus?|classes?|fases?|n[íi]ve(?:l|is)|grupos?|fator(?:es)?|categorias?|"
    "angiotensina|tabela|incisos?",
}
"""Words that have a Roman numeral after them."""
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
            ordinals[number - 1]
            if 0 < number <= len(ordinals)
            else f"{NUMBERS[language].cardinal(number).removesuffix('e')}ième"
        )

    numeral = rf"{_NUMERAL}[ABCabc]?(?!\w)"
    joint = rf"(?: ?[-–/] ?|, | (?:{_AND[language]}|{to}) )"
    return (
        *(
            (
                says(
                    "centuries",
                    r"\b(?P<numeral>[XVI]{1,5})(?:e|ème)(?= (?:siècle|arrondissement|congrès|étage|semaine))",
                    read_century,
                ),
            )
            if language == "fr"
            else ()
        ),
        says(
            "numerals after their word",
            rf"\b(?i:{_NAMED[language]}) (?P<said>{numeral}(?:{joint}{numeral})*)(?!['’])",
            read,
        ),
    )
