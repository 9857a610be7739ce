"""Slashes, Greek letters, and every sign or number that nothing else has read."""

import re
import unicodedata

from voiceedu.narration.text_normalization.en.numbers import DECIMAL, amount, cardinal, decimal
from voiceedu.narration.text_normalization.en.units import PER
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_table

_SIGNS = {row[0]: row[1] if len(row) == 2 else " " for row in read_table(__package__, "symbols.tsv")}
_GREEK = [sign for sign in _SIGNS if "GREEK" in unicodedata.name(sign)]
_GREEK_BLOCK = "Ͱ-Ͽἀ-῿"
_LEFT_TO_PUNCTUATION = frozenset("…–—‘’“”„‟«»‹›（）［］＂′")
_NOT_ENGLISH = frozenset("¿¡")


def _read_sign(match: re.Match[str]) -> str:
    return f" {_SIGNS[match[0]]} "


def _read_greek(match: re.Match[str]) -> str:
    number = f" {cardinal(int(match['number']))}" if match["number"] else ""
    return f" {_SIGNS[match['letter']]}{number} "


def _read_number(match: re.Match[str]) -> str:
    return decimal(match[0])


def _read_fraction(match: re.Match[str]) -> str:
    return f" {amount(match[0]).words}"


def _read_other(match: re.Match[str]) -> str | None:
    """Return the value of a number sign, or the Unicode name of another sign, which is English."""
    if unicodedata.category(match[0])[0] in "LMZ" or match[0] in _LEFT_TO_PUNCTUATION:
        return None
    value = unicodedata.numeric(match[0], None)
    if value is not None:
        return f" {cardinal(int(value)) if value == int(value) else decimal(str(value))} "
    name = "" if match[0] in _NOT_ENGLISH else unicodedata.name(match[0], "").lower()
    return f" {re.sub('[^a-z]+', ' ', name)} "


GREEK_RULES: tuple[Rule, ...] = (
    says(
        "Greek letters",
        rf"(?<![{_GREEK_BLOCK}])(?P<letter>[{''.join(_GREEK)}])(?:(?P<number>\d{{1,2}})(?!\d)|(?![{_GREEK_BLOCK}\d]))",
        _read_greek,
    ),
)
"""A Greek letter alone is a sign; in a word of Greek it is a letter."""
NUMBER_SLASH_RULES: tuple[Rule, ...] = (
    says("slashes after a hyphen", r"(?<=[a-z])-\s?/\s?(?=[a-z])", " or "),
    rewrites(
        "slashes between names with a number",
        r"(?<![\w/])([A-Za-z]{1,5}[ -]?\d{1,2}) ?/ ?(?=[A-Za-z]{1,5}-?\d)",
        r"\1 or ",
    ),
    says("slashes after a number", rf"(?<=\d)(?!{PER})/(?=[a-z]{{5,}}(?!\w))", ", "),
    says("slashes before a name", r"(?<=\d{4})\s?/\s?(?=[A-Z][a-z]+[A-Za-z]{2})", " or "),
    says("slashes before a number", rf"(?<=[^\W\d_]|[{SAID}.)])\s?/\s?(?=[{SAID}]|\d)|(?<=[{SAID}])\s/\s", ", "),
)
_BARE_TERMS = re.compile(r"[a-z]{3,}(?: ?/ ?[a-z]{3,})+")
"""A whole text of small words with slashes is a term, not a sentence: "upgrade/update"."""


def _read_slash(match: re.Match[str]) -> str:
    return " slash " if _BARE_TERMS.fullmatch(match.string) else " or "


SLASH_RULES: tuple[Rule, ...] = (
    says("slashes between words", rf"(?<=[^\W\d_]|[{SAID}.)])\s?/\s?(?=[^\W\d_]|[{SAID}(])", _read_slash),
)
CLOSING_RULES: tuple[Rule, ...] = (
    says("slashes that are left", rf"(?<=[\w{SAID}.)])\s?/\s?(?=[\w{SAID}(])", " slash "),
    says("a slash by itself", r"^/(?= \w)", "slash "),
    says("slashes at an edge", r"\s*/+\s*", " "),
    says("fractions that are left", "[¼½¾⅐-⅞]", _read_fraction),
    says("numbers that are left", DECIMAL, _read_number),
    says("signs", any_of(sign for sign in _SIGNS if sign not in _GREEK), _read_sign),
    says("signs without an entry", rf"[^\x00-\x7f{SAID}]", _read_other),
)
