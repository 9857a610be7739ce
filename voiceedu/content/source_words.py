"""The text of a source with all its words, whatever its structure: to compare with what a reader made of it."""

import html
import re
from collections.abc import Iterator

from lxml import etree

from voiceedu.content.document import Format
from voiceedu.content.formats import html_tags
from voiceedu.content.formats.docx_package import Package, open_package
from voiceedu.content.formats.docx_symbols import symbol
from voiceedu.content.formats.encoding import decode, decode_html
from voiceedu.content.formats.html import parse_html
from voiceedu.content.formats.markdown_inline import FORMATTING
from voiceedu.content.formats.pdf_lines import read_pdf_text

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
_DEFINITION = re.compile(
    r"^ {0,3}\[([^\]\n^][^\]\n]*)\]:[ \t]*\S+(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$", re.MULTILINE
)
_LINK_TARGET = re.compile(r"\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)")
_LINK_LABEL = re.compile(r"\]\[([^\]\n]*)\]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)

_SPACES = frozenset(["tab", "ptab", "br", "cr"])
_NOT_READ = frozenset(["rPr", "pPr", "delText", "instrText", "moveFrom", "rt", "Fallback"])
_STRUCK = frozenset(["strike", "dstrike", "vanish"])


def source_text(data: bytes, source: Format, *, name: str) -> str:
    """Return all words of a source, in its order, with white space between those that are apart."""
    if source == "text":
        return decode(data, name=name)
    if source == "markdown":
        return _of_markdown(decode(data, name=name))
    if source == "html":
        return html_tags.words_in(parse_html(decode_html(data, name=name), name=name))
    if source == "pdf":
        return read_pdf_text(data, name=name)
    return _of_word(open_package(data, name=name))


def _of_markdown(text: str) -> str:
    """Return the text of Markdown without the addresses of links, which are not read."""
    labels = {label.lower() for label in _DEFINITION.findall(text)}
    text = _LINK_TARGET.sub("]", _DEFINITION.sub("", text))
    text = FORMATTING.sub("", text)
    text = _LINK_LABEL.sub(lambda match: "]" if match[1].lower() in labels else match[0], text)
    return _ENTITY.sub(lambda match: html.unescape(match[0]), _BREAK.sub(" ", text))


def _of_word(package: Package) -> str:
    """Return the text of a Word file: its body, then the notes that it refers to."""
    notes = {
        (name, _attribute(note, "id")): note
        for name in ("footnote", "endnote")
        for note in package.parts.get(f"{name}s", ())
    }
    references = [
        (etree.QName(element).localname.removesuffix("Reference"), _attribute(element, "id"))
        for element in package.document.iter("{*}footnoteReference", "{*}endnoteReference")
    ]
    roots = [package.document, *(notes[key] for key in dict.fromkeys(references) if key in notes)]
    return "".join(text for root in roots for text in _words(root, []))


def _words(element: etree._Element, boxes: list[str]) -> Iterator[str]:
    """Yield the text of `element`; that of text boxes goes to `boxes`, and is read behind their paragraph."""
    name = etree.QName(element).localname
    if name in _NOT_READ:
        return
    if name == "t":
        yield element.text or ""
    elif name == "noBreakHyphen":
        yield "-"
    elif name == "sym":
        yield symbol(_attribute(element, "font"), _attribute(element, "char"))
    elif name in _SPACES:
        yield " "
    elif name == "docPr":
        yield f" {element.get('descr') or element.get('title') or ''} "
    elif name == "imagedata":
        yield f" {element.getparent().get('alt', '')} "
    elif name == "txbxContent":
        boxes.extend(_all(element, []))
    elif name == "p":
        own: list[str] = []
        yield from _all(element, own)
        yield from (" ", *own, " ")
    else:
        is_apart = name == "r" and any(etree.QName(mark).localname in _STRUCK for mark in element.iterfind("{*}rPr/*"))
        yield from (" " * is_apart, *_all(element, boxes), " " * (is_apart or name == "tc"))


def _all(element: etree._Element, boxes: list[str]) -> list[str]:
    return [text for child in element.iterchildren(etree.Element) for text in _words(child, boxes)]


def _attribute(element: etree._Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if etree.QName(key).localname == name), "")
