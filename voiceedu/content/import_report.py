"""What an import found, as lines for a person: the outline of every file, with counts, and what is doubtful."""

from collections.abc import Iterator, Sequence

from voiceedu.content.blocks import Block, outline
from voiceedu.content.comparison import words
from voiceedu.content.document import source_texts
from voiceedu.content.formats.outline import LIST_MARK, RULE
from voiceedu.content.importer import Import
from voiceedu.content.nesting import List, Node, Table, nest

_WIDTH = 100  # characters of a line of the outline
_QUIET = (LIST_MARK, RULE)


def lines(found: Import) -> Iterator[str]:
    """Yield what was found, file by file, then how it compares with the document, then what to look at."""
    for file in found.files:
        yield f"{file.name}: {file.title}"
        yield f"  {counts(file.blocks)}"
        for line in outline(file.blocks):
            yield f"    {line if len(line) <= _WIDTH else line[: _WIDTH - 1] + '…'}"
    if found.author:
        yield f"Author: {found.author}"
    document = found.document
    count = sum(len(words(text, document.format)) for text in source_texts(document.blocks))
    left_out = sum(len(words(item.text, document.format)) for item in document.omitted if item.reason not in _QUIET)
    yield f"Compared with {document.name}: {count} words in order, none lost or added, {left_out} left out"
    if document.draft:
        yield "This is a draft: read it against the original, then take “draft: true” out of the file"
    for problem in found.problems:
        yield f"Warning: {document.message(problem)}"
    if found.splittable:
        names = ", ".join(found.splittable[:4]) + (", …" if len(found.splittable) > 4 else "")
        yield f"{len(found.splittable)} list entries could be procedures of their own ({names}): --split does that"


def counts(blocks: Sequence[Block]) -> str:
    """Return how many headings, paragraphs, lists and tables there are, such as "2 headings, 1 list (steps 1–4)"."""
    headings = sum(block.kind == "heading" for block in blocks)
    paragraphs = sum(block.kind == "paragraph" for block in blocks)
    nodes = list(_all(nest(blocks)))
    lists = [_list(node) for node in nodes if isinstance(node, List)]
    tables = [_counted(len(node.rows), "row") for node in nodes if isinstance(node, Table)]
    parts = [_counted(headings, "heading")] if headings else []
    parts += [_counted(paragraphs, "paragraph")] if paragraphs else []
    parts += [f"{_counted(len(lists), 'list')} ({'; '.join(lists)})"] if lists else []
    parts += [f"{_counted(len(tables), 'table')} ({'; '.join(tables)})"] if tables else []
    return ", ".join(parts)


def _all(nodes: Sequence[Node[Block]]) -> Iterator[Node[Block]]:
    for node in nodes:
        yield node
        if isinstance(node, List):
            for item in node.items:
                yield from _all(item.children)


def _list(node: List[Block]) -> str:
    if not node.ordered:
        return _counted(len(node.items), "bullet")
    ends = node.items[0].block, node.items[-1].block
    first, last = (block.mark or str(block.number) for block in ends)
    return f"step {first}" if first == last else f"steps {first}–{last}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
