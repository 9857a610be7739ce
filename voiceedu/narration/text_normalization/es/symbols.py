"""Slashes, tags, and every sign or number that nothing else has read."""

import re
import unicodedata

from voiceedu.narration.text_normalization.es.numbers import DECIMAL, cardinal, decimal, fraction
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_table

_SIGNS = dict(row if len(row) == 2 else (row[0], " ") for row in read_table(__package__, "symbols.tsv"))
_LEFT_TO_PUNCTUATION = frozenset("…–—‘’“”„‟«»‹›（）［］＂′¿¡")


def _read_sign(match: re.Match[str]) -> str:
    return f" {_SIGNS[match[0]]} "


def _name(match: re.Match[str]) -> str | None:
    """Return the value of a number sign, or a silent sign as a space."""
    kind = unicodedata.category(match[0])
    if kind[0] in "LMZ" or match[0] in _LEFT_TO_PUNCTUATION:
        return None
    value = unicodedata.numeric(match[0], None)
    if value is None:
        return " "
    return f" {cardinal(int(value)) if value == int(value) else decimal(str(value))} "


def _write_items(match: re.Match[str]) -> str | None:
    """Return a pause before the second item of a list that begins in the same text."""
    return ", " if "1) " in match.string[: match.start()] else None


OPENING_RULES: tuple[Rule, ...] = (
    rewrites("marks of a heading", r"^(?:#{2,6}\s+|#\s+(?=[^\W\d]))", ""),
    rewrites("marks of a list", r"^(\d{1,2}|[A-Za-z])\.-\s*(?=[^\W\d_])", r"\1, "),
    rewrites("marks of a list in a row", r"(?<=[;.] )([2-9])\.-\s*(?=[^\W\d_])", r"\1, "),
    rewrites("numbers of a section", r"^((?:\d{1,2}|[A-Za-z])(?:\.\d{1,2})+)\.-\s*(?=[^\W\d_])", r"\1. "),
    rewrites("a plus as the mark of a list", r"^\+\s+(?=[^\W\d_])", ""),
    rewrites("a hyphen as the mark of a list", r"(?<=[\w.%)]) -(?=[A-ZÁÉÍÓÚÑ])", ", "),
    rewrites("a stop with a dash", r"(?<=[^\W\d_]{2})\.[-–—](?=\s)", "."),
    says(
        "three numbers of a section",
        r"^(?P<said>\d{1,2}(?:\.\d){2,3})\.?(?=\s+[^\W\d_])",
        lambda match: " punto ".join(cardinal(int(number)) for number in match["said"].split(".")),
    ),
    rewrites("sources in brackets before a stop", r"(?<=\w) \[\d{1,3}(?: ?[,–-] ?\d{1,3})*\](?=[.,;:])", ""),
    rewrites("sources in brackets", r"(?<=[\w.,;:)»”])(?:\[\d{1,3}(?: ?[,–-] ?\d{1,3})*\])+", ""),
    rewrites("items of a list in a row", r"(?<=[\w)]) (?=[2-9]\) \S)", _write_items),
    rewrites("tags", r"</?([A-Za-z][^<>\d=]*?)/?>", r"(\1)"),
)


CLOSING_RULES: tuple[Rule, ...] = (
    says("slashes between words", rf"(?<=[\w{SAID}.)])\s?/\s?(?=[\w{SAID}(])", " o "),
    says("other slashes", r"\s*/+\s*", " "),
    says("fractions that are left", "[¼½¾⅐-⅞]", lambda match: f" {fraction(match[0])}"),
    says("numbers that are left", DECIMAL, lambda match: decimal(match[0])),
    says("signs", any_of(_SIGNS), _read_sign),
    rewrites("opening marks before no word", rf"[¿¡](?![\w{SAID}¿¡\"“«(])", " "),
    says("signs without an entry", rf"[^\x00-\x7f{SAID}]", _name),
)
