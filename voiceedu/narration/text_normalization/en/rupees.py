"""Prices in rupees, as India writes them: Rs. 500/-, ₹1,50,000, Rs 1.5 lakh."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal, decimal
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_SIGN = r"(?:₹|(?<!\w)Rs\b\.?) ?"
_NUMBER = r"\d{1,2}(?:,\d\d)*,\d{3}|\d+"
_LAKH, _CRORE = 100_000, 10_000_000


def _count(number: int) -> str:
    """Return "one lakh fifty thousand" for 150,000."""
    parts = [(number // _CRORE, " crore"), (number % _CRORE // _LAKH, " lakh"), (number % _LAKH, "")]
    return " ".join(f"{cardinal(many)}{name}" for many, name in parts if many) or cardinal(0)


def _read_price(match: re.Match[str]) -> str:
    number = int(match["number"].replace(",", ""))
    low = f"{_count(int(match['low'].replace(',', '')))} to " if match["low"] else ""
    paise = int(match["paise"] or 0)
    return f"{low}{_count(number)} {'rupee' if number == 1 else 'rupees'}" + (f" {cardinal(paise)} paise" * (paise > 0))


def _read_lakhs(match: re.Match[str]) -> str:
    low = f"{decimal(match['low'])} to " if match["low"] else ""
    return f"{low}{decimal(match['number'])} {match['scale'].lower().rstrip('s')} rupees"


RULES: tuple[Rule, ...] = (
    rewrites("the end of a price", r"(?<=\d) ?/ ?[-–—=](?![\w-])", ""),
    says(
        "prices in lakhs",
        rf"{_SIGN}(?:(?P<low>\d+(?:\.\d+)?) ?[-–] ?)?(?P<number>\d+(?:\.\d+)?) ?(?P<scale>(?i:lakhs?|crores?))\b",
        _read_lakhs,
    ),
    says(
        "prices in rupees",
        rf"{_SIGN}(?:(?P<low>{_NUMBER}) ?[-–] ?(?:{_SIGN})?)?(?P<number>{_NUMBER})(?:\.(?P<paise>\d\d))?(?![\w.,]*\d)",
        _read_price,
    ),
)
