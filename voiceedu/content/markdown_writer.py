"""Blocks → the Markdown of a library file, which reads as the same blocks."""

import re
from collections.abc import Iterable, Sequence

from voiceedu.content.blocks import Block
from voiceedu.content.formats.markdown_marks import find_marks
from voiceedu.content.nesting import Item, List, Node, Table, nest

_SYNTAX = re.compile(r"[\\`*_\[\]<]|&(?=#?\w+;)|(?<!\S)#")
_SYNTAX_AT_START = re.compile(r"^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=[>~+-]))")
_FILLED_LINE = re.compile(r"(?<=\n)(?=[^\n])")
_STOP = re.compile(r"[.)]")
_BULLETS, _ENDS = "-*", ".)"
"""The marks of a list, and of a list right behind another of its kind."""


def write_blocks(blocks: Iterable[Block]) -> str:
    """Return `blocks` as Markdown that ends with a line feed."""
    lines = _nodes(nest(blocks)).split("\n")
    for at, mark in find_marks(lines).items():
        if not mark.is_certain:  # a text that would be read as a list
            lines[at] = lines[at].replace(mark.written, _STOP.sub(r"\\\g<0>", mark.written, count=1), 1)
    return "\n".join(lines) + "\n"


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
    text = escaped(f"{node.mark} {node.text}".strip())
    return f"{'#' * node.level} {text}" if node.kind == "heading" else text


def _item(item: Item[Block], *, is_second: bool) -> str:
    block = item.block
    mark = f"{_step(block, _ENDS[is_second])} " if block.kind == "step" else f"{_BULLETS[is_second]} "
    text = f"[{escaped(block.text)}]({block.link}.md)" if block.link else escaped(block.text)
    if item.children:
        first = item.children[0]
        # Others need an empty line.
        is_close = isinstance(first, List) and (not first.ordered or (first.start == 1 and not first.style))
        text += ("\n" if is_close else "\n\n") + _nodes(item.children)
    return mark + _FILLED_LINE.sub(" " * len(mark), text)


def _step(block: Block, end: str) -> str:
    """Return what is written before a step, with a second space behind a mark that is no number."""
    if not block.mark:
        return f"{block.number}{end}"
    return f"{block.mark}{'' if '.' in block.mark and end == '.' else end} "


def _table(table: Table[Block]) -> str:
    columns = max([len(table.header), *(len(row.cells) for row in table.rows)])
    lines = [table.header, ["---"] * columns, *(row.cells for row in table.rows)]
    return "\n".join(_row(cells, columns) for cells in lines)


def _row(cells: Sequence[str], columns: int) -> str:
    texts = [cell if cell == "---" else _cell(cell) for cell in cells]
    return f"| {' | '.join(texts + [''] * (columns - len(texts)))} |"


def _cell(text: str) -> str:
    return _SYNTAX.sub(r"\\\g<0>", text).replace("|", "\\|")
