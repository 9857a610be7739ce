"""Ranges and sizes without a unit: 2-3, 4x4 gauze, 3-0 nylon."""

import re

from voiceedu.narration.text_normalization.en.numbers import AMOUNT, DECIMAL, amount, cardinal
from voiceedu.narration.text_normalization.en.quantities import START
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_FLAT = "gauze|pads?|dressings?|bandages?|sponges?|wounds?|lesions?|areas?|squares?"
"""Things with two sides: 4x4 gauze."""


def _read_range(match: re.Match[str]) -> str | None:
    low, high = match["low"], match["high"]
    if amount(high).is_part and not amount(low).is_part:
        return None  # 1-1/2 is one and a half
    is_alone = not re.search(r"[^\W\d_]", match.string) and len(low) + len(high) > _SHORT_RANGE
    if is_alone or _are_years(low, high) or _is_falling(low, high):
        return None
    return f"{amount(low).words} to {amount(high).words}"


_SHORT_RANGE = 4
"""Digits. Two longer numbers alone may be a code: 978-0."""


def _are_years(low: str, high: str) -> bool:
    """Return whether a range is one of years, which general text normalization reads: 1980-1986, 1960-80."""
    return bool(re.fullmatch(r"(?:19|20)\d\d", low) and re.fullmatch(r"(?:(?:19|20)\d)?\d\d?", high))


def _is_falling(low: str, high: str) -> bool:
    numbers = [float(end.replace(",", "")) for end in (low, high) if re.fullmatch(DECIMAL, end)]
    return len(numbers) == 2 and numbers[1] < numbers[0]


_THREADS = (
    "Ethibond|Tycron|Ticron|Mersilene|Stratafix|FiberWire|Dexon|Novafil|Quill|Vicryl|Monocryl|Prolene|PDS|Ethilon|Maxon|"
    "[Nn]ylon|[Ss]ilk|[Cc]hromic|[Gg]ut|[Pp]lain|[Ss]utures?"
)

_OF_SUTURES = re.compile(rf"\b(?:{_THREADS})\b|\bsubcutic|\b(?:skin|fascia)\b[^.]*\bclosed")


def _read_suture(match: re.Match[str]) -> str:
    return f"{cardinal(int(match['size']))} oh"


def _read_thousands(match: re.Match[str]) -> str:
    return cardinal(int(match[0]))


RULES: tuple[Rule, ...] = (
    rewrites("places with a letter", r"(?<![\w-])([A-Z])(\d{1,2}) ?[–—] ?(?=\1\d{1,2}(?![\w-]))", r"\1\2 to "),
    says("sutures", rf"(?<![\w.-])(?P<size>\d{{1,2}})-0(?= (?:[A-Z][a-z]+ )?(?:{_THREADS})\b)", _read_suture),
    says(
        "sutures elsewhere",
        r"(?<![\w./-])(?P<size>\d{1,2})-0(?![\w/-]|[.,]\d)",
        lambda match: _read_suture(match) if _OF_SUTURES.search(match.string) else None,
    ),
    says(
        "sutures by their zeros",
        rf"(?<![\w.-])(?P<zeros>0{{2,5}})(?= (?:[A-Z][a-z]+ )?(?:{_THREADS})\b)",
        lambda match: f"{cardinal(len(match['zeros']))} oh",
    ),
    rewrites("sizes without a unit", rf"(?<=\d) ?[x×] ?(?=\d+[ -](?:{_FLAT})\b)", " by "),
    rewrites("times", r"(?<=\d) ?[x×] ?(?=\d+ [a-z])", " times "),
    says("ranges", rf"{START}(?P<low>{AMOUNT}) ?[-–—] ?(?P<high>{AMOUNT})(?![\w–-]|[.,]\d)", _read_range),
    rewrites("letters after a decimal", r"(?<![\w.])(\d+\.\d+)(?=[A-Za-z])", r"\1 "),
    says("round thousands", r"(?<![\w.,$£€-])\d{2,3}000(?= [^\W\d_])", _read_thousands),
)
