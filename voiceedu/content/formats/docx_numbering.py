"""The numbers and depths of list items in a Word file, counted as Word counts them."""

import re
from dataclasses import dataclass

from lxml import etree

from voiceedu.content.formats.docx_styles import Styles, Word
from voiceedu.content.list_marks import mark_of

_LEVELS = 9
_MOST_LETTERS = 260
_MOST_LINKS = 5
_SAME_INDENT = 90  # twentieths of a point; lists of the same depth are seldom aligned better
_BULLETS = ("bullet", "none")
_STYLES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, kw_only=True)
class Level:
    """How one level of a list is numbered: `list_id` is the same for all lists that count on from one another."""

    list_id: str
    level: int
    format: str
    start: int
    restarts_below: int  # a level above this one makes the count begin anew; 0 for never
    text: str  # what is shown, such as "%1.%2)": the numbers of the first and the second level
    is_legal: bool  # all numbers of it in digits
    indent: etree._Element | None

    @property
    def is_numbered(self) -> bool:
        return self.format not in _BULLETS

    def written(self, number: int) -> str:
        """Return `number` as this level writes it: a letter, a Roman numeral or digits."""
        style = _STYLES.get(self.format, "")
        letters = _word_letters(number) if style in ("a", "A") else ""
        return (
            (letters.upper() if style == "A" else letters) or (mark_of(number, style) if style else "") or str(number)
        )


