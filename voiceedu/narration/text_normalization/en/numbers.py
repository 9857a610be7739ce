"""English numbers in words, without "and": "one hundred twenty"."""

import re
import unicodedata
from dataclasses import dataclass

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_LARGE = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_LARGEST = 10**15
_MOST_DIGITS = 15

DECIMAL = r"(?:\d{1,3}(?:,\d{3})+(?![\d])|\d+)(?:\.\d+)?|\.\d+"
_SIGN = "[¼½¾⅐-⅞]"
_SLASHED = r"[1-9]\d?/(?:1[0-6]|20|32|64|100|[2-9])(?![\d/])"
FRACTION = rf"(?:\d{{1,6}}[ -]?)?{_SIGN}|\d{{1,6}}(?: |-| and ){_SLASHED}|{_SLASHED}"
"""½, 2½, 2 ½, 1/2, 1 1/2, 1-1/2."""
AMOUNT = rf"(?:{FRACTION}|{DECIMAL})"
_FRACTION_PARTS = re.compile(
    rf"(?:(?P<whole>\d+)(?: and |[ -]|(?={_SIGN})))?(?:(?P<sign>{_SIGN})|(?P<top>\d+)/(?P<bottom>\d+))"
)


@dataclass(frozen=True, kw_only=True)
class Amount:
    """A number in words. `is_one` and `is_part` say whether a noun after it is singular: one tablet, half a tablet."""

    words: str
    is_one: bool = False
    is_part: bool = False

    @property
    def is_many(self) -> bool:
        return not (self.is_one or self.is_part)


def cardinal(number: int) -> str:
    """Return `number` in words; digit by digit from a quadrillion on."""
    if number >= _LARGEST:
        return digits(str(number))
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return f"{_TENS[tens]} {_SMALL[ones]}" if ones else _TENS[tens]
    size, name = next((size, name) for size, name in _LARGE if number >= size)
    many, rest = divmod(number, size)
    return f"{cardinal(many)} {name}" + (f" {cardinal(rest)}" if rest else "")


def ordinal(number: int) -> str:
    """Return "first" for 1, "twenty second" for 22."""
    *front, last = cardinal(number).split()
    if last in _ORDINALS:
        last = _ORDINALS[last]
    else:
        last = last.removesuffix("y") + "ieth" if last.endswith("y") else last + "th"
    return " ".join((*front, last))


def digits(text: str) -> str:
    """Return the digits of `text` one by one: "zero four" for "04"."""
    return " ".join(_SMALL[int(digit)] for digit in text if digit.isdecimal())


def year(number: int) -> str:
    """Return a year as it is said: "nineteen ninety five", "two thousand six", "twenty twenty six"."""
    century, rest = divmod(number, 100)
    if not 1000 <= number < 10_000 or (century % 10 == 0 and rest < 10):
        return cardinal(number)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {cardinal(rest)}" if rest > 9 else f"{cardinal(century)} oh {cardinal(rest)}"


def decimal(text: str) -> str:
    """Return a written number in words: "1,250", "0.05", ".5". Digits after the point are said one by one."""
    whole, point, fraction = text.replace(",", "").partition(".")
    return f"{_whole(whole)} point {digits(fraction)}" if point and fraction else _whole(whole)


def _whole(whole: str) -> str:
    if len(whole) > _MOST_DIGITS or (len(whole) > 1 and whole.startswith("0")):
        return digits(whole)
    return cardinal(int(whole or 0))


def amount(text: str) -> Amount:
    """Return what `text`, which AMOUNT matches, is in words."""
    parts = _FRACTION_PARTS.fullmatch(text)
    if parts is None:
        return Amount(words=decimal(text), is_one=text == "1")
    top, bottom = _fraction(parts)
    part = fraction(top, bottom)
    if parts["whole"] is None:
        return Amount(words=part, is_part=top < bottom)
    article = "a " if top == 1 else ""
    return Amount(words=f"{cardinal(int(parts['whole']))} and {article}{part.removeprefix('one ')}")


def _fraction(parts: re.Match[str]) -> tuple[int, int]:
    if parts["sign"] is None:
        return int(parts["top"]), int(parts["bottom"])
    top, bottom = unicodedata.normalize("NFKC", parts["sign"]).split("\N{FRACTION SLASH}")
    return int(top), int(bottom)


def fraction(top: int, bottom: int) -> str:
    """Return "one half", "three quarters", "two thirds"."""
    name = {2: "half", 4: "quarter"}.get(bottom) or ordinal(bottom)
    plural = {"half": "halves"}.get(name, f"{name}s")
    return f"{cardinal(top)} {name if top == 1 else plural}"
