"""Word files → blocks, by mammoth, which makes HTML of them, and the walker over HTML."""

import io
import zipfile

import mammoth
from lxml import etree

from voiceedu.content.document import Document, DocumentError
from voiceedu.content.formats import attributes
from voiceedu.content.formats.broken_paragraphs import with_whole_paragraphs
from voiceedu.content.formats.docx_package import Package, open_package
from voiceedu.content.formats.docx_prepare import MARK, Preparer
from voiceedu.content.formats.docx_styles import Word
from voiceedu.content.formats.docx_unpack import Unpacker
from voiceedu.content.formats.html import parse_html
from voiceedu.content.formats.outline import Outline, shortened, single_spaced
from voiceedu.content.formats.structure import write_parts
from voiceedu.content.formats.walker import Walker

LARGEST_ELEMENTS = 60_000
"""Of XML, when everything without words is gone: four for a paragraph of one run. mammoth reads about 25,000 of them
a second."""

_STYLES = "\n".join(["u => u", *(f"p.Heading{level} => h{level}:fresh" for level in range(1, 7))])
"""Every style that a prepared document has. mammoth tries each of its own for every paragraph and run."""
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6")
_ATTRIBUTES = {
    "item": attributes.ITEM,
    "depth": attributes.DEPTH,
    "indent": attributes.INDENT,
    "number": attributes.NUMBER,
}


def read_docx(data: bytes, *, name: str) -> Document:
    """Return the document in the bytes of a Word file; raise DocumentError for one that cannot be read."""
    outline = Outline(name)
    package = open_package(data, name=name)
    root = parse_html(_html(package, outline), name=name)
    _apply_marks(root)
    _place_notes(root)
    write_parts(with_whole_paragraphs(Walker(outline).walk(root), outline), outline)
    _name_what_is_left_out(package, outline)
    return outline.document(source="docx")


def _html(package: Package, outline: Outline) -> str:
    word = Word(package.document)
    roots = {"document": package.document}
    roots |= {name: package.parts[name] for name in ("footnotes", "endnotes") if name in package.parts}
    kept = [word.tag(name) for name in ("p", "p", "r", "t")]  # a paragraph gets a bookmark
    _check_size(sum(1 for root in roots.values() for name in kept for _ in root.iter(name)), name=outline.name)
    unpacker, preparer = Unpacker(word, outline), Preparer(package, word, outline)
    for root in roots.values():
        unpacker.unpack(root)
        preparer.prepare(root)
    _check_size(sum(1 for root in roots.values() for _ in root.iter()), name=outline.name)
    try:
        return str(mammoth.convert_to_html(_archive(roots), style_map=_STYLES, include_default_style_map=False).value)
    except RecursionError:
        raise DocumentError(outline.name, "tables nested too deep", "Take tables out of tables.") from None
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError) as error:
        problem = f"a Word file that cannot be read ({type(error).__name__}: {error})"
        raise DocumentError(outline.name, problem, "Open it in Word and save it again as .docx.") from None


def _check_size(elements: int, *, name: str) -> None:
    if elements > LARGEST_ELEMENTS:
        problem = f"a Word file of too many paragraphs (about {LARGEST_ELEMENTS // 4:,} can be read)"
        raise DocumentError(name, problem, "Split it into several documents.")


def _archive(roots: dict[str, etree._Element]) -> io.BytesIO:
    """Return a Word file with nothing in it but the text."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, root in roots.items():
            archive.writestr(f"word/{name}.xml", etree.tostring(root))
    file.seek(0)
    return file


def _apply_marks(root: etree._Element) -> None:
    """Write what the bookmarks say into attributes of their paragraphs, as the walker reads them."""
    for anchor in root.xpath(f"//a[starts-with(@id, '{MARK}')]"):
        line, *mark = anchor.get("id").removeprefix(MARK).split("-", 2)
        block = next(anchor.iterancestors(*_BLOCKS), None)
        if block is not None:
            block.set(attributes.LINE, line)
            if mark:
                name, value = mark
                block.set(_ATTRIBUTES[name], value.replace("-", " ") if name == "item" else value)
        _drop(anchor)


def _place_notes(root: etree._Element) -> None:
    """Put every footnote behind the paragraph that refers to it; endnotes stay at the end, as a list."""
    for anchor in root.xpath("//li//a[contains(@href, 'note-ref-')]"):
        _drop(anchor)
    notes = {note.get("id"): note for note in root.xpath("//li[contains(@id, 'note-')]")}
    placed: dict[etree._Element, etree._Element] = {}
    for anchor in root.xpath("//sup/a[contains(@href, 'note-')]"):
        note = notes.pop(anchor.get("href")[1:], None)
        block = _outermost(anchor)
        if note is not None and note.get("id").startswith("footnote-"):
            placed[block] = _move(note, after=placed.get(block, block), depth=_depth(block))
        _drop(anchor.getparent())
    for number, note in enumerate(notes.values(), start=1):
        note.set("value", str(number))


def _outermost(anchor: etree._Element) -> etree._Element:
    """Return the table or, outside tables, the paragraph that `anchor` is in."""
    return [next(anchor.iterancestors(*_BLOCKS), anchor), *anchor.iterancestors("table")][-1]


def _depth(block: etree._Element) -> str:
    """Return the depth of the list item that a paragraph is or belongs to."""
    return str(block.get(attributes.DEPTH) or block.get(attributes.ITEM, "0").split()[0])


def _move(note: etree._Element, *, after: etree._Element, depth: str) -> etree._Element:
    """Put what is in `note` behind `after`, and return the last of it."""
    for child in list(note):
        child.set(attributes.MOVED, "")
        child.set(attributes.DEPTH, depth)
        after.addnext(child)
        after = child
    note.getparent().remove(note)
    return after


def _drop(element: etree._Element) -> None:
    """Remove `element`, and leave the text behind it."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _name_what_is_left_out(package: Package, outline: Outline) -> None:
    """Warn of the words of a Word file that are not in its text: headers, footers and comments."""
    word = Word(package.document)
    roots = [("a header or footer", root) for root in package.margins]
    roots += [("a comment", root) for name, root in package.parts.items() if name == "comments"]
    for kind, root in roots:
        text = single_spaced(" ".join(root.itertext(word.tag("t"))))
        if any(map(str.isalpha, text.replace("Page", "").replace("of", ""))):
            problem = f"{kind} is left out: {shortened(text)}"
            outline.warn(problem, "Write it into the text if patients should hear it.", once=True)