class Numbering:
    """Counts list items in the order of the document."""

    def __init__(self, root: etree._Element | None, styles: Styles, word: Word) -> None:
        self._word = word
        self._styles = styles
        self._lists = {} if root is None else self._by_id(root, "abstractNum", "abstractNumId")
        self._uses = {} if root is None else self._by_id(root, "num", "numId")
        self._counts: dict[tuple[str, int], int] = {}
        self._restarted: set[tuple[str, int]] = set()
        self._levels: dict[tuple[str | None, int | None, str | None], Level | None] = {}

    def level_of(self, num_id: str | None, *, level: int | None, style_id: str | None) -> Level | None:
        """Return the level of the list `num_id` that a paragraph is in: `level`, or the one made for its style."""
        key = num_id, level, style_id
        if key not in self._levels:
            self._levels[key] = self._find_level(num_id, level, style_id)
        return self._levels[key]

    def _find_level(self, num_id: str | None, level: int | None, style_id: str | None) -> Level | None:
        definition = self._definition(num_id)
        use = self._uses.get(num_id or "")
        if definition is None or use is None:
            return None
        if level is None:
            level = self._level_for_style(definition, style_id)
        element = self._element(use, definition, level)
        if element is None or not 0 <= level < _LEVELS:
            return None
        restart = self._word.number(self._word.child(element, "lvlRestart"))
        start = self._word.number(self._word.child(element, "start"))
        return Level(
            list_id=self._word.value(definition, "abstractNumId") or "",
            level=level,
            format=self._word.value(self._word.child(element, "numFmt")) or "decimal",
            start=0 if start is None else start,
            restarts_below=level if restart is None else restart,
            text=self._word.value(self._word.child(element, "lvlText")) or "",
            is_legal=bool(self._word.is_on(self._word.child(element, "isLgl"))),
            indent=self._word.child(element, "pPr", "ind"),
        )

    def count(self, num_id: str, level: Level) -> int:
        """Return the number of the next item of the list `num_id` at `level`."""
        key = (level.list_id, level.level)
        number = self._counts.get(key, level.start - 1) + 1
        override = self._override(num_id, level.level)
        if override is not None and (num_id, level.level) not in self._restarted:
            self._restarted.add((num_id, level.level))
            number = override
        self._counts[key] = number
        self._restart_below(num_id, level)
        return number

    def label(self, num_id: str, level: Level) -> str:
        """Return what Word shows before the item of `level` that was counted last, such as "Part 2.a:"."""
        return _PLACE.sub(lambda place: self._number_at(num_id, level, int(place[1]) - 1), level.text)

    def mark(self, num_id: str, level: Level) -> str:
        """Return the mark of the item of `level` that was counted last (content.list_marks); empty for a number."""
        places = _PLACE.findall(level.text) or [str(level.level + 1)]
        numbers = [self._number_at(num_id, level, int(place) - 1) for place in places]
        return "" if len(numbers) == 1 and numbers[0].isdecimal() else ".".join(numbers)

    def _number_at(self, num_id: str, level: Level, index: int) -> str:
        """Return the number that the level `index` of the same list has now, as that one writes it."""
        here = level if index == level.level else self.level_of(num_id, level=index, style_id=None)
        if here is None:
            return ""
        number = self._counts.get((level.list_id, index), here.start)
        return str(number) if level.is_legal else here.written(number)

    def _restart_below(self, num_id: str, level: Level) -> None:
        for deeper in range(level.level + 1, _LEVELS):
            if (level.list_id, deeper) in self._counts:
                below = self.level_of(num_id, level=deeper, style_id=None)
                if below is None or level.level < below.restarts_below:
                    del self._counts[level.list_id, deeper]

    def _definition(self, num_id: str | None) -> etree._Element | None:
        """Return the definition that a list uses, also where it is given by way of a style."""
        for _ in range(_MOST_LINKS):
            use = self._uses.get(num_id or "")
            definition = self._lists.get(self._word.value(self._word.child(use, "abstractNumId")) or "")
            link = self._word.value(self._word.child(definition, "numStyleLink"))
            if link is None:
                return definition
            num_id = self._word.value(self._styles.find(link, "pPr", "numPr", "numId"))
        return None

    def _level_for_style(self, definition: etree._Element, style_id: str | None) -> int:
        for element in definition.findall(self._word.tag("lvl")):
            if style_id and self._word.value(self._word.child(element, "pStyle")) == style_id:
                return self._word.number(element, "ilvl") or 0
        return 0

    def _element(self, use: etree._Element, definition: etree._Element, level: int) -> etree._Element | None:
        """Return the definition of a level: the list's own, or that which this use of it has in its place."""
        overrides = (self._at_level(use, "lvlOverride", level), definition)
        levels = (self._at_level(element, "lvl", level) for element in overrides if element is not None)
        return next((element for element in levels if element is not None), None)

    def _at_level(self, element: etree._Element, name: str, level: int) -> etree._Element | None:
        found = element.findall(self._word.tag(name))
        return next((child for child in found if (self._word.number(child, "ilvl") or 0) == level), None)

    def _override(self, num_id: str, level: int) -> int | None:
        override = self._at_level(self._uses[num_id], "lvlOverride", level)
        return self._word.number(self._word.child(override, "startOverride"))

    def _by_id(self, root: etree._Element, name: str, key: str) -> dict[str, etree._Element]:
        return {self._word.value(element, key) or "": element for element in root.findall(self._word.tag(name))}


def _word_letters(number: int) -> str:
    """Return a letter, after z the same letter again as Word counts: aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= _MOST_LETTERS else ""


@dataclass(frozen=True)
class _Open:
    level: Level
    indent: int
    hanging: int


class ListDepths:
    """Follows how deep list items are: by their level in the same list, by their indents among several."""

    def __init__(self) -> None:
        self._open: list[_Open] = []

    def item(self, level: Level, *, indent: int, hanging: int) -> int:
        """Return the depth of a list item, from 1, with its text at `indent` and its mark `hanging` before that."""
        while self._open and not self._is_below(level, indent, self._open[-1]):
            self._open.pop()
        self._open.append(_Open(level, indent, hanging))
        return len(self._open)

    def paragraph(self, *, indent: int) -> int:
        """Return the depth of the list item that a paragraph belongs to: it is indented more than the item's mark."""
        while self._open and indent - _SAME_INDENT < max(0, self._open[-1].indent - self._open[-1].hanging):
            self._open.pop()
        return len(self._open)

    def _is_below(self, level: Level, indent: int, above: _Open) -> bool:
        if level.list_id == above.level.list_id:
            return level.level > above.level.level
        return indent > above.indent + _SAME_INDENT
