"""Blocks → the Markdown of a library file, which reads as the same blocks."""

import re
from collections.abc import Iterable, Sequence

from voiceedu.content.blocks import Block, Item, List, Node, Table, nest

_SYNTAX = re.compile(r"[\\`*_\[\]<]|&(?=#?\w+;)|(?<!\S)#")
_SYNTAX_AT_START = re.compile(r"^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=[>~+-]))")
_BULLETS, _ENDS = "-*", ".)"
"""The marks of a list, and of a list right behind another of its kind."""


def write_blocks(blocks: Iterable[Block]) -> str:
    """Return `blocks` as Markdown that ends with a line feed."""
    return _nodes(nest(blocks)) + "\n"


def escaped(text: str) -> str:
    """Return `text` as Markdown that shows every character of it."""
    return _SYNTAX_AT_START.sub(r"\1\\", _SYNTAX.sub(r"\\\g<0>", text))


def _nodes(nodes: Sequence[Node[Block]]) -> str:
    written = []
    is_second = False
    before: Node[Block] | None = None
    for node in nodes:
        together = isinstance(node, List) and isinstance(before, List) and node.ordered == before.ordered
        is_second = together and not is_second
        written.append(_node(node, is_second=is_second))
        before = node
    return "\n\n".join(written)


def _node(node: Node[Block], *, is_second: bool) -> str:
    if isinstance(node, List):
        return "\n".join(_item(item, is_second=is_second) for item in node.items)
    if isinstance(node, Table):
        return _table(node)
    return f"{'#' * node.level} {escaped(node.text)}" if node.kind == "heading" else escaped(node.text)


def _item(item: Item[Block], *, is_second: bool) -> str:
    block = item.block
    mark = f"{block.number}{_ENDS[is_second]} " if block.kind == "step" else f"{_BULLETS[is_second]} "
    text = f"[{escaped(block.text)}]({block.link}.md)" if block.link else escaped(block.text)
    if item.children:
        first = item.children[0]
        is_bullets = isinstance(first, List) and not first.ordered
        text += ("\n" if is_bullets else "\n\n") + _nodes(item.children)
    return mark + text.replace("\n", f"\n{' ' * len(mark)}")


def _table(table: Table[Block]) -> str:
    columns = max([len(table.header), *(len(row.cells) for row in table.rows)])
    lines = [table.header, ["---"] * columns, *(row.cells for row in table.rows)]
    return "\n".join(_row(cells, columns) for cells in lines)


def _row(cells: Sequence[str], columns: int) -> str:
    texts = [cell if cell == "---" else _cell(cell) for cell in cells]
    return f"| {' | '.join(texts + [''] * (columns - len(texts)))} |"


def _cell(text: str) -> str:
    return _SYNTAX.sub(r"\\\g<0>", text).replace("|", "\\|")
