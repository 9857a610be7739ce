"""Plain text → blocks: list marks, indentation, tabs, capitals and empty lines say what is what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from voiceedu.content.document import Document
from voiceedu.content.formats.column_names import names_columns
from voiceedu.content.formats.encoding import decode
from voiceedu.content.formats.hyphenation import count_words, is_hyphenated, join_lines, with_whole_words
from voiceedu.content.formats.lists import Above, ListTracker
from voiceedu.content.formats.marks import Mark, find_marks
from voiceedu.content.formats.outline import LIST_MARK, RULE, Outline
from voiceedu.content.formats.tab_tables import has_columns, table_rows, warn_of_empty_cells
from voiceedu.content.formats.text_headings import HeadingFinder, is_capitals
from voiceedu.content.formats.wrapping import common_width, is_broken, is_ended, is_full

_TAB = 4  # columns
_RULE = re.compile(r"[-–—_=*~•.#\s]{3,}")


def read_text(data: bytes, *, name: str) -> Document:
    """Return the document in the bytes of a text file; raise DocumentError if it is not text."""
    outline = Outline(name)
    read_lines(decode(data, name=name).split("\n"), outline)
    return outline.document(source="text")


def read_lines(lines: Sequence[str], outline: Outline) -> None:
    """Write the blocks of a text into `outline`."""
    _Reader([_Line.of(line, at) for at, line in enumerate(lines)], outline).read()


@dataclass(frozen=True)
class _Line:
    """A line of the text: where it is, its indent in columns, and what is on it, also with the tabs around that."""

    at: int
    indent: int
    text: str
    written: str
    marks: tuple[Mark, ...]
    tabbed: str

    @classmethod
    def of(cls, line: str, at: int) -> "_Line":
        text = line.strip()
        expanded = line.expandtabs(_TAB).rstrip()
        return cls(at, len(expanded) - len(expanded.lstrip()), text, expanded, find_marks(text), line.strip(" "))

    def is_row_with(self, first: "_Line") -> bool:
        """Return whether this line and `first` may be rows of one table."""
        if self.marks or not self.text:
            return False
        if "\t" in first.text:
            return "\t" in self.text or self._has_empty_cells_beside(first)
        return has_columns(self.text) and "\t" not in self.text

    def _has_empty_cells_beside(self, first: "_Line") -> bool:
        """Return whether all cells but one are empty: as many tabs as in `first`, which are no mere indent."""
        tabs = self.tabbed.count("\t")
        return tabs == first.tabbed.count("\t") and (tabs > 1 or self.tabbed.endswith("\t"))


@dataclass
class _Open:
    """The block that the next line may go on with."""

    lines: list[_Line]
    mark: Mark | None = None
    depth: int = 0
    texts: list[str] = field(default_factory=list)

    @property
    def last(self) -> _Line:
        return self.lines[-1]


class _Reader:
    def __init__(self, lines: list[_Line], outline: Outline) -> None:
        self._lines = lines
        self._outline = outline
        self._lists = ListTracker([line.marks for line in lines])
        outlines = {(mark.style, mark.number) for line in lines for mark in line.marks if mark.is_outline}
        self._headings = HeadingFinder([line.text for line in lines], [_is_marked(line, outlines) for line in lines])
        pairs = [(line.written, below.text) for line, below in pairwise(lines) if not below.marks]
        self._width = common_width([pair for pair in pairs if all(pair) and "\t" not in "".join(pair)])
        self._first = next((line.at for line in lines if line.text), 0)
        self._words = count_words(line.text for line in lines)
        self._open: _Open | None = None

    def read(self) -> None:
        at = 0
        while at < len(self._lines):
            line = self._lines[at]
            if not line.text:
                self._close()
            elif _RULE.fullmatch(line.text):
                self._rule(line)
            elif end := self._table(at):
                at = end
                continue
            else:
                self._line(line)
            at += 1
        self._close()

    def _line(self, line: _Line) -> None:
        is_heading = any(mark.is_outline for mark in line.marks) and self._headings.level(line.at) > 1
        mark = None if is_heading else self._lists.item(line.at, indent=line.indent, above=self._above(line))
        if mark:
            self._close()
            self._outline.omit(mark.text, LIST_MARK, line=line.at + 1)
            self._open = _Open([line], mark, self._lists.depth, [line.text[mark.width :]])
        elif self._open and self._goes_on(self._open, line):
            self._open.lines.append(line)
            self._open.texts.append(line.text)
        else:
            self._paragraph(line)

    def _paragraph(self, line: _Line) -> None:
        self._close()
        depth = self._lists.paragraph(indent=line.indent)
        opened = _Open([line], depth=depth, texts=[line.text])
        level = self._headings.level(line.at)
        if level and not depth and not self._goes_on(opened, self._below(line)):
            self._outline.heading(line.text, level=level, line=line.at + 1)
        else:
            self._open = opened

    def _above(self, line: _Line) -> Above:
        """Return how the line above ends, for a line that may be a list item."""
        if self._open is None:
            return Above.FREE
        last = self._open.last
        if not is_ended(last.text) and is_full(last.written, line.text, width=self._width):
            return Above.WRAPPED
        return Above.FREE if self._open.mark or is_ended(last.text) else Above.OPEN

    def _goes_on(self, opened: _Open, line: _Line) -> bool:
        """Return whether `opened` goes on with `line`: never across a short line, an indent or a line in capitals."""
        last = opened.last
        if not line.text or _RULE.fullmatch(line.text) or is_capitals(line.text) or is_capitals(last.text):
            return False
        is_hanging = opened.mark is not None and line.indent > opened.lines[0].indent
        if is_hyphenated(last.text, line.text):
            return True
        if is_hanging and (is_broken(last.text, line.text) or last.text.endswith(",")):
            return True
        if not is_full(last.written, line.text, width=self._width):
            return False
        if not is_ended(last.text):
            return is_hanging or line.indent <= last.indent
        is_wrapped = len(opened.lines) > 1 or self._breaks(line)
        return is_wrapped and (is_hanging or (line.indent == last.indent and not opened.mark))

    def _breaks(self, line: _Line) -> bool:
        """Return whether `line` itself is broken in mid-sentence at the width of the text."""
        below = self._below(line).text
        return is_broken(line.text, below) and is_full(line.written, below, width=self._width)

    def _below(self, line: _Line) -> _Line:
        return self._lines[line.at + 1] if line.at + 1 < len(self._lines) else _Line.of("", line.at + 1)

    def _rule(self, line: _Line) -> None:
        self._close()
        self._outline.omit(line.text, RULE, line=line.at + 1)

    def _table(self, start: int) -> int | None:
        """Write the table that begins at line `start` and return where it ends; None if none begins there."""
        first = self._lines[start]
        if not has_columns(first.text):
            return None
        end = start
        while end < len(self._lines) and self._lines[end].is_row_with(first):
            end += 1
        rows = table_rows([line.tabbed for line in self._lines[start:end]]) if end > start else None
        is_label = end == start + 1 and (start == self._first or first.text.split("\t")[0].rstrip().endswith(":"))
        if not rows or is_label:
            return None
        self._close()
        header = rows[0] if names_columns(rows) else ()
        numbered = [(start + at + 1, cells) for at, cells in enumerate(rows)]
        depth = self._lists.paragraph(indent=first.indent)
        warn_of_empty_cells(rows, self._outline, line=start + 1)
        self._outline.table(numbered[1:] if header else numbered, header=header, depth=depth)
        return end

    def _close(self) -> None:
        """Write the open block."""
        if opened := self._open:
            self._open = None
            line = opened.lines[0].at + 1
            text = with_whole_words(join_lines(opened.texts), self._words, self._outline, line=line)
            if opened.mark:
                number = opened.mark.number if opened.mark.kind == "step" else None
                self._outline.item(text, depth=opened.depth, number=number, line=line, mark=opened.mark.label)
            else:
                self._outline.paragraph(text, depth=opened.depth, line=line)


def _is_marked(line: _Line, outlines: set[tuple[str, int]]) -> bool:
    """Return whether a line begins with a list mark for certain: an outline number is one where the next is there."""
    if not line.marks:
        return False
    mark = line.marks[0]
    return not mark.is_doubtful or any((mark.style, mark.number + step) in outlines for step in (-1, 1))
