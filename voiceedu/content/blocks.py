"""Blocks: the headings, paragraphs, list items and table rows of a document, as a flat sequence in reading order.

A block keeps its own number and depth, so that a voice, a page, a transcript and a book agree on them, and nothing
that stands between two steps restarts the count.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from voiceedu.content.list_marks import OUTLINE, style_of

BlockKind = Literal["heading", "paragraph", "bullet", "step", "row"]


class Nestable(Protocol):
    """What can be nested: a block, or what was made of one and keeps its kind, depth, number, mark and header."""

    @property
    def kind(self) -> str: ...
    @property
    def depth(self) -> int: ...
    @property
    def number(self) -> int: ...
    @property
    def mark(self) -> str: ...
    @property
    def header(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, kw_only=True)
class Block:
    """One heading, paragraph, list item or table row.

    `text` is plain text with single spaces; that of a row is the sentence which a voice says.
    `depth` is 0 outside lists and 1 in a list that is in no other. A paragraph or row with a depth belongs to the list
    item above it.
    `number` is that of a step, as the document has it; of a row it is the place in its table, from 1.
    `mark` is what a step has instead of its number: b, ii or 2.3.1 (content.list_marks); of a heading, the number that
    a word processor shows before its words. Empty for none.
    `level` is that of a heading, from 1. `cells` and `header` are those of a row; a table without header has ().
    `link` is the slug of the procedure that the whole text is a link to; empty for none.
    `line` is where the block begins in its source, from 1; blocks are equal whatever their lines.
    """

    kind: BlockKind
    text: str
    depth: int = 0
    number: int = 0
    mark: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    link: str = ""
    line: int = field(default=0, compare=False)

    @property
    def is_item(self) -> bool:
        return is_item(self)


def row(cells: Sequence[str], *, header: Sequence[str] = (), number: int, depth: int = 0, line: int = 0) -> Block:
    """Return the table row `number`, with the sentence that says it.

    That is "Medicine: aspirin. Stop: 7 days before." with the names of columns, and "Aspirin: 7 days before." without.
    A single cell below several names of columns spans all of them.
    """
    spans = len(cells) == 1 < len(header)
    names = () if spans or not header else (*header, *[""] * (len(cells) - len(header)))
    return Block(
        kind="row",
        text=_labelled(cells, names) if names else _unlabelled(cells),
        depth=depth,
        number=number,
        cells=tuple(cells),
        header=tuple(header) if spans else names,
        line=line,
    )


def is_item(leaf: Nestable) -> bool:
    return leaf.kind in ("bullet", "step")


def mark_text(leaf: Nestable) -> str:
    """Return what is shown before the words of a step: "3.", "b." or "2.3.1"; empty for anything else."""
    if leaf.kind != "step":
        return ""
    return leaf.mark if style_of(leaf.mark, leaf.number) == OUTLINE else f"{leaf.mark or leaf.number}."


def outline(blocks: Iterable[Block]) -> list[str]:
    """Return the structure as lines to read.

    They are "## Heading", "- bullet", "3. step", "[name | name]" for the header of a table and "| cell | cell" for its
    rows, indented by depth.
    """
    return [line for block in blocks for line in _outlined(block)]


def _labelled(cells: Sequence[str], header: Sequence[str]) -> str:
    parts = (_joined(name, cell) for name, cell in zip(header, cells, strict=True) if cell)
    return " ".join(_closed(part) for part in parts)


def _unlabelled(cells: Sequence[str]) -> str:
    first, *others = [cell for cell in cells if cell] or [""]
    return _closed(_joined(first, ", ".join(others)) if others else first)


def _joined(name: str, value: str) -> str:
    if not name:
        return value
    return f"{name} {value}" if name[-1] in ":?!." else f"{name}: {value}"


def _closed(text: str) -> str:
    return text if not text or text[-1] in ".!?…" else f"{text}."


def _outlined(block: Block) -> list[str]:
    indent = "  " * (block.depth - block.is_item)
    if block.kind != "row":
        mark = {"heading": "#" * block.level + " ", "bullet": "- ", "step": f"{mark_text(block)} "}.get(block.kind, "")
        number = f"{block.mark} " if block.mark and block.kind == "heading" else ""
        return [f"{indent}{mark}{number}{block.text}"]
    names = [f"{indent}[{' | '.join(block.header)}]"] if block.header and block.number == 1 else []
    return [*names, f"{indent}| {' | '.join(block.cells)}"]
