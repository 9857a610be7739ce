"""Attributes that tell the walker over HTML what a Word file knows of a paragraph and HTML has no word for."""

import re

from lxml.etree import _Element as Element

ITEM = "data-item"
"""On a paragraph: "2 5" makes it step 5 of a list at depth 2, "2" a bullet there."""
DEPTH = "data-depth"
"""On a paragraph: the depth of the list item that it belongs to."""
INDENT = "data-indent"
"""On a paragraph: its indent in columns, which tells the levels of a typed list apart."""
LINE = "data-line"
"""On a paragraph or heading: its line in the source, where that is not the line in the HTML."""
MOVED = "data-moved"
"""On a paragraph that is elsewhere in the source."""

_COLUMNS = 4  # of indent, for a level of a list
_LEVEL_OF_WORD = re.compile(r"mso-list:\s*\S+ level([1-9])")


def item_of(element: Element) -> tuple[int, int | None] | None:
    """Return the depth and the number, None for a bullet, of a paragraph that is a list item."""
    depth, *number = map(int, element.get(ITEM, "").split() or [0])
    return (depth, number[0] if number else None) if depth else None


def indent_of(element: Element) -> int:
    """Return the indent of a paragraph in columns; in HTML that Word has written, its level in a list gives it."""
    level = _LEVEL_OF_WORD.search(element.get("style", ""))
    return int(element.get(INDENT, 0)) or (int(level[1]) * _COLUMNS if level else 0)
