"""What the styles of a Word file say about a paragraph or a run that does not say it itself."""

from collections.abc import Iterator

from lxml import etree

_LONGEST_CHAIN = 20
_OFF = ("0", "false", "off", "none")


class Word:
    """Names in the namespace of a Word file's XML, which has two forms (transitional and strict)."""

    def __init__(self, root: etree._Element) -> None:
        self._prefix = f"{{{etree.QName(root).namespace or ''}}}"

    def tag(self, name: str) -> str:
        return self._prefix + name

    def child(self, element: etree._Element | None, *names: str) -> etree._Element | None:
        """Return the element at the path `names` below `element`."""
        for name in names:
            if element is None:
                return None
            element = element.find(self.tag(name))
        return element

    def value(self, element: etree._Element | None, name: str = "val") -> str | None:
        return None if element is None else element.get(self.tag(name))

    def is_on(self, element: etree._Element | None) -> bool | None:
        """Return whether a property such as bold is on; None where it is not given."""
        return None if element is None else self.value(element) not in _OFF

    def number(self, element: etree._Element | None, name: str = "val") -> int | None:
        """Return a whole number, or None where it is missing or not a number."""
        text = self.value(element, name) or ""
        digits = text.removeprefix("-")
        return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


class Styles:
    """The styles of a document, by their identifiers, each with those that it is based on."""

    def __init__(self, root: etree._Element | None, word: Word) -> None:
        self._word = word
        styles = [] if root is None else root.findall(word.tag("style"))
        self._by_id = {word.value(style, "styleId") or "": style for style in styles}
        defaults = (style for style in styles if word.value(style, "default") in ("1", "true", "on"))
        self._default = next((style for style in defaults if word.value(style, "type") == "paragraph"), None)
        self._found: dict[tuple[str | None, tuple[str, ...]], etree._Element | None] = {}
        self._names: dict[str | None, list[str]] = {}

    def chain(self, style_id: str | None) -> Iterator[etree._Element]:
        """Yield the style of a paragraph and those that it is based on, nearest first."""
        style = self._by_id.get(style_id or "", self._default if style_id is None else None)
        for _ in range(_LONGEST_CHAIN):
            if style is None:
                return
            yield style
            style = self._by_id.get(self._word.value(self._word.child(style, "basedOn")) or "")

    def names(self, style_id: str | None) -> list[str]:
        """Return the names of a style and of those that it is based on, in small letters."""
        if style_id not in self._names:
            names = (self._word.value(self._word.child(style, "name")) for style in self.chain(style_id))
            self._names[style_id] = [name.lower() for name in names if name]
        return self._names[style_id]

    def find(self, style_id: str | None, *path: str) -> etree._Element | None:
        """Return the nearest element at `path`, such as ("pPr", "ind"), in a style or those that it is based on."""
        key = style_id, path
        if key not in self._found:
            found = (self._word.child(style, *path) for style in self.chain(style_id))
            self._found[key] = next((element for element in found if element is not None), None)
        return self._found[key]

    def has_header_row(self, style_id: str | None) -> bool:
        """Return whether a style of tables makes the first row look like a header."""
        styles = self.chain(style_id) if style_id else ()
        kinds = (
            self._word.value(part, "type") for style in styles for part in style.findall(self._word.tag("tblStylePr"))
        )
        return "firstRow" in kinds
