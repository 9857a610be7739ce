"""Nested lists and tables, put together of blocks, which are a flat sequence."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Literal, TypeAlias, TypeVar

from voiceedu.content.blocks import Nestable, is_item
from voiceedu.content.list_marks import OUTLINE, style_of

Leaf = TypeVar("Leaf", bound=Nestable)


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


def nest(blocks: Iterable[Leaf]) -> tuple[Node[Leaf], ...]:
    """Return `blocks` with lists and tables put together and everything inside a list item below that item."""
    return _nested(tuple(blocks), depth=0)


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
