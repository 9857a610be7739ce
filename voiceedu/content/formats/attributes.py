"""What the attributes of HTML tell about a paragraph or a list: those that we write, and those of word processors."""

import re

from lxml.etree import _Element as Element

ITEM = "data-item"
"""On a paragraph: "2 5" makes it step 5 of a list at depth 2, "2 5 e" step e, "2" a bullet there."""
NUMBER = "data-number"
"""On a heading: the number that Word shows before it."""
OUTLINE = "data-outline"
"""On a list whose items have the numbers of all lists around it, too: 2.3.1."""
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
_LEVEL_OF_GOOGLE = re.compile(r"\blst-kix_\S+-([0-8])(?!\S)")
_TITLE = re.compile(r"(?<!\S)(?:title|MsoTitle)(?!\S)")


def item_of(element: Element) -> tuple[int, int | None, str] | None:
    """Return the depth, the number, None for a bullet, and the mark of a paragraph that is a list item."""
    depth, number, mark = [*element.get(ITEM, "").split(), "", "", ""][:3]
    return (int(depth), int(number) if number else None, mark) if depth else None


def indent_of(element: Element) -> int:
    """Return the indent of a paragraph in columns; in HTML that Word has written, its level in a list gives it."""
    level = _LEVEL_OF_WORD.search(element.get("style", ""))
    return int(element.get(INDENT, 0)) or (int(level[1]) * _COLUMNS if level else 0)


def levels_of(element: Element) -> int:
    """Return how many levels the list `element` is deeper than what is around it.

    In HTML of Google Docs lists inside others are not: their class has the level.
    """
    level = _LEVEL_OF_GOOGLE.search(element.get("class", ""))
    return 1 + int(level[1]) if level else 1


def is_title(element: Element) -> bool:
    """Return whether a paragraph is the title, in HTML that Word or Google Docs has written."""
    return element.tag == "p" and bool(_TITLE.search(element.get("class", "")))
