"""The same blocks written as .docx, .html, .md and .txt, as the programs of a clinic would write them."""

import html
import io
from collections.abc import Iterable, Sequence

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips
from docx.text.paragraph import Paragraph

from voiceedu.content.blocks import Block, mark_text
from voiceedu.content.list_marks import style_of
from voiceedu.content.nesting import Item, List, Node, Table, nest

LISTS = {
    "bullet": (90, "bullet"),
    "step": (91, "decimal"),
    "stepa": (92, "lowerLetter"),
    "stepA": (93, "upperLetter"),
    "stepi": (94, "lowerRoman"),
    "stepI": (95, "upperRoman"),
}
"""The definitions of Word's lists, and how each counts."""
INDENT = 360  # twentieths of a point, for each level of a list in Word


def as_html(blocks: Iterable[Block]) -> bytes:
    body = "".join(_html(node) for node in nest(blocks))
    return f"<!DOCTYPE html>\n<html><head><title>A page</title></head><body>\n{body}</body></html>\n".encode()


def _html(node: Node[Block]) -> str:
    if isinstance(node, List):
        items = "".join(_html_item(item) for item in node.items)
        kind = f' type="{node.style}"' if node.style else ""
        return f'<ol start="{node.start}"{kind}>\n{items}</ol>\n' if node.ordered else f"<ul>\n{items}</ul>\n"
    if isinstance(node, Table):
        head = f"<tr>{''.join(f'<th>{html.escape(name)}</th>' for name in node.header)}</tr>\n"
        rows = (f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row.cells)}</tr>\n" for row in node.rows)
        return f"<table>\n{head}{''.join(rows)}</table>\n"
    tag = f"h{node.level}" if node.kind == "heading" else "p"
    return f"<{tag}>{html.escape(node.text)}</{tag}>\n"


def _html_item(item: Item[Block]) -> str:
    value = f' value="{item.value}"' if item.value else ""
    children = "".join(_html(child) for child in item.children)
    return f"<li{value}>{html.escape(item.block.text)}\n{children}</li>\n"


def as_markdown(blocks: Iterable[Block]) -> bytes:
    return "\n\n".join(_markdown(node) for node in nest(blocks)).encode()


def _markdown(node: Node[Block]) -> str:
    if isinstance(node, List):
        return "\n".join(_markdown_item(item) for item in node.items)
    if isinstance(node, Table):
        lines = [node.header, ["---"] * len(node.header), *(row.cells for row in node.rows)]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"{'#' * node.level} {node.text}" if node.kind == "heading" else node.text


def _markdown_item(item: Item[Block]) -> str:
    mark = f"{mark_text(item.block)}{' ' if item.block.mark else ''} " if item.block.kind == "step" else "- "
    inside = "\n\n".join([item.block.text, *(_markdown(child) for child in item.children)])
    return mark + inside.replace("\n", f"\n{' ' * len(mark)}")


def as_text(blocks: Iterable[Block]) -> bytes:
    """Return the blocks as a text file: sub-lists are indented, and have other marks."""
    lines: list[str] = []
    before: Block | None = None
    for block in blocks:
        together = (before and (block.is_item and before.is_item)) or (block.kind == "row" and block.number > 1)
        if before and not together:
            lines.append("")
        if block.kind == "row":
            lines += ["\t".join(block.header)] if block.number == 1 else []
            lines.append("\t".join(block.cells))
        else:
            mark = {"bullet": "●o–"[max(0, block.depth - 1)] + " ", "step": f"{mark_text(block)} "}.get(block.kind, "")
            indent = 4 * (block.depth - 1) if block.is_item else 4 * block.depth
            lines.append(f"{' ' * indent}{mark}{block.text}")
        before = block
    return "\n".join(lines).encode()


def as_docx(blocks: Sequence[Block]) -> bytes:
    return _WordWriter().write(blocks)


def saved(document: WordDocument) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


class _WordWriter:
    """Writes blocks with Word's own lists: one definition, of which every list is a use with a start of its own."""

    def __init__(self) -> None:
        self._document = docx.Document()
        self._last: dict[int, tuple[str, int, int]] = {}  # by depth: style, number and list of the last item

    def write(self, blocks: Sequence[Block]) -> bytes:
        for identifier, name in LISTS.values():
            define_list(self._document, identifier, [name] * 9)
        rows: list[Block] = []
        for block in blocks:
            if rows and (block.kind != "row" or block.number == 1):
                self._table(rows)
                rows = []
            if block.kind == "row":
                rows.append(block)
            else:
                self._block(block)
        if rows:
            self._table(rows)
        return saved(self._document)

    def _block(self, block: Block) -> None:
        if block.kind == "heading":
            self._document.add_heading(block.text, 0 if block.level == 1 else block.level)
            return
        paragraph = self._document.add_paragraph(block.text)
        if block.is_item:
            number_paragraph(paragraph, self._list_of(block), block.depth - 1)
        elif block.depth:
            paragraph.paragraph_format.left_indent = Twips(INDENT * block.depth)

    def _list_of(self, block: Block) -> int:
        """Return the list that goes on with `block`, or a new one."""
        last = self._last.get(block.depth)
        style = f"step{style_of(block.mark, block.number)}" if block.kind == "step" else "bullet"
        goes_on = last and last[:2] == (style, block.number - (block.kind == "step"))
        abstract, _ = LISTS[style]
        use = last[2] if last and goes_on else use_list(self._document, abstract, block.depth - 1, block.number)
        self._last[block.depth] = (style, block.number, use)
        for depth in [depth for depth in self._last if depth > block.depth]:
            del self._last[depth]
        return use

    def _table(self, rows: Sequence[Block]) -> None:
        table = self._document.add_table(len(rows) + 1, len(rows[0].header))
        for cells, texts in zip(table.rows, [rows[0].header, *(row.cells for row in rows)], strict=True):
            for cell, text in zip(cells.cells, texts, strict=True):
                cell.text = text
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:tblHeader"))


def define_list(document: WordDocument, identifier: int, formats: Sequence[str], texts: Sequence[str] = ()) -> None:
    """Define a list of Word's with a format for each of its levels, and with what it shows, such as "%1.%2"."""
    shown = texts or [f"%{level + 1}." for level in range(len(formats))]
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{name}"/><w:lvlText w:val="{shown[level]}"/>'
        f'<w:pPr><w:ind w:left="{INDENT * (level + 1)}" w:hanging="{INDENT}"/></w:pPr></w:lvl>'
        for level, name in enumerate(formats)
    )
    xml = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identifier}">{levels}</w:abstractNum>'
    document.part.numbering_part.element.insert(0, parse_xml(xml))


def use_list(document: WordDocument, abstract: int, level: int, start: int | None = None) -> int:
    """Return a new list of a definition, which begins at `start`; it goes on from the one before without one."""
    override = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    numbering = document.part.numbering_part.element
    identifier = 1 + max([0, *(int(use.get(qn("w:numId"))) for use in numbering.findall(qn("w:num")))])
    xml = (
        f'<w:num {nsdecls("w")} w:numId="{identifier}"><w:abstractNumId w:val="{abstract}"/>'
        f"{override if start is not None else ''}</w:num>"
    )
    numbering.append(parse_xml(xml))
    return identifier


def number_paragraph(paragraph: Paragraph, use: int, level: int) -> None:
    xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{use}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(xml))
