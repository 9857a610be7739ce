"""Blocks: the headings, paragraphs, list items and table rows of a document, as a flat sequence in reading order.

A block keeps its own number and depth, so that a voice, a page, a transcript and a book agree on them, and nothing
that stands between two steps restarts the count. `nest` gives the same blocks as nested lists and tables.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, Protocol, TypeAlias, TypeVar

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


Leaf = TypeVar("Leaf", bound=Nestable)


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


@dataclass(frozen=True)
class Item(Generic[Leaf]):
    """A list item with the blocks, lists and tables inside it.

    `value` is the number that a page has to state; 0 where counting on from the item before gives it. `label` is what
    it has to write before the words, such as 2.3.1; empty where the list counts by itself.
    """

    block: Leaf
    value: int
    label: str
    children: tuple["Leaf | List[Leaf] | Table[Leaf]", ...]


@dataclass(frozen=True)
class List(Generic[Leaf]):
    """A list of steps (`ordered`, with the number of the first) or of bullets.

    `style` is how steps are counted: "" for numbers; a, A, i or I as <ol type> has it; OUTLINE where every item has a
    label of its own.
    """

    ordered: bool
    start: int
    style: str
    items: tuple[Item[Leaf], ...]
    kind: Literal["list"] = "list"


@dataclass(frozen=True)
class Table(Generic[Leaf]):
    """A table: the names of its columns, () for none, and its rows."""

    header: tuple[str, ...]
    rows: tuple[Leaf, ...]
    kind: Literal["table"] = "table"


Node: TypeAlias = Leaf | List[Leaf] | Table[Leaf]


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


def nest(blocks: Iterable[Leaf]) -> tuple[Node[Leaf], ...]:
    """Return `blocks` with lists and tables put together and everything inside a list item below that item."""
    return _nested(tuple(blocks), depth=0)


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


def _nested(blocks: tuple[Leaf, ...], *, depth: int) -> tuple[Node[Leaf], ...]:
    """Return the nodes of `blocks`, of which those deeper than `depth` are inside list items or have none above."""
    nodes: list[Node[Leaf]] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if is_item(block):
            end = _end_of_list(blocks, at)
            nodes.append(_list(blocks[at:end]))
        elif block.kind == "row":
            end = _end_of_table(blocks, at)
            nodes.append(Table(block.header, blocks[at:end]))
        else:
            end = at + 1
            nodes.append(block)
        at = end
    return tuple(nodes)


def _end_of_list(blocks: tuple[Leaf, ...], start: int) -> int:
    """Return where the list ends that begins at `start`: before a shallower block or one of another list."""
    first = last = blocks[start]
    for at in range(start + 1, len(blocks)):
        block = blocks[at]
        if block.depth < first.depth or block.kind == "heading":
            return at
        if is_item(block) and block.depth == first.depth:
            restarts = block.kind == "step" and block.number <= last.number
            if block.kind != first.kind or restarts or _style(block) != _style(first):
                return at
            last = block
    return len(blocks)


def _end_of_table(blocks: tuple[Leaf, ...], start: int) -> int:
    end = start + 1
    while end < len(blocks) and blocks[end].kind == "row" and blocks[end].number > 1:
        end += 1
    return end


def _list(blocks: tuple[Leaf, ...]) -> List[Leaf]:
    depth, ordered = blocks[0].depth, blocks[0].kind == "step"
    starts = [at for at, block in enumerate(blocks) if is_item(block) and block.depth == depth]
    style = _style(blocks[0])
    items = []
    expected = blocks[0].number
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        block = blocks[start]
        value = block.number if ordered and block.number != expected else 0
        expected = block.number + 1
        label = block.mark if style == OUTLINE else ""
        items.append(Item(block, value, label, _nested(blocks[start + 1 : end], depth=depth)))
    return List(ordered=ordered, start=blocks[0].number, style=style, items=tuple(items))


def _style(block: Nestable) -> str:
    return style_of(block.mark, block.number)


def _outlined(block: Block) -> list[str]:
    indent = "  " * (block.depth - block.is_item)
    if block.kind != "row":
        mark = {"heading": "#" * block.level + " ", "bullet": "- ", "step": f"{mark_text(block)} "}.get(block.kind, "")
        number = f"{block.mark} " if block.mark and block.kind == "heading" else ""
        return [f"{indent}{mark}{number}{block.text}"]
    names = [f"{indent}[{' | '.join(block.header)}]"] if block.header and block.number == 1 else []
    return [*names, f"{indent}| {' | '.join(block.cells)}"]
