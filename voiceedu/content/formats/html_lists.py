"""The lists of HTML that are open at a place, with the depth and the number of the next item."""

import re
from dataclasses import dataclass

from lxml.etree import _Element as Element

from voiceedu.content.formats import attributes
from voiceedu.content.formats.parts import Part
from voiceedu.content.list_marks import mark_of

_TYPES = frozenset("aAiI")
_LETTERS = {"alpha": "a", "latin": "a", "roman": "i"}
STYLE = re.compile(
    r"list-style(?:-type)?\s*:[^;{}]*\b(?P<case>lower|upper)-(?P<letters>alpha|latin|roman)\b", re.IGNORECASE
)
"""What CSS says of a list that is counted by letters."""


@dataclass
class _List:
    """A list: the number of its next item, None for bullets, and how it counts: in which style (list_marks)."""

    number: int | None = None
    step: int = 1
    style: str = ""
    is_outline: bool = False


class OpenLists:
    """Counts the items of lists inside one another."""

    def __init__(self) -> None:
        self._open: list[_List] = []

    def __len__(self) -> int:
        return len(self._open)

    def open(self, element: Element) -> None:
        """Begin the list `element`, whose items are bullets unless it is an <ol>."""
        if element.tag != "ol":
            self._open.append(_List())
            return
        is_reversed = element.get("reversed") is not None
        start = sum(1 for _ in element.iterchildren("li")) if is_reversed else 1
        number = integer(element.get("start"), default=start)
        is_outline = element.get(attributes.OUTLINE) is not None
        self._open.append(_List(number, -1 if is_reversed else 1, _style_of(element), is_outline))

    def close(self) -> None:
        self._open.pop()

    def item(self, element: Element, *, depth: int, line: int) -> Part:
        """Return the next item of the innermost list, without its text, and count it."""
        current = self._open[-1]
        if current.number is None:
            return bullet(depth=depth, line=line)
        number = integer(element.get("value"), default=current.number)
        current.number = number + current.step
        style = element.get("type", "") if element.get("type", "") in _TYPES else current.style
        mark = self._outline_number() if current.is_outline else mark_of(number, style) if style else ""
        return step(number, depth=depth, line=line, mark=mark)

    def _outline_number(self) -> str:
        """Return the numbers of the last items of all open lists, such as 2.3.1; empty where there is only one."""
        numbers = [str(each.number - each.step) for each in self._open if each.number is not None]
        return ".".join(numbers) if len(numbers) > 1 else ""


def bullet(*, depth: int, line: int) -> Part:
    return Part(kind="bullet", text="", depth=depth, line=line)


def step(number: int, *, depth: int, line: int, mark: str = "") -> Part:
    return Part(kind="step", text="", depth=depth, number=number, mark=mark, line=line)


def list_style(css: str) -> str:
    """Return the style in which a list with the CSS `css` is counted; empty for one without letters."""
    found = STYLE.search(css)
    if found is None:
        return ""
    letter = _LETTERS[found["letters"].lower()]
    return letter.upper() if found["case"].lower() == "upper" else letter


def _style_of(element: Element) -> str:
    """Return the style of the list `element`: by its CSS, or else by its type."""
    kind = element.get("type", "")
    return list_style(element.get("style", "")) or (kind if kind in _TYPES else "")


def integer(text: str | None, *, default: int) -> int:
    """Return `text` as a whole number of a few digits, `default` for anything else."""
    return int(text) if text and re.fullmatch(r"\s*-?[0-9]{1,6}\s*", text) else default
