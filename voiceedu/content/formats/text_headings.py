"""Headings of plain text: the title, lines in capitals, underlined lines and short lines on their own."""

import re
from collections.abc import Sequence
from itertools import pairwise

from voiceedu.content.formats.tab_tables import has_columns

LONGEST_TITLE = 20  # words
_LONGEST_CAPITALS = 12  # words
_LONGEST_SHORT = 8  # words
_LONG = 60  # characters; text below a heading that has no empty line in between
_DIGIT = re.compile(r"\d")
_UNDERLINE = re.compile(r"([=\-–—_~*])\1{2,}")


def is_capitals(text: str) -> bool:
    """Return whether `text` is written in capitals as a heading is: in few words, and without a stop."""
    letters = [character for character in text if character.isalpha()]
    is_upper = len(letters) > 1 and all(letter.isupper() for letter in letters)
    has_word = any(word.isalpha() and len(word) > 2 for word in text.split())
    is_upper = is_upper and (has_word or not _DIGIT.search(text))  # "H₂O < 2 L" is an amount
    return is_upper and text[-1] not in ".!;,…" and len(text.split()) <= _LONGEST_CAPITALS


def is_short(text: str) -> bool:
    """Return whether `text` has the shape of a heading: few words, the first one capitalized, and no stop."""
    first = next((character for character in text if character.isalpha()), "a")
    return not first.islower() and text[-1] not in ".!:;,…" and len(text.split()) <= _LONGEST_SHORT


class HeadingFinder:
    """Finds the headings among the lines of a text. `marked` says which lines begin with a list mark for certain."""

    def __init__(self, lines: Sequence[str], marked: Sequence[bool]) -> None:
        filled = [at for at, line in enumerate(lines) if line]
        self._lines = [*lines, ""]
        self._marked = marked
        self._first, self._last = (filled[0], filled[-1]) if filled else (0, 0)
        self._next = dict(pairwise(filled))
        self._before = {below: at for at, below in self._next.items()}
        capitals = sum(is_capitals(lines[at]) for at in filled)
        self._has_capitals = capitals * 2 <= len(filled)

    def level(self, at: int) -> int:
        """Return the level of the heading that line `at` is: 1 for the title, 0 for no heading."""
        if at == self._first:
            return int(self._is_title(at))
        is_heading = self._is_underlined(at) or self._is_capitals(at) or self._is_short(at)
        return 2 if is_heading and at != self._last else 0

    def _is_title(self, at: int) -> bool:
        line, below = self._lines[at], self._lines[at + 1]
        is_sentence = line.endswith((".", ",", ";")) and bool(below)
        return len(line.split()) <= LONGEST_TITLE and not is_sentence and not below[:1].islower()

    def _is_underlined(self, at: int) -> bool:
        is_alone = not self._lines[at - 1] and len(self._lines[at].split()) <= LONGEST_TITLE
        return is_alone and bool(_UNDERLINE.fullmatch(self._lines[at + 1])) and self._next[at] != self._last

    def _is_capitals(self, at: int) -> bool:
        """Return whether the line is in capitals, and not one of several: a list, or a whole text in capitals."""
        neighbours = (self._lines[at - 1], self._lines[at + 1])
        is_alone = not any(line and is_capitals(line) for line in neighbours)
        return self._has_capitals and is_capitals(self._lines[at]) and is_alone

    def _is_short(self, at: int) -> bool:
        line, above, below = self._lines[at], self._lines[at - 1], self._lines[at + 1]
        if not is_short(line):
            return False
        if not below:
            return not above and not self._is_in_series(at)
        if self._marked[at + 1] or has_columns(below):
            return True
        return not above and len(below) > max(_LONG, 3 * len(line))

    def _is_in_series(self, at: int) -> bool:
        """Return whether the line is one of three or more short lines with empty lines between: a list."""
        return self._series(at, self._before) + 1 + self._series(at, self._next) > 2

    def _series(self, at: int, neighbour: dict[int, int]) -> int:
        """Return how many lines such as `at` follow one another on one side of it; two are enough to know."""
        for count in range(2):
            if at not in neighbour or neighbour[at] == self._first:
                return count
            gap = abs(neighbour[at] - at)
            at = neighbour[at]
            if gap < 2 or self._marked[at] or not is_short(self._lines[at]) or self._lines[at + 1]:
                return count
        return 2
