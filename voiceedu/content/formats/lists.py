"""Which lines are list items, and how deep, where marks are typed and indentation is all there is to go by."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from voiceedu.content.formats.marks import Mark, is_sub_mark

_SAME_INDENT = 1  # columns; "9." and "10." are aligned at their right
_FAR = 8  # columns behind the text of an item; a line that begins there is centred, or a signature
_LARGEST_START = 99  # "2020. Then" is a year


class Above(Enum):
    """How the line above a mark ends."""

    FREE = "nothing above, an empty line, a list item or the end of a sentence"
    OPEN = "a line that may go on"
    WRAPPED = "a line that goes on: it breaks in mid-sentence at the width of the text"


@dataclass(frozen=True)
class _Open:
    indent: int
    text_indent: int
    style: str


class ListTracker:
    """Follows the lists of a text, line by line. `marks` has what every line of it may begin with."""

    def __init__(self, marks: Sequence[tuple[Mark, ...]]) -> None:
        self._last_line = {(mark.style, mark.number): at for at, found in enumerate(marks) for mark in found}
        self._marks = marks
        self._open: list[_Open] = []
        self._counts: dict[tuple[str, int], int] = {}

    @property
    def depth(self) -> int:
        return len(self._open)

    def item(self, at: int, *, indent: int, above: Above) -> Mark | None:
        """Return the mark of line `at` if it is a list item, whose `depth` is then that of the tracker."""
        mark = next((mark for mark in self._marks[at] if self._is_item(mark, at, above)), None)
        if mark is None:
            return None
        self._place(mark, indent)
        self._counts = {key: number for key, number in self._counts.items() if key[1] <= self.depth}
        self._counts[mark.style, self.depth] = mark.number
        return mark

    def paragraph(self, *, indent: int) -> int:
        """Return the depth of a paragraph with this indent: that of the item which it belongs to, or 0."""
        while self._open and indent <= self._open[-1].indent:
            self._open.pop()
        if self._open and indent > self._open[-1].text_indent + _FAR:
            self._open.clear()
        return self.depth

    def _is_item(self, mark: Mark, at: int, above: Above) -> bool:
        if mark.kind == "bullet":
            return self._is_bullet(mark, at, above)
        if self._continues(mark):
            return above is not Above.WRAPPED or any(entry.style == mark.style for entry in self._open)
        if above is Above.WRAPPED:
            return False
        followed = self._last_line.get((mark.style, mark.number + 1), -1) > at
        if mark.is_outline:  # "2.5 mL of it" is none
            return followed or (mark.number == 1 and self._is_in_parent(mark))
        if mark.number == 1:
            return followed or (above is Above.FREE and not mark.is_doubtful)
        return followed and above is Above.FREE and 0 < mark.number <= _LARGEST_START and not mark.is_doubtful

    def _is_bullet(self, mark: Mark, at: int, above: Above) -> bool:
        if any(entry.style == mark.style for entry in self._open):
            return True
        if above is Above.WRAPPED:
            return False
        followed = self._last_line[mark.style, 0] > at
        if mark.text == "o" and mark.is_doubtful:
            return followed or bool(self._open)
        return followed or not mark.is_doubtful or above is Above.FREE

    def _continues(self, mark: Mark) -> bool:
        return any(style == mark.style and number + 1 == mark.number for (style, _), number in self._counts.items())

    def _is_in_parent(self, mark: Mark) -> bool:
        """Return whether an outline number begins below the step that it is a part of."""
        parent, number = mark.parent
        return any(
            count == number and (style == parent if parent else "1" in style and ".#" not in style)
            for (style, _), count in self._counts.items()
        )

    def _place(self, mark: Mark, indent: int) -> None:
        """Close the lists that end before `mark` and open its own."""
        while self._open and indent < self._open[-1].indent - _SAME_INDENT:
            self._open.pop()
        level = [at for at, entry in enumerate(self._open) if abs(entry.indent - indent) <= _SAME_INDENT]
        same = [at for at in level if self._open[at].style == mark.style]
        if same:
            del self._open[same[-1] :]
        elif level and not is_sub_mark(mark.style, of=self._open[level[-1]].style):
            del self._open[level[0] :]
        self._open.append(_Open(indent, indent + mark.width, mark.style))
