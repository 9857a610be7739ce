"""A small layer for French, German, Italian and Portuguese: signs and units by tables, numbers by the grammar."""

import re
import unicodedata
from collections.abc import Mapping

from voiceedu import languages
from voiceedu.narration.text_normalization.language import Language
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_table

_COLUMNS = {"fr": 1, "de": 2, "it": 3, "pt": 4}
_UNIT_FIRST = "mg"
"""The first row of units in `words.tsv`: the rows before it are signs."""

_LEFT_TO_PUNCTUATION = frozenset("…–—‘’“”„‟«»‹›（）［］＂′")
_PERIODS = (
    "jour|semaine|mois|heure|dose|prise|comprimé|Tag|Woche|Monat|Stunde|Dosis|Tablette|giorno|settimana|mese|ora|compressa|"
    "dia|semana|mês|hora|comprimido"
)
"""Words after a slash that make a rate; between other words a slash is "or"."""
_FEMININE = re.compile(
    r"(?:as?|elle|esse|essa|ules?|Tablette|Kapsel|Tasse)$|^(?:capsule|compresse|dose|tasse|pilule)s?$"
)
"""Nouns of a dose that are feminine, by their ending."""


_CLOCK = r"(?<![\d:.,])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:]| ?h)"
"""The grammar of Portuguese reads "8h30" in a sentence, but not "8:30"."""


def _write_hours(match: re.Match[str]) -> str:
    return f"{match['hour']}h{'' if match['minute'] == '00' else match['minute']}"


def language(tag: str) -> Language:
    """Return the rules of the language of `tag`, one of fr, de, it and pt."""
    column = _COLUMNS[languages.base(tag)]
    words = {
        form: row[column]
        for row in read_table(__package__, "words.tsv")
        for form in row[0].split()
        if len(row) > column
    }
    phrases = {row[0]: row[column] for row in read_table(__package__, "phrases.tsv")}
    forms = list(words)
    first_unit = forms.index(_UNIT_FIRST)
    signs = {form: words[form] for form in forms[:first_unit]}
    units = {form: words[form] for form in forms[first_unit:]}
    return Language(tag=tag, rules=_rules(signs, units, phrases), closing_rules=_closing_rules(signs, units, phrases))


def _rules(signs: Mapping[str, str], units: Mapping[str, str], phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    def read_unit(match: re.Match[str]) -> str:
        return f" {units[match['unit']]}"

    def read_divisor(match: re.Match[str]) -> str:
        unit = units.get(match["unit"], match["unit"])
        return f" {phrases['per']} {unit.removesuffix('s') if unit != match['unit'] else unit}"

    def read_half(match: re.Match[str]) -> str:
        """Return "deux comprimés et demi", "due compresse e mezza"; German joins the half to the number."""
        is_feminine = _FEMININE.search(match["noun"]) is not None
        half = phrases["and a half after a feminine noun" if is_feminine else "and a half"]
        number, noun = match["number"], match["noun"]
        return f"{number} {half} {noun}" if half == "einhalb" else f"{number} {noun} {half}"

    def read_half_alone(match: re.Match[str]) -> str:
        is_feminine = _FEMININE.search(match["noun"]) is not None
        return f"{phrases['a half before a feminine noun'] if is_feminine else signs['½']} {match['noun']}"

    is_portuguese = phrases["a half before a feminine noun"] == "meia"
    hours = (rewrites("hours with a colon", _CLOCK, _write_hours),) if is_portuguese else ()
    unit = rf"(?P<unit>{any_of(units)})(?!\w)"
    return (
        *hours,
        rewrites("halves in digits", r"(?<=\d) 1/2(?![\d/])", "½"),
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
        rewrites("rates", rf"(?<=[^\W\d_]) ?/ ?{unit}", read_divisor),
        rewrites("rates of words", rf"(?<=[^\W\d_]) ?/ ?(?P<unit>(?:{_PERIODS})(?!\w))", read_divisor),
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
