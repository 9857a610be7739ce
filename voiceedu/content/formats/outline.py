"""The outline that every format writes its blocks into, with what it leaves out and what is doubtful."""

import re
from collections.abc import Sequence

from voiceedu.content.blocks import Block, BlockKind, row
from voiceedu.content.document import Document, DocumentError, Format, Omission, Problem
from voiceedu.content.formats.encoding import LARGEST_TEXT

DEEPEST = 9
"""As deep as a list of Word's can be. Deeper items are read at this depth."""
LARGEST_BLOCKS = 50_000
LIST_MARK = "list mark"
RULE = "line between parts"
NOTE_MARK = "mark of a note"
"""The reasons of omissions that nobody has to look at: something else in the outline says the same."""
TAB = "\ufdd0"
"""A tab of Word, which HTML would not tell from a space. A noncharacter of Unicode: no text may have it."""

_SILENT = frozenset({LIST_MARK, RULE, NOTE_MARK, "pronunciation"})
_TAB_IN_LINE = re.compile(rf"(?<=[\w%)])[ ]*[\t{TAB}][\s{TAB}]*(?=\S)")
_BLANK = re.compile(r"_{3}|\.{5}|…{3}")
_SHOWN = 80  # characters of a text, in a message


class Outline:
    """Collects blocks in reading order; texts get single spaces, and a list never skips a depth."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.blocks: list[Block] = []
        self.omitted: list[Omission] = []
        self.problems: list[Problem] = []
        self.moved: set[int] = set()
        self.repeated: list[str] = []
        self._depth = 0
        self._warned: set[str] = set()
        self._characters = 0

    def move(self, count: int) -> None:
        """Record that the last `count` blocks are elsewhere in the source."""
        self.moved.update(range(len(self.blocks) - count, len(self.blocks)))

    def heading(self, text: str, *, level: int, line: int, mark: str = "") -> None:
        """Add a heading; `mark` is the number that a word processor shows before it."""
        self._depth = 0
        self._add(Block(kind="heading", text=clean(text), level=level, mark=mark, line=line))

    def paragraph(self, text: str, *, depth: int = 0, line: int) -> None:
        self._depth = min(depth, self._depth)
        self._add(Block(kind="paragraph", text=clean(text), depth=self._depth, line=line))

    def item(self, text: str, *, depth: int, number: int | None, line: int, mark: str = "", link: str = "") -> None:
        """Add a step with its `number` and `mark` (Block), or a bullet for None.

        `link` is the procedure that its text is a link to.
        """
        if self._depth == DEEPEST < depth:
            self.warn("a list nested too deep", f"Lists are read to a depth of {DEEPEST}.", line=line, once=True)
        self._depth = min(depth, self._depth + 1, DEEPEST)
        kind: BlockKind = "bullet" if number is None else "step"
        text = clean(text)
        mark = "" if number is None else mark
        self._add(Block(kind=kind, text=text, depth=self._depth, number=number or 0, mark=mark, link=link, line=line))

    def table(self, rows: Sequence[tuple[int, Sequence[str]]], *, header: Sequence[str], depth: int = 0) -> None:
        """Add `rows`, each its line and its cells, below `header`, () for none.

        All rows get as many cells as the widest. One with a text in its first cell alone is that cell: it spans all
        columns, as "In the morning" does between the rows of a table of medicines.
        """
        self._depth = min(depth, self._depth)
        texts = [[clean(cell) for cell in cells] for _, cells in rows]
        names = [clean(name) for name in header]
        columns = max(map(len, [names, *texts]), default=0)
        names += [""] * (columns - len(names)) if names else []
        for number, ((line, _), cells) in enumerate(zip(rows, texts, strict=True), start=1):
            spans = columns > 1 and not any(cells[1:])
            wide = cells[:1] if spans else cells + [""] * (columns - len(cells))
            self._add(row(wide, header=names, number=number, depth=self._depth, line=line))

    def omit(self, text: str, reason: str, *, line: int) -> None:
        if text := single_spaced(text):
            self.omitted.append(Omission(text=text, reason=reason, line=line))

    def repeat(self, text: str) -> None:
        """Record words that the source has once and the blocks again."""
        if text := single_spaced(text):
            self.repeated.append(text)

    def warn(self, text: str, remedy: str, *, line: int = 0, once: bool = False) -> None:
        """Add a warning; with `once`, only the first one with this text."""
        if not once or text not in self._warned:
            self.problems.append(Problem(text=text, remedy=remedy, line=line))
        self._warned.add(text)

    def error(self, text: str, remedy: str, *, line: int = 0) -> None:
        self.problems.append(Problem(text=text, remedy=remedy, line=line, is_error=True))

    def document(self, *, source: Format, title: str = "", draft: bool = False) -> Document:
        """Return the document. Its title is `title`, or the heading that it begins with."""
        if not self.blocks:
            raise DocumentError(self.name, "no text to be read", "Write a title, then the text.")
        for omission in self.omitted:
            if omission.reason not in _SILENT:
                problem = f"{omission.reason} is left out: {shortened(omission.text)}"
                self.warn(problem, "Write it into the text if patients should hear it.", line=omission.line, once=True)
        first = self.blocks[0]
        return Document(
            name=self.name,
            format=source,
            blocks=tuple(self.blocks),
            title=single_spaced(title) or (first.text if first.kind == "heading" else ""),
            draft=draft,
            problems=tuple(self.problems),
            omitted=tuple(self.omitted),
            moved=frozenset(self.moved),
            repeated=tuple(self.repeated),
        )

    def _add(self, block: Block) -> None:
        self._characters += len(block.text)
        if self._characters > LARGEST_TEXT:
            problem = f"more than {LARGEST_TEXT:,} characters of text"
            raise DocumentError(self.name, problem, "Split it into several documents.")
        if len(self.blocks) >= LARGEST_BLOCKS:
            problem = f"more than {LARGEST_BLOCKS:,} paragraphs and list items"
            raise DocumentError(self.name, problem, "Split it into several documents.")
        if _BLANK.search(block.text):
            remedy = "Take it out, or write what a patient should hear in its place."
            self.warn("a blank to be filled in by hand", remedy, line=block.line)
        self.blocks.append(block)


def clean(text: str) -> str:
    """Return `text` with single spaces, and a comma for a tab behind a word: a tab is a pause."""
    if "\t" in text or TAB in text:
        text = _TAB_IN_LINE.sub(", ", text).replace(TAB, " ")
    return single_spaced(text)


def shortened(text: str) -> str:
    """Return `text` in quotation marks, short enough for a message."""
    return f"“{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}”"


def single_spaced(text: str) -> str:
    return " ".join(text.split())
