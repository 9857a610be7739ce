"""Places and numbers to dial as they are typed loosely: Unit 12/45 Smith St, US 15-501, 5 N.W. 5th, 1300 22 4636."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal, digits
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_DIALLED = re.compile(r"\b(?:[Cc]all|[Dd]ial|[Tt]ext|[Rr]ing|[Pp]hone)\b")

RULES: tuple[Rule, ...] = (
    rewrites("several routes", r"\b([Rr])tes\.? (?=\d)", r"\1outes "),
    rewrites(
        "a unit of a house",
        r"\b([Uu]nit|[Ff]lat|[Aa]pt\.?|[Ss]hop|[Ss]uite|[Ll]ot|[Ll]evel) (\d{1,4}[A-Za-z]?) ?/ ?"
        r"(?=\d{1,4}(?:-\d{1,4})? [A-Z][a-z])",
        r"\1 \2, ",
    ),
    says(
        "a road of two numbers",
        r"\b(?:US|NC|SR|VA|[Hh]wy\.?|[Hh]ighway|[Rr]oute|[Rr]te\.?)[ -]"
        r"(?P<said>(?P<first>\d{1,3})-(?P<hundreds>[1-9])(?P<tens>\d\d))(?![\w-])",
        lambda match: f"{cardinal(int(match['first']))} {cardinal(int(match['hundreds']))} {_read_tens(match['tens'])}",
    ),
    rewrites("two numbers of a road", r"\b(US|NC|SR)-? ?(\d{1,3})/(?=\d{1,3}(?![\w/]))", r"\1 \2, "),
    rewrites("a quarter with dots", r"(?<=\d )([NS])\.([EW])\.(?= (?:\d|[A-Z]))", r"\1\2"),
    rewrites("a place in a town", r"(?<=\d(?:st|nd|rd|th) )Pl\b\.?(?=,|$)", "Place"),
    says(
        "numbers of three digits for a service",
        r"(?<![\w.,$/-])(?P<said>[2-8]11)(?= (?:for|to|or|if)\b)",
        lambda match: digits(match["said"]) if _DIALLED.search(match.string) else None,
    ),
    says(
        "national numbers of Australia",
        r"(?<![\w.,$-])1[38]00 \d{2} \d{4}(?![\w-]|[.,]\d)",
        lambda match: ", ".join(map(digits, match[0].split())),
    ),
    says(
        "national numbers of Australia in words",
        r"(?<![\w.,$-])(?P<said>1[38]00)(?= [A-Z]{5,}(?!\w))",
        lambda m: f"one {cardinal(int(m['said'][1]))} hundred",
    ),
)


def _read_tens(tens: str) -> str:
    return "hundred" if tens == "00" else f"oh {cardinal(int(tens))}" if tens[0] == "0" else cardinal(int(tens))
