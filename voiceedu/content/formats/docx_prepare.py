"""A Word document made ready for mammoth: what mammoth would lose is written in a form that it keeps.

Numbers, depths and indents become bookmarks at the beginning of paragraphs, outline levels become headings, bold that
comes from a style is set on its runs, tabs become a character, and hidden text is taken out by name. Properties of no
use to a listener go, which halves the time.
"""

import re

from lxml import etree

from voiceedu.content.formats import html_tags as tags
from voiceedu.content.formats.docx_numbering import Level, ListDepths, Numbering
from voiceedu.content.formats.docx_package import Package
from voiceedu.content.formats.docx_sizes import Sizes
from voiceedu.content.formats.docx_styles import Styles, Word
from voiceedu.content.formats.outline import TAB, Outline

MARK = "voiceedu-"
"""What bookmarks begin with: "voiceedu-12-item-2-5" (line, depth, number), "…-item-2-5-e" (with the letter that Word
shows), "…-depth-1", "…-indent-4", "…-number-2.3" (of a heading)."""
CONTENTS = "table of contents"

_COLUMN = 180  # twentieths of a point, in which indents are told apart
_HEADING = re.compile(r"heading (\d)|title|titel|título|titre")
_CONTENTS = re.compile(r"toc (?:\d|heading)")


