"""Dutch and Polish numbers and dates in words: no grammar of general text normalization has them."""

import datetime
import re

from voiceedu import languages
from voiceedu.narration.text_normalization.doses import polish_numbers

_DUTCH = (
    *(
        "nul",
        "een",
        "twee",
        "drie",
        "vier",
        "vijf",
        "zes",
        "zeven",
        "acht",
        "negen",
        "tien",
        "elf",
        "twaalf",
        "dertien",
    ),
    *("veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"),
)
_DUTCH_TENS = (*("", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"),)
_LONGEST = 6
"""In digits: a longer number is a code, and read digit by digit."""
LANGUAGES = frozenset({"nl", "pl"})


def cardinal(number: int, language: str) -> str:
    """Return a number below a million in words."""
    return _dutch(number) if language == "nl" else polish_numbers.cardinal(number)


def _dutch(number: int) -> str:
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        name = "duizend" if thousands == 1 else f"{_dutch(thousands)}duizend"
        return f"{name} {_dutch(rest)}" if rest else name
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return f"{_DUTCH[hundreds] if hundreds > 1 else ''}honderd{_dutch(rest) if rest else ''}"
    if number < len(_DUTCH):
        return _DUTCH[number]
    tens, ones = divmod(number, 10)
    joint = "ën" if ones in (2, 3) else "en"
    return f"{_DUTCH[ones]}{joint}{_DUTCH_TENS[tens]}" if ones else _DUTCH_TENS[tens]


def _dutch_year(year: int) -> str:
    """Return "negentienhonderd eenenzeventig": centuries are counted in hundreds."""
    hundreds, rest = divmod(year, 100)
    return f"{_dutch(hundreds)}honderd {_dutch(rest) if rest else ''}".strip() if 1100 <= year < 2000 else _dutch(year)


def whole(digits: str, following: str, language: str) -> str:
    """Return the digits of a whole number in words, as it agrees with the text `following` it."""
    if len(digits) > _LONGEST or (len(digits) > 1 and digits.startswith("0")):
        return " ".join(cardinal(int(digit), language) for digit in digits)
    words = cardinal(int(digits), language)
    if language == "nl":
        return "één" if words == "een" else words
    if number_of_one := re.match(r" ?(\w{3,}(?:ę|ce|[kl]i))\b", following):
        if words == "jeden" and number_of_one[1].endswith("ę"):
            return "jedną"
        if words == "jeden" and number_of_one[1].endswith(("tce", "łce", "zinie", "nucie", "nce", "tki", "łki")):
            return "jednej"
    if words == "jeden" and re.match(r" ?(?:tygodniu|miesiącu|dniu|roku)\b", following):
        return "jednym"
    if polish_numbers.FEMININE.match(following):
        return {"jeden": "jedna"}.get(words, re.sub(r"\bdwa$", "dwie", words))
    return words


def decimal(before: str, after: str, language: str) -> str:
    """Return a decimal in words; what follows the comma as a number, or digit by digit after a zero."""
    comma = "komma" if language == "nl" else "przecinek"
    is_number = len(after) <= 2 and not after.startswith("0")
    end = cardinal(int(after), language) if is_number else " ".join(cardinal(int(digit), language) for digit in after)
    if language == "nl":
        end = re.sub(r"\been$", "één", end)
    return f"{whole(before, '', language)} {comma} {end}"


def date(day: int, month: int, year: int, language: str) -> str | None:
    """Return a date in words, or None if there is no such day."""
    try:
        datetime.date(year, month, day)
    except ValueError:
        return None
    name = str(languages.locale_or_english(language).months["format"]["wide"][month])
    if language == "nl":
        return f"{'één' if day == 1 else _dutch(day)} {name} {_dutch_year(year)}"
    return f"{polish_numbers.ordinal(day)} {name} {polish_numbers.year(year)} roku"
