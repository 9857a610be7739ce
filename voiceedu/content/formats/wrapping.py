"""Where a text file breaks its lines: at a common width, in mid-sentence, or after each line of its own."""

import re
from collections.abc import Sequence

_NARROWEST = 45  # columns; a shorter line is a line of its own
_NARROWEST_SURE = 25  # columns; where many lines agree
_WIDEST = 200  # columns; nobody breaks lines so late
_BY_HAND = 2  # columns by which lines that a person has broken differ
_MANY = 4  # lines that agree on a narrow width
_WIDE = 60  # columns; one line that breaks here in mid-sentence is enough
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]*_]*$")


def is_ended(line: str) -> bool:
    """Return whether `line` ends as a sentence or an introduction does."""
    return bool(_ENDED.search(line.rstrip()))


def common_width(pairs: Sequence[tuple[str, str]]) -> int | None:
    """Return the width at which lines were broken, None if each line is one of its own.

    `pairs` are neighbouring lines of one paragraph. A line broken in mid-sentence ends without a stop before a small
    letter, and had no room for the next word: it says that the width is between its own and that with the word.
    """
    broken = [(len(line), _with_next_word(line, below)) for line, below in pairs if is_broken(line, below)]
    broken = [(shortest, longest) for shortest, longest in broken if shortest <= _WIDEST]
    width = max(
        {shortest for shortest, _ in broken},
        key=lambda width: (_agreeing(broken, width), width),
        default=0,
    )
    agreeing = _agreeing(broken, width)
    if agreeing * 10 < len(broken) * 7:
        return None
    sure = width >= _NARROWEST and agreeing >= 2
    return width if sure or width >= _WIDE or (width >= _NARROWEST_SURE and agreeing >= _MANY) else None


def is_broken(line: str, below: str) -> bool:
    """Return whether `line` ends in mid-sentence: without a stop, before a small letter."""
    return not is_ended(line) and below.strip()[:1].islower()


def is_full(line: str, below: str, *, width: int | None) -> bool:
    """Return whether `line` had no room for the first word of the line below it."""
    return width is not None and _with_next_word(line, below) + _BY_HAND > width


def _with_next_word(line: str, below: str) -> int:
    return len(line) + 1 + len(below.split(maxsplit=1)[0])


def _agreeing(broken: Sequence[tuple[int, int]], width: int) -> int:
    return sum(shortest - _BY_HAND <= width < longest + _BY_HAND for shortest, longest in broken)