class Preparer:
    """Prepares the body and the notes of one document."""

    def __init__(self, package: Package, word: Word, outline: Outline) -> None:
        self._word = word
        self._styles = Styles(package.parts.get("styles"), word)
        self._numbering = Numbering(package.parts.get("numbering"), self._styles, word)
        defaults = word.child(package.parts.get("styles"), "docDefaults", "rPrDefault", "rPr", "sz")
        self._sizes = Sizes(package.document, self._styles, word.number(defaults), word)
        self._depths = ListDepths()
        self._container: etree._Element | None = None
        self._outline = outline

    def prepare(self, root: etree._Element) -> None:
        """Change `root`, a document or its notes, in place."""
        for line, paragraph in enumerate(list(root.iter(self._word.tag("p"))), start=1):
            self._paragraph(paragraph, line=line)
        for table in root.iter(self._word.tag("tbl")):
            self._table(table)

    def _paragraph(self, paragraph: etree._Element, *, line: int) -> None:
        properties = self._word.child(paragraph, "pPr")
        style_id = self._word.value(self._word.child(properties, "pStyle"))
        names = self._styles.names(style_id)
        if any(map(_CONTENTS.fullmatch, names)):
            self._outline.omit(self._words(paragraph), CONTENTS, line=line)
            paragraph.getparent().remove(paragraph)
            return
        for run in paragraph.findall(self._word.tag("r")):
            self._run(run, style_id, line=line)
        self._enter(paragraph)
        heading = self._heading(properties, style_id, names)
        mark = self._mark(properties, style_id, is_heading=heading > 0)
        self._rewrite(paragraph, properties, heading=heading, mark=f"{MARK}{line}{mark}")

    def _enter(self, paragraph: etree._Element) -> None:
        """Begin new lists in a cell, a text box or a note: those outside it do not go on inside."""
        containers = map(self._word.tag, ("tc", "txbxContent", "footnote", "endnote", "body"))
        container = next(paragraph.iterancestors(*containers), None)
        if container is not self._container:
            self._container, self._depths = container, ListDepths()

    def _heading(self, properties: etree._Element | None, style_id: str | None, names: list[str]) -> int:
        """Return the level of the heading that a paragraph is, 0 for none: by its outline level or its style's name."""
        own = self._word.child(properties, "outlineLvl")
        level = self._word.number(own if own is not None else self._styles.find(style_id, "pPr", "outlineLvl"))
        if level is not None:
            return min(level + 1, 6) if 0 <= level < 9 else 0
        named = next((match for name in names if (match := _HEADING.fullmatch(name))), None)
        return 0 if named is None else min(int(named[1] or 1), 6)

    def _mark(self, properties: etree._Element | None, style_id: str | None, *, is_heading: bool) -> str:
        """Return what to write of a list item, an indented paragraph or a numbered heading; empty for any other."""
        own = self._word.child(properties, "numPr")
        of_style = self._styles.find(style_id, "pPr", "numPr")
        given = self._word.child(own, "numId")
        num_id = self._word.value(given if given is not None else self._word.child(of_style, "numId"))
        level = self._word.number(self._word.child(own if own is not None else of_style, "ilvl"))
        found = self._numbering.level_of(num_id, level=level, style_id=style_id)
        direct, styled = self._word.child(properties, "ind"), self._styles.find(style_id, "pPr", "ind")
        if num_id is None or found is None or found.format == "none":
            unnumbered = self._unnumbered(self._length("left", direct, styled))
            return "" if is_heading else unnumbered
        indents = (direct, found.indent, styled) if given is not None else (direct, styled, found.indent)
        item = self._item(num_id, found, indents)
        if not is_heading:
            return item
        return f"-number-{self._numbering.label(num_id, found).strip()}" if found.is_numbered else ""

    def _item(self, num_id: str, level: Level, indents: tuple[etree._Element | None, ...]) -> str:
        indent, hanging = self._length("left", *indents), self._length("hanging", *indents)
        depth = self._depths.item(level, indent=indent, hanging=hanging)
        number = self._numbering.count(num_id, level)
        mark = self._numbering.mark(num_id, level)
        return f"-item-{depth}-{number}{'-' * bool(mark)}{mark}" if level.is_numbered else f"-item-{depth}"

    def _unnumbered(self, indent: int) -> str:
        if depth := self._depths.paragraph(indent=indent):
            return f"-depth-{depth}"
        return f"-indent-{indent // _COLUMN}" if indent >= _COLUMN else ""

    def _length(self, side: str, *elements: etree._Element | None) -> int:
        """Return the first indent that is given, in twentieths of a point."""
        names = ("left", "start") if side == "left" else (side,)
        found = (self._word.number(element, name) for element in elements for name in names)
        return next((length for length in found if length is not None), 0)

    def _run(self, run: etree._Element, style_id: str | None, *, line: int) -> None:
        properties = self._word.child(run, "rPr")
        run_style = self._word.value(self._word.child(properties, "rStyle"))
        if self._is_on("vanish", properties, run_style, style_id):
            self._outline.omit(self._words(run), tags.HIDDEN, line=line)
            run.clear()
            etree.SubElement(run, self._word.tag("t")).text = " "
            return
        kept = [name for name in ("b", "u", "strike") if self._is_on(name, properties, run_style, style_id)]
        if "b" not in kept and self._sizes.is_large(properties, run_style, style_id):
            kept.append("b")
        if "strike" not in kept and self._is_on("dstrike", properties, run_style, style_id):
            kept.append("strike")
        raised = self._word.child(properties, "vertAlign")
        if properties is not None:
            run.remove(properties)
        self._write_run(run, kept, raised)

    def _write_run(self, run: etree._Element, kept: list[str], raised: etree._Element | None) -> None:
        """Give a run the properties named `kept`, and a character for every tab."""
        for tab in run.findall(self._word.tag("tab")) + run.findall(self._word.tag("ptab")):
            tab.tag, tab.text = self._word.tag("t"), TAB
            tab.attrib.clear()
        if not kept and raised is None:
            return
        properties = etree.Element(self._word.tag("rPr"))
        run.insert(0, properties)
        for name in kept:
            etree.SubElement(properties, self._word.tag(name)).set(
                self._word.tag("val"), "single" if name == "u" else "1"
            )
        if raised is not None:
            properties.append(raised)

    def _words(self, element: etree._Element) -> str:
        parts = element.iter(*map(self._word.tag, ("t", "tab", "br")))
        return "".join((part.text or "") if part.tag == self._word.tag("t") else " " for part in parts)

    def _is_on(self, name: str, properties: etree._Element | None, *style_ids: str | None) -> bool:
        """Return whether a property of a run is on: its own, or that of its style or of its paragraph's."""
        own = self._word.child(properties, name)
        found = (own, *(self._styles.find(style_id, "rPr", name) for style_id in style_ids if style_id))
        return next((bool(self._word.is_on(element)) for element in found if element is not None), False)

    def _rewrite(
        self, paragraph: etree._Element, properties: etree._Element | None, *, heading: int, mark: str
    ) -> None:
        """Leave a paragraph the style of its heading, if it is one, and whether it was joined to the next one."""
        deleted = self._word.child(properties, "rPr", "del")
        if properties is not None:
            paragraph.remove(properties)
        if deleted is None:
            bookmark = etree.Element(self._word.tag("bookmarkStart"))
            bookmark.set(self._word.tag("name"), mark)
            paragraph.insert(0, bookmark)
        if heading or deleted is not None:
            properties = etree.Element(self._word.tag("pPr"))
            paragraph.insert(0, properties)
        if heading:
            etree.SubElement(properties, self._word.tag("pStyle")).set(self._word.tag("val"), f"Heading{heading}")
        if deleted is not None:
            etree.SubElement(properties, self._word.tag("rPr")).append(deleted)

    def _table(self, table: etree._Element) -> None:
        """Mark the first row as a header where the style of the table makes it look like one."""
        look = self._word.child(table, "tblPr", "tblLook")
        style_id = self._word.value(self._word.child(table, "tblPr", "tblStyle"))
        first = self._word.child(table, "tr")
        is_on = self._word.value(look, "firstRow") == "1" or (self._word.number(look) or 0) & 0x0020
        if first is None or not self._styles.has_header_row(style_id) or not is_on:
            return
        properties = self._word.child(first, "trPr")
        if properties is None:
            properties = etree.Element(self._word.tag("trPr"))
            first.insert(0, properties)
        etree.SubElement(properties, self._word.tag("tblHeader"))
