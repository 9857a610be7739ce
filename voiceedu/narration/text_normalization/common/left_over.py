"""What is left of digits and signs after every other rule, in French, German, Italian and Portuguese."""

import re
import unicodedata
from collections.abc import Mapping

from voiceedu.narration.text_normalization.rules import SAID, Rule, says
from voiceedu.narration.text_normalization.tables import any_of

_LEFT_TO_PUNCTUATION = frozenset("…–—‘’“”„‟«»‹›（）［］＂′")


def rules(signs: Mapping[str, str], units: Mapping[str, str], phrases: Mapping[str, str]) -> tuple[Rule, ...]:
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
