"""The lists of HTML that are open at a place, with the depth and the number of the next item."""

import re
from dataclasses import dataclass

from lxml.etree import _Element as Element

from voiceedu.content.formats.parts import Part

_LETTERS = frozenset("aAiI")
_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*\b(?:lower|upper)-(?:alpha|latin|roman)\b", re.IGNORECASE)


@dataclass
class _List:
    """A list: the number of its next item, None for bullets, and how it counts."""

    number: int | None = None
    step: int = 1


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
        self._open.append(_List(integer(element.get("start"), default=start), -1 if is_reversed else 1))

    def close(self) -> None:
        self._open.pop()

    def item(self, element: Element, *, depth: int, line: int) -> Part:
        """Return the next item of the innermost list, without its text, and count it."""
        current = self._open[-1]
        if current.number is None:
            return bullet(depth=depth, line=line)
        number = integer(element.get("value"), default=current.number)
        current.number = number + current.step
        return step(number, depth=depth, line=line)


def is_lettered(element: Element) -> bool:
    """Return whether the list `element` is numbered by letters or Roman numerals."""
    return element.tag == "ol" and (
        element.get("type", "") in _LETTERS or bool(_STYLE.search(element.get("style", "")))
    )


def bullet(*, depth: int, line: int) -> Part:
    return Part(kind="bullet", text="", depth=depth, line=line)


def step(number: int, *, depth: int, line: int) -> Part:
    return Part(kind="step", text="", depth=depth, number=number, line=line)


def integer(text: str | None, *, default: int) -> int:
    """Return `text` as a whole number of a few digits, `default` for anything else."""
    return int(text) if text and re.fullmatch(r"\s*-?[0-9]{1,6}\s*", text) else default
