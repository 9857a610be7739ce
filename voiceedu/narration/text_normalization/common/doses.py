"""Doses and parts of them: ½ comprimé, 120/80, 7/10, 4-6 h, 5 mg/kg, ≥ 18."""

import re
from collections.abc import Mapping

from voiceedu.narration.text_normalization.common import frequency, nouns
from voiceedu.narration.text_normalization.rules import Rule, rewrites
from voiceedu.narration.text_normalization.tables import any_of

_MANY = {
    **{"minute": "minute", "seconde": "seconde", "Minute": "Minute", "Sekunde": "Sekunde", "minuto": "minuto"},
    **{"Minuten": "Minute", "Sekunden": "Sekunde", "minutes": "minute", "minuti": "minuto", "minutos": "minuto"},
    **{"semaines": "semaine", "jours": "jour", "heures": "heure", "séances": "séance", "an": "an", "boîte": "boîte"},
    **{"Wochen": "Woche", "Tage": "Tag", "Monate": "Monat", "Jahr": "Jahr", "Std": "Stunde", "Stunden": "Stunde"},
    **{"settimane": "settimana", "giorni": "giorno", "mesi": "mese", "ore": "ora", "anno": "anno", "seduta": "seduta"},
    **{"semanas": "semana", "dias": "dia", "meses": "mês", "horas": "hora", "ano": "ano", "sessão": "sessão"},
}
"""More such words, as abbreviations become them, and one of each."""
_PARTS = {"1/2": "½", "1/4": "¼", "3/4": "¾"}
_NO_THING = "d[eaio]?|d[eaou]s|de[il]|degli|del\\w*|fois|volte|vezes|par|per|por|le|la|al\\w*|às?|[aeo]|ou|et"
"""Words after a part that are not what it is a part of."""
_FEMININE = re.compile(
    r"(?:as?|elle|esse|essa|ules?|(?i:tablette|kapsel|tasse|dosis|stunde|ampulle|packung|portion|flasche))$"
    r"|^(?:capsule|compresse|dose|tasse|pilule|heure|semaine|année|cuillère)s?$|^(?:ore|settimane|fiale|gocce|dosi)$"
)
"""Nouns of a dose that are feminine, by their ending."""


def rules(
    language: str, signs: Mapping[str, str], units: Mapping[str, str], phrases: Mapping[str, str]
) -> tuple[Rule, ...]:
    """Return the rules of `language`. `signs` and `units` are their words by what is written."""
    return (
        *_parts(language, signs, units, phrases),
        *_values(signs, phrases),
        *frequency.rules(phrases),
        *_rates(language, units, phrases),
        rewrites("signs before a number", r"(?P<sign>[≥≤<>±≈~]) ?(?=\d)", lambda match: f" {signs[match['sign']]} "),
        rewrites("alternatives", r"(?<=[^\W\d_]) ?/ ?(?=[^\W\d_])", f" {phrases['or']} "),
    )


def _parts(
    language: str, signs: Mapping[str, str], units: Mapping[str, str], phrases: Mapping[str, str]
) -> tuple[Rule, ...]:
    """Return the rules for halves, quarters and thirds of a dose or a thing."""

    def read_half(match: re.Match[str]) -> str:
        """Return "deux comprimés et demi", "due compresse e mezza"; German joins the half to the number."""
        is_feminine = _FEMININE.search(match["noun"]) is not None
        half = phrases["and a half after a feminine noun" if is_feminine else "and a half"]
        number, noun = match["number"], match["noun"]
        if number == "1" and language != "de":
            noun = nouns.singular(noun, language)
        return f"{'ein' if number == '1' else number} {half} {noun}" if half == "einhalb" else f"{number} {noun} {half}"

    def read_half_alone(match: re.Match[str]) -> str:
        is_feminine = _FEMININE.search(match["noun"]) is not None
        return f"{phrases['a half before a feminine noun'] if is_feminine else signs['½']} {match['noun']}"

    def read_part(match: re.Match[str]) -> str:
        of = "d'" if language == "fr" and match["noun"][0] in "aehiouéêœ" else f"{phrases['of the year']} "
        part = signs["¼" if match["part"] == "1/4" else match["part"]]
        return f"{part} {'di ' if language == 'it' else of}{match['noun']}"

    return (
        rewrites(
            "a part of a unit",
            r"(?:(?<=[½¼¾])|(?<![\d/.,])(?P<part>1/2|1/4|3/4)) ?(?P<unit>h|l|L|min|kg|m[lL]|mg|g|cm)(?!\w)",
            lambda match: f"{_PARTS.get(match['part'], '')} {nouns.singular(units[match['unit']], language)}",
        ),
        rewrites("halves in digits", r"(?<=\d) 1/2(?![\d/])", "½"),
        rewrites(
            "a half after its noun",
            r"(?<![\d.,/])(?P<number>\d+) (?P<noun>[^\W\d_]{3,}) (?:(?:et|e) )?(?:½|1/2)"
            r"(?=\s*(?:[.,;)]|$)| (?:le|la|au|alla|al|à|ao|par|por|a|o|di|da|no|na|às|dopo|após|soir|matin)\b)",
            read_half,
        ),
        *(
            (
                rewrites(
                    "a part of a thing",
                    rf"(?<![\d/.,])(?<!\d )(?P<part>[¼¾⅓⅔]|1/4) (?!(?:{_NO_THING})\b)"
                    r"(?P<noun>[^\W\d_]{2,})",
                    read_part,
                ),
            )
            if language != "de"
            else ()
        ),
        rewrites("a number and a half", r"(?P<number>\d+) ?½ (?P<noun>[^\W\d_]{3,})", read_half),
        rewrites("a half", r"(?<![\w/.,])(?:½|1/2) (?P<noun>[^\W\d_]{3,})", read_half_alone),
        rewrites("a number and a half alone", r"(?<=\d) ?½", f" {phrases['and a half']}"),
        rewrites("parts of a tablet", r"(?<![\d/.,])1/2(?![\d/])", signs["½"]),
        rewrites("quarters of a tablet", r"(?<![\d/.,])1/4(?![\d/])", signs["¼"]),
    )


