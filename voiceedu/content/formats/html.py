"""HTML → blocks, by lxml.

lxml takes time and memory in proportion to the file, whatever is nested in it (the fastest parser by the WHATWG's rules
takes quadratic time for unclosed list items), knows the line of every element, and reads Word's XML, too.
"""

from lxml import etree

from voiceedu.content.document import Document, DocumentError
from voiceedu.content.formats import html_tags as tags
from voiceedu.content.formats.broken_paragraphs import with_whole_paragraphs
from voiceedu.content.formats.encoding import decode_html
from voiceedu.content.formats.html_styles import apply_styles
from voiceedu.content.formats.outline import Outline, single_spaced
from voiceedu.content.formats.structure import write_parts
from voiceedu.content.formats.walker import Walker

LARGEST_TAGS = 200_000
OUTSIDE = "outside the main part of the page"


def read_html(data: bytes, *, name: str) -> Document:
    """Return the document in the bytes of a web page; raise DocumentError for one that cannot be read."""
    outline = Outline(name)
    root = parse_html(decode_html(data, name=name), name=name)
    title = _title(root)
    apply_styles(root)
    omit_outside_main(root, outline)
    parts = with_whole_paragraphs(Walker(outline).walk(root), outline)
    main = next((part.text for part in parts if part.level == 1), "")
    write_parts(parts, outline, has_title=bool(single_spaced(title)))
    return outline.document(source="html", title=main or title)


def parse_html(text: str, *, name: str) -> etree._Element:
    """Return the tree of a web page; raise DocumentError where it has too many elements, or nests them too deep."""
    if text.count("<") > LARGEST_TAGS:
        raise DocumentError(name, f"more than {LARGEST_TAGS:,} tags", "Split it into several documents.")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True)
    root = etree.fromstring(text.replace("</br>", "<br>").encode(), parser)
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise DocumentError(name, "elements nested too deep", "Copy its text into a Word document.")
    if root is None:
        raise DocumentError(name, "no text to be read", "Write a title, then the text.")
    return root


def omit_outside_main(root: etree._Element, outline: Outline) -> None:
    """Mark what is outside the page's main part to be left out, where the page says which part that is."""
    mains = root.xpath("//main[not(@hidden)] | //*[@role='main']")
    if len(mains) != 1 or not single_spaced(tags.words_in(mains[0])):
        return
    headings = [] if mains[0].find(".//h1") is not None else root.findall(".//h1")
    kept = [mains[0], *(headings if len(headings) == 1 else [])]
    path = {ancestor for element in kept for ancestor in element.iterancestors()}
    for ancestor in path:
        _omit_text(ancestor, outline)
        for child in ancestor.iterchildren(etree.Element):
            if child not in path and child not in kept:
                child.set(tags.OMIT_ATTRIBUTE, OUTSIDE)


def _omit_text(element: etree._Element, outline: Outline) -> None:
    """Leave out the text directly in `element`."""
    outline.omit(element.text or "", OUTSIDE, line=element.sourceline or 0)
    element.text = None
    for child in element:
        outline.omit(child.tail or "", OUTSIDE, line=child.sourceline or 0)
        child.tail = " "


def _title(root: etree._Element) -> str:
    title = root.find(".//title")
    return "".join(title.itertext()) if title is not None else ""
