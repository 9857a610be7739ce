"""The cover of a talking book: its title, in letters as large as fit. Pure."""

import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

COVER_WIDTH = 1040
COVER_LINES = 5
COVER_SIZES = (120, 96, 72, 56)
"""The letter sizes to try for a title, in units of a cover of 1,200 by 1,600."""
PUBLISHER_SIZES = (56, 44)
"""The letter sizes to try for the publisher's name."""


@dataclass(frozen=True, kw_only=True)
class Cover:
    """A title in lines, and the size of their letters."""

    size: int
    lines: tuple[str, ...]


def cover(title: str, *, sizes: Sequence[int] = COVER_SIZES) -> Cover:
    """Return `title` as large as it fits a cover; one that is too long for any ends in "…"."""
    longest = max(map(len, title.split()))
    for size in sizes:
        letters = int(COVER_WIDTH / size / _widest(title))
        lines = textwrap.wrap(title, letters)
        if longest <= letters and len(lines) <= COVER_LINES:
            break
    else:
        lines = textwrap.wrap(title, letters, max_lines=COVER_LINES, placeholder=" …")
    return Cover(size=size, lines=tuple(lines))


def _widest(text: str) -> float:
    """Return the width of a letter of `text`, in parts of its size: those of East Asia are square."""
    return 1.0 if any(unicodedata.east_asian_width(letter) in "WF" for letter in text) else 0.6
