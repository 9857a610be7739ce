"""A smallest layer for Arabic, Chinese, Hindi and Vietnamese: units of a dose in words, and what the grammar leaves."""

import re
import unicodedata

from voiceedu import languages
from voiceedu.narration.text_normalization import general, punctuation, short_signs
from voiceedu.narration.text_normalization.box_words import box_rules
from voiceedu.narration.text_normalization.language import Language
from voiceedu.narration.text_normalization.powers import power_rules
from voiceedu.narration.text_normalization.results import result_rules
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_table
from voiceedu.narration.text_normalization.units_in_words import (
    arabic,
    arabic_clocks,
    arabic_numbers,
    chinese,
    chinese_codes,
    hindi,
    numbers,
    vietnamese,
)

_COLUMNS = {"ar": 1, "vi": 2, "zh": 3, "cmn": 3, "hi": 4}
_ARABIC_DIGITS = "[٠-٩]"


def language(tag: str) -> Language:
    """Return the rules of the language of `tag`, one of ar, hi, vi and zh."""
    base = languages.base(tag)
    column = _COLUMNS[base]
    units = {form: row[column] for row in read_table(__package__, "words.tsv") for form in row[0].split()}
    per = units.pop("/")
    rules = (
        *power_rules(base),
        *_OWN.get(base, ()),
        *punctuation.DECIMAL_RULES,
        *numbers.rules(base),
        *((arabic_clocks.CLOCKS,) if base == "ar" else ()),
        *_unit_rules(base, units, per),
        *_COUNTED.get(base, ()),
    )
    signs = {row[0]: row[column] for row in read_table(__package__, "signs.tsv")}
    return Language(
        tag=tag,
        first_rules=(*box_rules(base), *result_rules(base), *short_signs.rules(base)),
        rules=rules,
        closing_rules=(*_TAIWAN * tag.endswith(("TW", "HK", "MO")), *_closing_rules(base, signs)),
    )


_TAIWAN = (rewrites("one as it is said in Taiwan", chinese_codes.ONE, "一"),)


def _closing_rules(language: str, signs: dict[str, str]) -> tuple[Rule, ...]:
    """Return the rules for what the grammar leaves: numbers and signs one by one."""
    point = signs.pop(".")

    def read_number(match: re.Match[str]) -> str:
        return f" {_number(match[0], language)} "

    def read_decimal(match: re.Match[str]) -> str:
        after = " ".join(_number(digit, language) for digit in match["part"])
        return f" {_number(match['whole'], language)} {point} {after} "

    return (
        *(arabic_numbers.CLOSING_RULES if language == "ar" else ()),
        says("decimals that are left", r"(?P<whole>[0-9]+)[.,](?P<part>[0-9]+)(?![0-9.,]*[0-9])", read_decimal),
        says("numbers that are left", r"[0-9]+", read_number),
        says("signs that are left", any_of(signs), lambda match: f" {signs[match[0]]} "),
        says("silent signs", r"[\\|^_*~`²³]", " "),
    )


def _number(digits: str, language: str) -> str:
    """Return a number in words. The Arabic grammar has no zero: a number with one that it does not know is spelled."""
    words = general.number_alone(digits, language=language)
    if words != digits or language != "ar":
        return words
    return " ".join(arabic.ZERO if digit == "0" else general.number_alone(digit, language="ar") for digit in digits)


def _unit_rules(language: str, units: dict[str, str], per: str) -> tuple[Rule, ...]:
    end = r"(?![A-Za-z])" if _COLUMNS[language] == _COLUMNS["zh"] else r"(?![^\W\d_])"
    unit = rf"(?P<unit>{any_of(units)}){end}"
    return (
        rewrites("units", rf"(?<=\d) ?{unit}", lambda match: f" {units[match['unit']]}"),
        rewrites("a count in so much", r"(?<=\d) ?/ ?[µμ][lL](?!\w)", f" {per} {units['µL']}"),
        rewrites("rates", rf"(?<=[^\W\d_]) ?/ ?{unit}", lambda match: f" {per} {units[match['unit']]}"),
        rewrites("rates of words", r"(?<=[^\W\d_]) ?/ ?(?=[^\W\d_])", f" {per} "),
    )


_ARABIC: tuple[Rule, ...] = (
    rewrites("digits", _ARABIC_DIGITS, lambda match: str(unicodedata.digit(match[0]))),
    rewrites("percent", "٪", "%"),
    rewrites("decimal commas", r"(?<=\d)٫(?=\d)", "."),
    rewrites("degrees", r"(?<=\d) ?° ?م(?!\w)", " °C"),
    rewrites("mercury", r"(?<=\d) ?(?:مم|ملم|ملليمتر) زئبق(?:ي)?(?!\w)", " mmHg"),
    arabic.DIALLED,
    *arabic.COUNTED,
)
_COUNTED = {"hi": hindi.COUNTED, "vi": vietnamese.COUNTED, "zh": chinese.COUNTED, "cmn": chinese.COUNTED}
"""Those that stand after the ranges of numbers."""
_OWN = {"ar": _ARABIC, "hi": hindi.RULES, "vi": vietnamese.RULES, "zh": chinese.RULES, "cmn": chinese.RULES}
"""The rules of one language that stand before the others."""
