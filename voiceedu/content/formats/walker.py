"""A tree of HTML → parts: what every format with markup is read by."""

from collections.abc import Callable
from dataclasses import replace

from lxml.etree import _Element as Element

from voiceedu.content.formats import attributes
from voiceedu.content.formats import html_tags as tags
from voiceedu.content.formats.html_lists import OpenLists, bullet, integer, step
from voiceedu.content.formats.html_table_cells import Cell
from voiceedu.content.formats.html_tables import rows_of, table_parts
from voiceedu.content.formats.inline import Inline, TextLine, raised
from voiceedu.content.formats.outline import NOTE_MARK, Outline
from voiceedu.content.formats.parts import Part


class Walker:
    """Walks over a tree of HTML and collects its parts. What is in no part goes to `outline`, with a reason."""

    def __init__(self, outline: Outline, *, depth: int = 0) -> None:
        self.parts: list[Part] = []
        self._outline = outline
        self._inline = Inline()
        self._lists = OpenLists()
        self._depth = depth
        self._item: Part | None = None  # a list item that has no text yet
        self._term = ""  # of a definition list, before its definition
        self._is_moved = False
        self._indent = 0
        self._line_in_source = 0

    def walk(self, element: Element, *, strong: bool = False) -> list[Part]:
        """Return the parts of what is in `element`."""
        self._children(element, strong)
        self._flush()
        self._end_term()
        return self.parts

    def _children(self, element: Element, strong: bool) -> None:
        self._text(element.text, element, strong)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, strong)
            self._text(child.tail, element, strong)

    def _text(self, text: str | None, element: Element, strong: bool) -> None:
        if text:
            self._inline.add(text, strong=strong, line=self._line(element), keeps_breaks=element.tag == "pre")

    def _element(self, element: Element, strong: bool) -> None:
        tag = element.tag
        if tag in tags.NO_WORDS:
            return
        if reason := tags.reason_to_omit(element):
            self._omit(element, reason)
            return
        own = tags.is_strong(element)
        strong = strong if own is None else own
        if tag in tags.HEADINGS or attributes.is_title(element):
            self._heading(element, strong)
        elif handler := _HANDLERS.get(tag):
            handler(self, element, strong)
        elif tag in tags.BLOCKS:
            self._block(element, strong)
        else:
            self._children(element, strong)

    def _line(self, element: Element) -> int:
        return self._line_in_source or element.sourceline or 0

    def _block(self, element: Element, strong: bool) -> None:
        self._flush()
        before = self._depth
        self._mark(element)
        self._children(element, strong)
        self._flush()
        self._depth, self._is_moved, self._indent = before, False, 0

    def _mark(self, element: Element) -> None:
        """Take what is known of a paragraph of a Word file from its attributes."""
        self._line_in_source = int(element.get(attributes.LINE, self._line_in_source))
        self._indent = attributes.indent_of(element)
        self._is_moved = element.get(attributes.MOVED) is not None
        self._depth = int(element.get(attributes.DEPTH, self._depth))
        if item := attributes.item_of(element):
            self._depth, number, mark = item
            line = self._line(element)
            self._item = (
                bullet(depth=self._depth, line=line)
                if number is None
                else step(number, depth=self._depth, line=line, mark=mark)
            )

    def _heading(self, element: Element, strong: bool) -> None:
        if self._lists:  # a heading in a list item is that item's text
            self._block(element, strong)
            return
        self._flush()
        self._mark(element)
        if text := self._words(element):
            level = tags.HEADINGS.get(element.tag, 1)
            mark = element.get(attributes.NUMBER, "")
            self.parts.append(Part(kind="heading", text=text, level=level, line=self._line(element), mark=mark))

    def _words(self, element: Element, *, between: str = " ") -> str:
        """Return the text of `element` as one line, whatever is in it."""
        return between.join(part.text for part in Walker(self._outline).walk(element) if part.text)

    def _list(self, element: Element, strong: bool) -> None:
        self._flush()
        self._end_term()
        levels = attributes.levels_of(element)
        self._lists.open(element)
        self._depth += levels
        self._children(element, strong)
        self._flush()
        self._end_term()
        self._depth -= levels
        self._lists.close()

    def _list_item(self, element: Element, strong: bool) -> None:
        if not self._lists:  # a list item outside lists
            self._lists.open(element)
            self._depth += 1
            self._list_item(element, strong)
            self._depth -= 1
            self._lists.close()
            return
        self._flush()
        self._item = self._lists.item(element, depth=self._depth, line=self._line(element))
        self._children(element, strong)
        self._flush()
        self._item = None

    def _defined(self, element: Element, strong: bool) -> None:
        self._flush()
        term = self._words(element, between=", ")
        self._term = f"{self._term}, {term}" if self._term and term else self._term or term

    def _definition(self, element: Element, strong: bool) -> None:
        self._flush()
        if self._term:
            self._item = bullet(depth=self._depth, line=self._line(element))
        self._block(element, strong)
        self._end_term()

    def _table(self, element: Element, strong: bool) -> None:
        self._flush()
        self._end_term()
        depth = self._depth
        for caption in element.iterchildren("caption"):
            self._block(caption, strong)
        rows = [[self._cell(cell, strong) for cell in row] for row in rows_of(element)]
        self.parts += table_parts([row for row in rows if row], self._outline, depth=depth)
        self._item = None

    def _cell(self, element: Element, strong: bool) -> Cell:
        parts: list[Part] = []
        if reason := tags.reason_to_omit(element):
            self._omit(element, reason)
        else:
            own = tags.is_strong(element)
            parts = Walker(self._outline, depth=self._depth).walk(element, strong=strong if own is None else own)
        return Cell(
            parts=tuple(parts),
            is_header=element.tag == "th",
            columns=max(1, integer(element.get("colspan"), default=1)),
            rows=max(1, integer(element.get("rowspan"), default=1)),
        )

    def _picture(self, element: Element, strong: bool) -> None:
        if words := tags.described(element.get("alt", "")):
            self._inline.add(f" {words} ", strong=False, line=self._line(element))
        elif element.get("alt", "").strip() or element.get("alt") is None:
            remedy = "If it says something that the text does not, write it in words."
            self._outline.warn("a picture without a description is left out", remedy, line=self._line(element))
        if alt := element.get("alt", "").strip():
            self._outline.omit(alt.removeprefix(words), tags.NO_ALTERNATIVE, line=self._line(element))

    def _raised(self, element: Element, strong: bool) -> None:
        if all(child.tag in ("b", "i", "em", "strong", "span") for child in element):
            text = raised("".join(element.itertext()), sign=element.tag)
            self._inline.add(text, strong=strong, line=self._line(element))
        else:
            self._children(element, strong)

    def _quote(self, element: Element, strong: bool) -> None:
        self._inline.add("“", strong=strong, line=self._line(element))
        self._children(element, strong)
        self._inline.add("”", strong=strong, line=self._line(element))

    def _break(self, element: Element, strong: bool) -> None:
        self._inline.break_line()

    def _omit(self, element: Element, reason: str) -> None:
        self._outline.omit(tags.words_in(element), reason, line=self._line(element))
        if reason != NOTE_MARK:
            self._inline.add(" ", strong=False, line=self._line(element))

    def _flush(self) -> None:
        """Make parts of the text that was collected: the first line is the list item that waits for one."""
        for line in self._inline.take():
            self._add(line)

    def _add(self, line: TextLine) -> None:
        text, strong = line.text, line.strong
        if self._term and self._item:
            text, strong, self._term = f"{self._term.rstrip(':')}: {text}", 0, ""
        base = self._item or Part(kind="paragraph", text="", depth=self._depth, line=line.line)
        self._item = None
        part = replace(base, text=text, strong=strong, line=line.line or base.line, indent=self._indent)
        self.parts.append(replace(part, is_moved=self._is_moved))

    def _end_term(self) -> None:
        """Make a list item of a term that has no definition of its own text."""
        if self._term:
            term, self._term = self._term, ""
            self._item = None
            self.parts.append(replace(bullet(depth=self._depth, line=self._line_in_source), text=term))


_HANDLERS: dict[str, Callable[[Walker, Element, bool], None]] = {
    "br": Walker._break,
    "dd": Walker._definition,
    "dir": Walker._list,
    "dl": Walker._list,
    "dt": Walker._defined,
    "hr": Walker._block,
    "img": Walker._picture,
    "li": Walker._list_item,
    "menu": Walker._list,
    "ol": Walker._list,
    "q": Walker._quote,
    "sub": Walker._raised,
    "sup": Walker._raised,
    "table": Walker._table,
    "ul": Walker._list,
}
