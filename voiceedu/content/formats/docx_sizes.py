"""The size of letters in a Word file: larger ones are bold to a reader, as in the headings of a file without styles."""

from collections import Counter

from lxml import etree

from voiceedu.content.formats.docx_styles import Styles, Word

_DEFAULT = 20  # half points; what Word takes where no style says another
_LARGER = 1.2  # times the size of the text; 11 and 12 points stand side by side in many files


class Sizes:
    """Tells runs in large letters from the text of `root`."""

    def __init__(self, root: etree._Element, styles: Styles, defaults: int | None, word: Word) -> None:
        self._word = word
        self._styles = styles
        self._default = defaults or _DEFAULT
        lengths: Counter[int] = Counter()
        for paragraph in root.iter(word.tag("p")):
            style_id = word.value(word.child(paragraph, "pPr", "pStyle"))
            for run in paragraph.iterchildren(word.tag("r")):
                text = "".join(part.text or "" for part in run.iterchildren(word.tag("t")))
                properties = word.child(run, "rPr")
                lengths[self._size(properties, word.value(word.child(properties, "rStyle")), style_id)] += len(text)
        self._text = max(lengths, key=lengths.__getitem__, default=self._default)

    def is_large(self, properties: etree._Element | None, *style_ids: str | None) -> bool:
        """Return whether a run with these properties and styles, the nearest first, stands out by its size."""
        return self._size(properties, *style_ids) >= _LARGER * self._text

    def _size(self, properties: etree._Element | None, *style_ids: str | None) -> int:
        own = self._word.child(properties, "sz")
        given = [style_id for style_id in style_ids if style_id]
        found = (own, *(self._styles.find(style_id, "rPr", "sz") for style_id in (*given, None)))
        sizes = (self._word.number(element) for element in found)
        return next((size for size in sizes if size), self._default)
