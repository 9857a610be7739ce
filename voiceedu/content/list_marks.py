"""Marks of steps that are no plain numbers: letters (b), Roman numerals (ii) and outline numbers (2.3.1). Pure.

A mark is kept without the stop or bracket behind it. Its style is a, A, i or I, as <ol type> has it, or OUTLINE.
"""

import re

OUTLINE = "1.1"
_LETTERS = 26
_LARGEST_ROMAN = 3999
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_ROMAN_LETTERS = re.compile(r"[ivxlcdm]{1,15}")


def mark_of(number: int, style: str) -> str:
    """Return the mark of step `number` in a list of `style`, as browsers count; empty where that has none."""
    if style.lower() == "i":
        mark = _roman(number) if 0 < number <= _LARGEST_ROMAN else ""
    else:
        mark = _letters(number) if number > 0 else ""
    return mark.upper() if style.isupper() else mark


def style_of(mark: str, number: int) -> str:
    """Return the style of the mark of step `number`; empty for a plain number."""
    if not mark:
        return ""
    return next((style for style in "aAiI" if mark_of(number, style) == mark), OUTLINE)


def readings(mark: str) -> dict[str, int]:
    """Return what `mark` can mean, by style: "i" is letter 9 and Roman 1. Of an outline number, the last part."""
    last = mark.rpartition(".")[2]
    if "." in mark:
        return {OUTLINE: int(last) if last.isdecimal() else next(iter(readings(last).values()), 0)}
    found = {}
    if roman := _value(mark):
        found["i" if mark.islower() else "I"] = roman
    if letters := _place(mark):
        found["a" if mark.islower() else "A"] = letters
    return found


def _roman(number: int) -> str:
    numeral = ""
    for value, letters in _ROMAN:
        numeral += letters * (number // value)
        number %= value
    return numeral


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("a") + rest) + letters
    return letters


def _value(numeral: str) -> int:
    """Return the number that a Roman numeral means; 0 if it is not one."""
    small = numeral.lower()
    if numeral not in (small, small.upper()) or not _ROMAN_LETTERS.fullmatch(small):
        return 0
    rest, number = small, 0
    for value, letters in _ROMAN:
        while rest.startswith(letters):
            rest, number = rest[len(letters) :], number + value
    return number if _roman(number) == small else 0


def _place(letters: str) -> int:
    """Return the number that letters mean, 0 for what are none: aa is 27, and then comes ab in browsers, bb in Word."""
    small = letters.lower()
    is_mark = letters in (small, small.upper()) and small.isascii() and small.isalpha()
    if not is_mark:
        return 0
    if len(small) > 1 and len(set(small)) == 1:  # as Word counts
        return _number(small[0]) + _LETTERS * (len(small) - 1)
    if len(small) > 2:
        return 0
    return _number(small[-1]) + (_number(small[0]) * _LETTERS if len(small) == 2 else 0)


def _number(letter: str) -> int:
    return ord(letter) - ord("a") + 1
