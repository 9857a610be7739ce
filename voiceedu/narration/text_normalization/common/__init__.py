"""A small layer for French, German, Italian and Portuguese: signs, units, dates and numbers.

General text normalization of these languages has no path through many sentences of a leaflet ("FC 72/min"), or takes a
thousand for a decimal; it gets what is left, such as ordinals.
"""

import re
import unicodedata
from collections.abc import Mapping

from voiceedu import languages
from voiceedu.narration.text_normalization import addresses, punctuation, telephone
from voiceedu.narration.text_normalization.addresses import AddressWords
from voiceedu.narration.text_normalization.common import (
    abbreviations,
    calendar,
    codes,
    counting,
    dates,
    german,
    money,
    multiples,
    roman,
    romance,
)
from voiceedu.narration.text_normalization.common.numbers import NUMBERS
from voiceedu.narration.text_normalization.language import Language
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_table
from voiceedu.narration.text_normalization.telephone import TelephoneWords

_COLUMNS = {"fr": 1, "de": 2, "it": 3, "pt": 4}
_UNIT_FIRST = "mg"
"""The first row of units in `words.tsv`: the rows before it are signs."""

_LEFT_TO_PUNCTUATION = frozenset("…–—‘’“”„‟«»‹›（）［］＂′")
_PERIODS = (
    "jour|semaine|mois|heure|dose|prise|comprimé|Tag|Woche|Monat|Stunde|Dosis|Tablette|giorno|settimana|mese|ora|compressa|"
    "die|dì|dia|semana|mês|hora|comprimido|kg|min|h"
)
"""Words after a slash that make a rate; between other words a slash is "or"."""
_SHORT_PERIODS = {"j": "jour", "d": "dia"}
_MANY = {
    **{"semaines": "semaine", "jours": "jour", "heures": "heure", "séances": "séance", "an": "an", "boîte": "boîte"},
    **{"Wochen": "Woche", "Tage": "Tag", "Monate": "Monat", "Jahr": "Jahr", "Std": "Stunde", "Stunden": "Stunde"},
    **{"settimane": "settimana", "giorni": "giorno", "mesi": "mese", "ore": "ora", "anno": "anno", "seduta": "seduta"},
    **{"semanas": "semana", "dias": "dia", "meses": "mês", "horas": "hora", "ano": "ano", "sessão": "sessão"},
}
"""More such words, as abbreviations become them, and one of each."""
_FEMININE = re.compile(
    r"(?:as?|elle|esse|essa|ules?|Tablette|Kapsel|Tasse|Dosis|Stunde|Ampulle|Packung|Portion|Flasche)$"
    r"|^(?:capsule|compresse|dose|tasse|pilule|heure|semaine|année|cuillère)s?$|^(?:ore|settimane|fiale|gocce|dosi)$"
)
"""Nouns of a dose that are feminine, by their ending."""


def language(tag: str) -> Language:
    """Return the rules of the language of `tag`, one of fr, de, it and pt."""
    column = _COLUMNS[languages.base(tag)]
    words = {
        form: row[column]
        for row in read_table(__package__, "words.tsv")
        for form in row[0].split()
        if len(row) > column and row[column]
    }
    phrases = {row[0]: row[column] for row in read_table(__package__, "phrases.tsv")}
    forms = list(words)
    first_unit = forms.index(_UNIT_FIRST)
    signs = {form: words[form] for form in forms[:first_unit]}
    units = {form: words[form] for form in forms[first_unit:]}
    base = languages.base(tag)
    return Language(
        tag=tag,
        rules=(
            *punctuation.DECIMAL_RULES,
            *_opening_rules(base, phrases),
            *abbreviations.rules(base),
            *addresses.rules(_address_words(base, phrases)),
            *money.opening_rules(),
            *codes.opening_rules(base, phrases),
            *telephone.rules(_telephone_words(base, phrases)),
            *multiples.rules(phrases),
            *dates.opening_rules(base, phrases),
            *calendar.rules(base, phrases["to"]),
            *dates.rules(base),
            *codes.rules(base, phrases),
            *roman.rules(base, to=phrases["to"], either=phrases["or"]),
            *(german.ordinal_rules() if base == "de" else ()),
            *counting.opening_rules(base, phrases["number"], phrases["to"]),
            *_rules(base, signs, units, phrases),
            *money.rules(base),
            *counting.rules(base),
            *((romance.elisions(),) if base != "de" else ()),
        ),
        closing_rules=_closing_rules(signs, units, phrases),
    )


