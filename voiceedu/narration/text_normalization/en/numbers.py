"""English numbers in words, without "and": "one hundred twenty"."""

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
    if number < 1000 or number >= 10_000 or (number % 1000 < 10 and century % 10 == 0):
        return cardinal(number)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {cardinal(rest)}" if rest > 9 else f"{cardinal(century)} oh {cardinal(rest)}"


def decimal(text: str) -> str:
    """Return a written number in words: "1,250", "0.05", ".5". Digits after the point are said one by one."""
    whole, point, fraction = text.replace(",", "").partition(".")
    words = _whole(whole)
    return f"{words} point {digits(fraction)}" if point and fraction else words


def _whole(whole: str) -> str:
    if len(whole) > 1 and whole.startswith("0"):
        return digits(whole)
    return cardinal(int(whole or 0))
