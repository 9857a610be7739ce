"""Units as they are misprinted or written in another way: 25 ºC, mm Hg, 5 MG, 20 u/l, 1,5 x 10 9/l, 20 mg/m 2."""

import re
from collections.abc import Mapping

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_TENTHS = {"fr": r"\1 ° \2", "de": r"\1,\2 °", "it": r"\1,\2 °", "pt": r"\1,\2 °"}
"""38°5, which is read as it stands in French alone."""
_SHARES = {
    "fr": {"m": "masse", "p": "poids", "w": "poids", "v": "volume"},
    "de": {"m": "Masse", "p": "Gewicht", "w": "Gewicht", "v": "Volumen"},
    "it": {"m": "massa", "p": "peso", "w": "peso", "v": "volume"},
    "pt": {"m": "massa", "p": "peso", "w": "peso", "v": "volume"},
}
"""What is divided by what in a share of a mixture: 5 % m/v."""
_TECHNETIUM = {"fr": "technétium 99 M", "de": "Technetium 99 M", "it": "tecnezio 99 M", "pt": "tecnécio 99 M"}


def rules(language: str, phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules that write units as the other rules know them."""
    shares = _SHARES[language]

    def read_share(match: re.Match[str]) -> str:
        return f" {shares[match[1].lower()]} {phrases['over']} {shares[match[2].lower()]}"

    return (
        rewrites("degrees and tenths", r"(?<![\d.,])(3[4-9]|4[0-2]) ?° ?([1-9])(?![\d°])", _TENTHS[language]),
        rewrites("degrees in another way", r"(?<=\d) ?(?:° C|º ?C)\b", " °C"),
        rewrites("technetium", r"(?:\[ ?)?\b99m\]? ?[-(]?Tc\b\]?", _TECHNETIUM[language]),
        rewrites("a share by mass or volume", r"(?<=%) ?\(?([mpwvMPWV])/([mMpwvVPW])\b\)?", read_share),
        rewrites(
            "minutes and seconds",
            r"(?<![\d:.,])(\d{1,2}):([0-5]\d) ?(?:[Mm]in(?:\.|uten)?|minut[eio]s?)(?!\w)",
            r"\1 min \2 s",
        ),
        rewrites("pressure in two words", r"(?<=\d) ?mm ?Hg\b", " mmHg"),
        rewrites("units in small letters", r"(?<=\d) ?u/[lL](?!\w)", " U/l"),
        rewrites("bicarbonate", r"\bHCO3 ?[-−]{1,2}(?=[\s:=]|$)", "HCO3"),
        rewrites("from so many to less", r"(?<=\d) ?[-–] ?(?=< ?\d)", f" {phrases['to']} "),
        rewrites("powers of a count", r"(?<=\d) ?[x×] ?10 ?(6|9|12) ?(?=/ ?(?:[lL]|kg|m[lL])\b)", r" × 10^\1"),
        rewrites("so many times a power", r"(?<=\d) ?[x×] ?(?=10 ?(?:\^|[⁰¹²³⁴-⁹]))", f" {phrases['times']} "),
        rewrites(
            "units of area and volume", r"(?:(?<=[/\d])|(?<=[/\d] ))([mcd]?m) ([23])(?=[\s,;)]|\.(?!\d)|$)", r"\1\2"
        ),
        rewrites(
            "units in capitals",
            r"(?<=\d) ?(?:MG|MCG|ML|KG)(?:/(?:ML|KG|MG|L|DL|G|H|DIE|DIA|TAG|J))?(?!\w|/\w)",
            lambda match: f" {match[0].strip().lower()}",
        ),
        rewrites("international units with dots", r"(?<=\d) ?U\. ?I\.?(?!\w)", " UI"),
        rewrites("minutes after an hour", r"(?<![\d,.])(\d{1,2} ?h ?[0-5]\d) ?min(?![\w/])", r"\1"),
    )
