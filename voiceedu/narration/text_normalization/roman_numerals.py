"""What Roman numerals are worth, in every language."""

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def value(numeral: str) -> int:
    """Return the number that `numeral` means: 4 for IV."""
    total = 0
    for letter, following in zip(numeral, (*numeral[1:], ""), strict=True):
        sign = -1 if _VALUES[letter] < _VALUES.get(following, 0) else 1
        total += sign * _VALUES[letter]
    return total