def _values(signs: Mapping[str, str], phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules for two numbers beside another, and for parts that are left."""
    return (
        rewrites("blood pressure", r"(?<![\d/])(\d{2,3}) ?/ ?(\d{2,3})(?![\d/])", rf"\1 {phrases['over']} \2"),
        rewrites("scores", r"(?<![\d/])(\d{1,2}) ?/ ?(10)(?![\d/])", rf"\1 {phrases['of']} \2"),
        rewrites(
            "ranges", r"(?<![\d.,/-])(\d+(?:[.,]\d+)?) ?[-–—] ?(?=\d+(?:[.,]\d+)?(?![\d/-]))", rf"\1 {phrases['to']} "
        ),
        rewrites("fractions", "[½¼¾⅓⅔]", lambda match: f" {signs[match[0]]} "),
    )


def _rates(language: str, units: Mapping[str, str], phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules for units, and for what is given in a unit or a time: mg/kg, gouttes/min."""

    def read_unit(match: re.Match[str]) -> str:
        return f" {units[match['unit']]}"

    def read_one(match: re.Match[str]) -> str:
        words = nouns.singular(units[match["unit"]], language)
        return f"{'eine' if words.startswith('internationale ') else '1'} {words}"

    def read_divisor(match: re.Match[str]) -> str:
        unit = units.get(match["unit"], match["unit"])
        one = nouns.singular(unit, language) if unit != match["unit"] else _MANY.get(unit, unit)
        return f" {phrases['per']} {one}"

    unit = rf"(?P<unit>{any_of(units)})(?!['’]?\w)"
    article = r"(?!die\b)" if language == "de" else ""
    periods = "|".join((frequency.PERIODS, *_MANY, "JOUR", "TAG", "DIE", "DIA", "GIORNO"))
    return (
        rewrites(
            "a unit of a rate alone",
            r"(?<![\w/.,])(?<!\d )(?P<unit>[mµn]g|mcg|m[lL]|mmol)(?=/(?:d?[lL]|m[lL]|kg|h|min|j|die|m[²2])(?!\w))",
            lambda match: units[match["unit"]],
        ),
        rewrites("in one of a unit", rf"(?<=[^\W\d_]) ?/ ?1 ?(?={unit})", "/"),
        rewrites(
            "in so much", rf"(?<=[^\W\d_]) ?/ ?(?=\d[\d.,]* ?(?:{unit}|(?:{'|'.join(_MANY)})\b))", f" {phrases['per']} "
        ),
        rewrites("one of a unit", rf"(?<![\d.,/])1 ?{unit}", read_one),
        rewrites(
            "a unit after each",
            r"\b(?P<each>(?i:je|pro|par|por|al|cada|ogni|chaque)) (?P<unit>kg|m[lL]|min|mg|cm|m²)(?![\w./])",
            lambda match: f"{match['each']} {nouns.singular(units[match['unit']], language)}",
        ),
        rewrites("rates", rf"(?<=[^\W_]|[€$]) ?/ ?{unit}", read_divisor),
        rewrites(
            "rates of words",
            rf"(?<=[^\W_]|[€$]) ?/ ?{article}(?P<unit>(?:{periods})(?!\w))",
            read_divisor,
        ),
        rewrites("units", rf"(?<=\d) ?{unit}", read_unit),
    )
