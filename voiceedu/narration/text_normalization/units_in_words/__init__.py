"""A smallest layer for Arabic, Chinese and Vietnamese: the units of a dose in words, and what the grammar leaves."""

import re
import unicodedata

from voiceedu import languages
from voiceedu.narration.text_normalization import general, punctuation
from voiceedu.narration.text_normalization.language import Language
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_table
from voiceedu.narration.text_normalization.units_in_words import numbers

_COLUMNS = {"ar": 1, "vi": 2, "zh": 3, "cmn": 3}
_ARABIC_DIGITS = "[٠-٩]"
_CLOCK = r"(?<![\d:])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:])"
_HOURS = "الواحدة الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة"
_COUNTED = "次|片|粒|天|周|小时|个|颗|杯|勺"
"""What follows a Chinese number of things: two of them are 两, not 二."""


def language(tag: str) -> Language:
    """Return the rules of the language of `tag`, one of ar, vi and zh."""
    base = languages.base(tag)
    column = _COLUMNS[base]
    units = {form: row[column] for row in read_table(__package__, "words.tsv") for form in row[0].split()}
    per = units.pop("/")
    rules = (
        *(_ARABIC if base == "ar" else ()),
        *punctuation.DECIMAL_RULES,
        *numbers.rules(base),
        *((_ARABIC_TIMES,) if base == "ar" else ()),
        *_unit_rules(units, per),
        *(_CHINESE if column == _COLUMNS["zh"] else ()),
    )
    signs = {row[0]: row[column] for row in read_table(__package__, "signs.tsv")}
    return Language(tag=tag, rules=rules, closing_rules=_closing_rules(base, signs))


def _closing_rules(language: str, signs: dict[str, str]) -> tuple[Rule, ...]:
    """Return the rules for what the grammar leaves: numbers and signs one by one."""
    point = signs.pop(".")

    def read_number(match: re.Match[str]) -> str:
        return f" {_number(match[0], language)} "

    def read_decimal(match: re.Match[str]) -> str:
        after = " ".join(_number(digit, language) for digit in match["part"])
        return f" {_number(match['whole'], language)} {point} {after} "

    return (
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
    return " ".join(
        numbers.ARABIC_ZERO if digit == "0" else general.number_alone(digit, language="ar") for digit in digits
    )


def _unit_rules(units: dict[str, str], per: str) -> tuple[Rule, ...]:
    unit = rf"(?P<unit>{any_of(units)})(?![A-Za-z])"
    return (
        rewrites("units", rf"(?<=\d) ?{unit}", lambda match: f" {units[match['unit']]}"),
        rewrites("rates", rf"(?<=[^\W\d_]) ?/ ?{unit}", lambda match: f" {per} {units[match['unit']]}"),
        rewrites("rates of words", r"(?<=[^\W\d_]) ?/ ?(?=[^\W\d_])", f" {per} "),
    )


def _read_clock(match: re.Match[str]) -> str:
    """Return an hour of the twelve by its name, and its minutes in digits, which the grammar reads."""
    hour, minute = int(match["hour"]), int(match["minute"])
    names = _HOURS.split()
    words = names[hour - 1] if 1 <= hour <= len(names) else str(hour)
    return f"{words} و {minute} دقيقة" if minute else words


_ARABIC: tuple[Rule, ...] = (
    rewrites("digits", _ARABIC_DIGITS, lambda match: str(unicodedata.digit(match[0]))),
    rewrites("percent", "٪", "%"),
    rewrites("decimal commas", r"(?<=\d)٫(?=\d)", "."),
)
_ARABIC_TIMES = rewrites("times", _CLOCK, _read_clock)
_CHINESE: tuple[Rule, ...] = (
    rewrites(
        "dates of numbers",
        r"(?<![\w./-])(?P<day>\d{1,2})[/.](?P<month>1[0-2]|0?[1-9])[/.](?P<year>(?:19|20)\d\d)(?![\w/])",
        lambda match: f"{match['year']}年{int(match['month'])}月{int(match['day'])}日",
    ),
    rewrites("two of a thing", rf"(?<![\d.])2 ?(?={_COUNTED})", "两"),
)
