"""What is worth a look in the structure of one procedure: the numbers of steps, headings without text, and tables."""

import re
from collections.abc import Iterable, Iterator, Sequence

from voiceedu.content.blocks import Block
from voiceedu.content.formats.outline import shortened
from voiceedu.content.list_marks import style_of
from voiceedu.narration.finding import Remark

_WIDEST_TABLE = 4  # columns that a listener can follow
_WRITTEN_NUMBER = re.compile(r"\s*(?:>\s*)*(?:[-*+]\s+)*(\d{1,9})[.)]\s")


def check_structure(blocks: Sequence[Block], lines: Sequence[str]) -> Iterator[Remark]:
    """Yield remarks on `blocks`; `lines` are those of their file."""
    yield from _numbers(blocks, lines)
    yield from _headings(blocks)
    yield from _tables(blocks)


def _numbers(blocks: Iterable[Block], lines: Sequence[str]) -> Iterator[Remark]:
    """Yield the steps whose number is not one more than that of the step before, as written or as read."""
    last: dict[tuple[int, str], int] = {}  # by depth and style: letters and outline numbers count for themselves
    shown: dict[tuple[int, str], str] = {}  # the number in the file, which a person looks for
    for block in blocks:
        if block.kind == "heading":
            last.clear()
        if not block.is_item:
            continue
        here = block.depth, style_of(block.mark, block.number)
        deepest = block.depth if block.kind == "step" else block.depth - 1
        last = {key: number for key, number in last.items() if key[0] <= deepest}
        if block.kind == "step":
            before = last.get(here, 0)
            written = _WRITTEN_NUMBER.match(lines[block.line - 1]) if 0 < block.line <= len(lines) else None
            number = int(written[1]) if written else block.number
            name = block.mark or str(number)
            is_next = block.number in (before + 1, 1) and number in (block.number, 1)
            if not is_next:
                yield Remark(
                    line=block.line,
                    kind="step-order",
                    what=f"step {name} comes after {shown[here]}" if before else f"the steps begin with {name}",
                    why=f"a listener hears the {'mark' if block.mark else 'number'} {block.mark or block.number}",
                    remedy="Number the steps in order.",
                )
            last[here], shown[here] = block.number, name


def _headings(blocks: Sequence[Block]) -> Iterator[Remark]:
    for block, below in zip(blocks, [*blocks[1:], None], strict=True):
        if block.kind == "heading" and (below is None or (below.kind == "heading" and below.level <= block.level)):
            yield Remark(
                line=block.line,
                kind="empty-section",
                what=f"no text under {shortened(block.text)}",
                why="a listener hears the heading and then nothing of it",
                remedy="Write it, or take the heading out.",
            )


def _tables(blocks: Iterable[Block]) -> Iterator[Remark]:
    for block in blocks:
        if block.kind != "row" or block.number != 1:
            continue
        columns = max(len(block.cells), len(block.header))
        if not block.header:
            why, remedy = "its columns have no names", "Name the columns: the names are said with every cell."
        elif columns > _WIDEST_TABLE:
            why, remedy = f"it has {columns} columns", "Make it narrower, or write it as headings with lists."
        else:
            why, remedy = "it is heard row by row", "Listen to it, and write it as a list if that is clearer."
        yield Remark(line=block.line, kind="table", what=f"a table of {columns} columns", why=why, remedy=remedy)
