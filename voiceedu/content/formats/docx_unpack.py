"""Elements of a Word document that mammoth skips without a message, in a form that it reads.

Those with words are unpacked into runs of text, and the others are left out by name.
"""

from collections.abc import Callable

from lxml import etree

from voiceedu.content.formats import html_tags as tags
from voiceedu.content.formats.docx_styles import Word
from voiceedu.content.formats.docx_symbols import symbol
from voiceedu.content.formats.outline import Outline

_WRAPPERS = ["fldSimple", "bdo", "dir", "smartTag", "customXml", "hyperlink", "ins", "moveTo", "sdt", "sdtContent"]
"""Elements that only hold others."""
_DROPPED = (
    *("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "customXmlPr"),
    *("lastRenderedPageBreak", "permEnd", "permStart", "proofErr", "rt", "sdtEndPr", "sdtPr", "sectPr", "smartTagPr"),
    "tblGrid",
)
_DELETED = ("del", "moveFrom")
_MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VML = "urn:schemas-microsoft-com:vml"


class Unpacker:
    """Unpacks the document or the notes of one Word file, so that every word is in a run of text in a paragraph."""

    def __init__(self, word: Word, outline: Outline) -> None:
        self._word = word
        self._outline = outline

    def unpack(self, root: etree._Element) -> None:
        """Change `root` in place."""
        self._each(root, f"{_COMPATIBILITY}AlternateContent", self._choose)
        self._each(root, f"{{{_MATHS}}}oMath", self._formula)
        self._each(root, f"{{{_MATHS}}}oMathPara", self._unwrap)
        for name in _DELETED:
            self._each(root, self._word.tag(name), self._delete)
        for name in _DROPPED:
            self._each(root, self._word.tag(name), self._remove)
        self._each(root, self._word.tag("ruby"), self._base_text)
        for name in _WRAPPERS:
            self._each(root, self._word.tag(name), self._unwrap)
        self._each(root, self._word.tag("drawing"), self._drawing)
        self._each(root, f"{{{_VML}}}imagedata", self._old_picture)
        self._each(root, self._word.tag("altChunk"), self._embedded)
        self._each(root, self._word.tag("sym"), self._symbol)
        self._each(root, self._word.tag("br"), lambda element: element.attrib.clear())  # a page break parts words, too
        self._each(root, self._word.tag("cr"), lambda element: setattr(element, "tag", self._word.tag("br")))

    def _each(self, root: etree._Element, tag: str, change: Callable[[etree._Element], object]) -> None:
        for element in list(root.iter(tag)):
            change(element)

    def _choose(self, element: etree._Element) -> None:
        """Put the text boxes of the newer form in place of both forms, or else whichever form there is."""
        choice, fallback = element.find(f"{_COMPATIBILITY}Choice"), element.find(f"{_COMPATIBILITY}Fallback")
        boxes = [] if choice is None else list(choice.iter(self._word.tag("txbxContent")))
        if boxes:
            element.addprevious(self._picture_of(boxes))
        else:
            has_old_box = fallback is not None and next(fallback.iter(self._word.tag("txbxContent")), None) is not None
            chosen = fallback if choice is None or has_old_box else choice
            for child in [] if chosen is None else list(chosen):
                element.addprevious(child)
        self._remove(element)

    def _picture_of(self, boxes: list[etree._Element]) -> etree._Element:
        """Return text boxes in the older form, which mammoth reads behind their paragraph."""
        picture = etree.Element(self._word.tag("pict"))
        for box in boxes:
            etree.SubElement(picture, f"{{{_VML}}}textbox").append(box)
        return picture

    def _formula(self, element: etree._Element) -> None:
        text = "".join(element.itertext(f"{{{_MATHS}}}t"))
        element.addprevious(self._run(text))
        self._remove(element)
        remedy = "Listen to it, or write the formula in words."
        self._outline.warn(f"a formula is read as a row of signs: {text.strip()}", remedy)

    def _delete(self, element: etree._Element) -> None:
        if self._remove(element):
            self._outline.warn("text that was deleted is left out", "Accept or reject the changes in Word.", once=True)

    def _base_text(self, element: etree._Element) -> None:
        runs = [run for base in element.iter(self._word.tag("rubyBase")) for run in base]
        for run in runs:
            element.getparent().addprevious(run)
        self._remove(element)

    def _unwrap(self, element: etree._Element) -> None:
        if self._is_property(element):
            return
        for child in list(element):
            element.addprevious(child)
        self._remove(element)

    def _drawing(self, element: etree._Element) -> None:
        """Put the description of a drawing and its text boxes in its place."""
        boxes = list(element.iter(self._word.tag("txbxContent")))
        if boxes:
            element.addprevious(self._picture_of(boxes))
        properties = next((child for child in element.iter() if etree.QName(child).localname == "docPr"), None)
        description = "" if properties is None else properties.get("descr") or properties.get("title") or ""
        self._describe(element, description, is_empty=not boxes)
        self._remove(element)

    def _old_picture(self, element: etree._Element) -> None:
        shape = element.getparent()
        picture = next(element.iterancestors(self._word.tag("pict"), self._word.tag("object")), shape)
        self._describe(picture, shape.get("alt", ""), is_empty=True)
        self._remove(element)

    def _describe(self, element: etree._Element, description: str, *, is_empty: bool) -> None:
        """Write a picture's description before it, or say that there is none."""
        words = tags.described(description)
        if words:
            element.addprevious(self._text(f" {words} "))
        elif is_empty:
            remedy = "If it says something that the text does not, write it in words."
            self._outline.warn("a picture or diagram without a description is left out", remedy)
        self._outline.omit(description.strip().removeprefix(words), tags.NO_ALTERNATIVE, line=0)

    def _embedded(self, element: etree._Element) -> None:
        self._remove(element)
        problem = "another document is embedded, and its text cannot be read"
        self._outline.error(problem, "Save the document in Word once more, or copy the text into it.")

    def _symbol(self, element: etree._Element) -> None:
        font, code = self._word.value(element, "font") or "", self._word.value(element, "char") or ""
        element.addprevious(self._text(symbol(font, code)))
        self._remove(element)
        if not symbol(font, code):
            problem = f"a symbol is left out: character {code or '?'} of the font {font or '?'}"
            self._outline.warn(problem, "If it says something that the text does not, write it in words.", once=True)

    def _text(self, text: str) -> etree._Element:
        element = etree.Element(self._word.tag("t"))
        element.text = text
        return element

    def _run(self, text: str) -> etree._Element:
        run = etree.Element(self._word.tag("r"))
        run.append(self._text(text))
        return run

    def _remove(self, element: etree._Element) -> bool:
        """Remove an element that is no mere property of another; return whether it was removed."""
        parent = element.getparent()
        if parent is None or self._is_property(element):
            return False
        parent.remove(element)
        return True

    def _is_property(self, element: etree._Element) -> bool:
        return etree.QName(element.getparent()).localname in ("rPr", "trPr", "pPr", "tcPr")