def _opening_rules(language: str, phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    own = {"fr": romance.FRENCH, "it": romance.ITALIAN, "pt": romance.PORTUGUESE}
    return (
        rewrites("arrows that begin a line", r"^\s*[→➔]\s*", ""),
        rewrites(
            "more at the end",
            r"[↑↓](?=\s*(?:$|[.,;)]))",
            lambda match: phrases["raised" if match[0] == "↑" else "lowered"],
        ),
        rewrites(
            "more by so much",
            r"[↑↓](?= ?(?:de|di|um|por|em|auf|a|à) \d)",
            lambda match: phrases["raise" if match[0] == "↑" else "lower"],
        ),
        rewrites(
            "temperature", r"(?<![\w.-])T(?=:? ?[<>≥≤]? ?(?:3[4-9]|4[0-2])(?:[.,]\d)? ?°)", phrases["temperature"]
        ),
        rewrites("hours with and without", r"(\d{1,2} ?h [a-zà-ü]{2,8}) ?/ ?(?=\d{1,2} ?h [a-zà-ü])", r"\1, "),
        rewrites("and or", r"\b(?:et/ou|und/oder|e/o|e/ou)\b", phrases["and or"]),
        *(german.opening_rules() if language == "de" else (*romance.optional_rules(language), *own[language])),
    )


def _address_words(language: str, phrases: Mapping[str, str]) -> AddressWords:
    signs = {".": "dot", "@": "at", "/": "slash", "-": "dash", "_": "underscore"}
    return AddressWords(
        signs={sign: phrases[name] for sign, name in signs.items()},
        parts={"www": "W W W", "com": "com", "org": "org", "info": "info"},
        digits=NUMBERS[language].digits,
    )


def _telephone_words(language: str, phrases: Mapping[str, str]) -> TelephoneWords:
    numbers = NUMBERS[language]

    def digits(text: str) -> str:
        """Return the digits one by one; in French as numbers, of two digits or of three as in 112."""
        is_number = language == "fr" and len(text) in (2, 3) and not text.startswith("0")
        return numbers.cardinal(int(text)) if is_number else numbers.digits(text)

    return TelephoneWords(
        plus=phrases["plus"],
        extension=phrases["extension"],
        call=rf"(?:{phrases['dial']})(?:\.|:)?(?: (?:{phrases['before the number']}))?",
        counted=r"%|[mck]?g|m?[lL]|h|min|€|°|" + _PERIODS,
        extension_mark=rf"\b(?:ext|{phrases['extension']})\.?",
        always="112",
        digits=digits,
    )


def _rules(
    language: str, signs: Mapping[str, str], units: Mapping[str, str], phrases: Mapping[str, str]
) -> tuple[Rule, ...]:
    def read_unit(match: re.Match[str]) -> str:
        return f" {units[match['unit']]}"

    def read_one(match: re.Match[str]) -> str:
        return f"1 {counting.singular(units[match['unit']], language)}"

    def read_divisor(match: re.Match[str]) -> str:
        unit = units.get(match["unit"], match["unit"])
        one = counting.singular(unit, language) if unit != match["unit"] else _MANY.get(unit, unit)
        return f" {phrases['per']} {one}"

    def read_half(match: re.Match[str]) -> str:
        """Return "deux comprimés et demi", "due compresse e mezza"; German joins the half to the number."""
        is_feminine = _FEMININE.search(match["noun"]) is not None
        half = phrases["and a half after a feminine noun" if is_feminine else "and a half"]
        number, noun = match["number"], match["noun"]
        if number == "1" and language != "de":
            noun = counting.singular(noun, language)
        return f"{'ein' if number == '1' else number} {half} {noun}" if half == "einhalb" else f"{number} {noun} {half}"

    def read_half_alone(match: re.Match[str]) -> str:
        is_feminine = _FEMININE.search(match["noun"]) is not None
        return f"{phrases['a half before a feminine noun'] if is_feminine else signs['½']} {match['noun']}"

    unit = rf"(?P<unit>{any_of(units)})(?!\w)"
    return (
        rewrites("halves in digits", r"(?<=\d) 1/2(?![\d/])", "½"),
        rewrites(
            "a half after its noun",
            r"(?<![\d.,/])(?P<number>\d+) (?P<noun>[^\W\d_]{3,}) (?:(?:et|e) )?(?:½|1/2)"
            r"(?=\s*(?:[.,;)]|$)| (?:le|la|au|alla|al|à|ao|par|por)\b)",
            read_half,
        ),
        rewrites("a number and a half", r"(?P<number>\d+) ?½ (?P<noun>[^\W\d_]{3,})", read_half),
        rewrites("a half", r"(?<![\w/.,])(?:½|1/2) (?P<noun>[^\W\d_]{3,})", read_half_alone),
        rewrites("a number and a half alone", r"(?<=\d) ?½", f" {phrases['and a half']}"),
        rewrites("parts of a tablet", r"(?<![\d/.,])1/2(?![\d/])", signs["½"]),
        rewrites("quarters of a tablet", r"(?<![\d/.,])1/4(?![\d/])", signs["¼"]),
        rewrites("blood pressure", r"(?<![\d/])(\d{2,3}) ?/ ?(\d{2,3})(?![\d/])", rf"\1 {phrases['over']} \2"),
        rewrites("scores", r"(?<![\d/])(\d{1,2}) ?/ ?(10)(?![\d/])", rf"\1 {phrases['of']} \2"),
        rewrites(
            "ranges", r"(?<![\d.,/-])(\d+(?:[.,]\d+)?) ?[-–—] ?(?=\d+(?:[.,]\d+)?(?![\d/-]))", rf"\1 {phrases['to']} "
        ),
        rewrites("fractions", "[½¼¾⅓⅔]", lambda match: f" {signs[match[0]]} "),
        rewrites("so many times", r"(?<=\d) ?[x×](?=[ /])(?! ?\d)", f" {phrases['times']}"),
        rewrites(
            "so many times a day",
            rf"(?<=\s)[x×] ?(?P<number>\d{{1,2}}(?:[-–]\d{{1,2}})?) ?/ ?(?P<period>{_PERIODS}|j|d)(?!\w)",
            lambda match: " ".join(
                (
                    re.sub("[-–]", f" {phrases['to']} ", match["number"]),
                    phrases["times"],
                    phrases["per"],
                    _SHORT_PERIODS.get(match["period"], match["period"]),
                )
            ),
        ),
        rewrites("in so much", rf"(?<=[^\W\d_]) ?/ ?(?=\d[\d.,]* ?{unit})", f" {phrases['per']} "),
        rewrites("one of a unit", rf"(?<![\d.,/])1 ?{unit}", read_one),
        rewrites("rates", rf"(?<=[^\W_]|[€$]) ?/ ?{unit}", read_divisor),
        rewrites(
            "rates of words", rf"(?<=[^\W_]|[€$]) ?/ ?(?P<unit>(?:{_PERIODS}|{'|'.join(_MANY)})(?!\w))", read_divisor
        ),
        rewrites("units", rf"(?<=\d) ?{unit}", read_unit),
        rewrites("signs before a number", r"(?P<sign>[≥≤<>±≈~]) ?(?=\d)", lambda match: f" {signs[match['sign']]} "),
        rewrites("alternatives", r"(?<=[^\W\d_]) ?/ ?(?=[^\W\d_])", f" {phrases['or']} "),
    )


def _closing_rules(signs: Mapping[str, str], units: Mapping[str, str], phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    named = {**signs, **{sign: units[sign] for sign in ("%", "°")}}

    def read_digits(match: re.Match[str]) -> str:
        return " ".join(phrases[str(unicodedata.digit(digit))] for digit in match[0])

    def read_other(match: re.Match[str]) -> str | None:
        """Return a space for a sign without an entry; letters, marks and stops stay."""
        kind = unicodedata.category(match[0])
        if kind[0] in "LMZ" or match[0] in _LEFT_TO_PUNCTUATION:
            return None
        digits = unicodedata.normalize("NFKC", match[0])
        value = " ".join(phrases[digit] for digit in digits if digit in phrases)
        return f" {value} "

    return (
        says("decimals that are left", r"(?<=\d)[.,](?=\d)", f" {phrases['comma']} "),
        says("digits that are left", r"\d+", read_digits),
        says("signs", any_of(named), lambda match: f" {named[match[0]]} "),
        says("slashes that are left", rf"(?<=[\w{SAID}])\s?/\s?(?=[\w{SAID}])", f" {phrases['or']} "),
        says("signs of ASCII", r"[/\\|^_*%$#@+=<>~`&]", " "),
        says("signs without an entry", rf"[^\x00-\x7f{SAID}]", read_other),
    )
