"""PDF → blocks, as a draft: a PDF has words and places, and all structure is guessed from these."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from voiceedu.content.document import Document, DocumentError
from voiceedu.content.formats.hyphenation import HYPHEN, count_words, with_whole_words
from voiceedu.content.formats.marks import find_marks
from voiceedu.content.formats.outline import TAB, Outline
from voiceedu.content.formats.parts import Part
from voiceedu.content.formats.pdf_lines import PdfLine, read_pdf_lines
from voiceedu.content.formats.structure import write_parts
from voiceedu.content.formats.wrapping import is_ended

REPEATED, PAGE_NUMBER = "a line on every page", "page number"

_EDGE = 3  # lines at the top and at the bottom of a page, among which headers and footers are looked for
_PAGE_NUMBER = re.compile(r"[\W_]*(?:page|página|p\.)?\s*(\d{1,4})\s*((?:of|de|/)\s*\d{1,4})?[\W_]*", re.IGNORECASE)
_PAGE_OF_PAGES = re.compile(
    r"(?P<before>(?:.*[^\d/])?)(?P<number>\d{1,4})(?P<behind>\s*(?:of|de|/)\s*\d{1,4})", re.IGNORECASE
)
_PAGE_IN_LINE = re.compile(
    r"(?P<before>.*(?:\b(?:page|página|pág\.|p\.)|[|/·–—-])\s*)(?P<number>\d{1,4})(?P<behind>(?:\s*(?:of|de|/)\s*\d{1,4})?)",
    re.IGNORECASE,
)
_LARGER = 1.15  # times the size of most letters; larger ones are a heading
_LONGEST_HEADING = 14  # words
_COLUMN = 0.5  # times the size of the letters: about as wide as a letter


def read_pdf(data: bytes, *, name: str) -> Document:
    """Return a draft of the document in a PDF; raise DocumentError for one without text, or that cannot be read."""
    outline = Outline(name)
    lines = _without_margins(read_pdf_lines(data, name=name), outline)
    if not lines:
        problem = "a PDF without text: its pages are pictures"
        raise DocumentError(name, problem, "Use the document that it was made from.")
    parts = _Paragraphs(lines).parts()
    words = count_words(line.text for line in lines)
    whole = [replace(part, text=with_whole_words(part.text, words, outline, line=part.line)) for part in parts]
    write_parts(whole, outline)
    outline.warn("the structure of a PDF is guessed", "Read the result against the original before you publish it.")
    return outline.document(source="pdf", draft=True)


def _without_margins(lines: Sequence[PdfLine], outline: Outline) -> list[PdfLine]:
    """Return `lines` without page numbers and without what is at the top or bottom of every page."""
    pages: dict[int, list[PdfLine]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    edges = {number: _edges(page) for number, page in pages.items()}
    texts = Counter(text for page in edges.values() for text in {_running(line) for line in page})
    offsets = _common_offsets(edges)
    kept = []
    for line in lines:
        at_edge = line in edges[line.page]
        if at_edge and len(pages) > 1 and texts[_running(line)] == len(pages):
            outline.omit(line.text, REPEATED, line=line.page)
        elif at_edge and _is_page_number(line, offsets):
            outline.omit(line.text, PAGE_NUMBER, line=line.page)
        else:
            kept.append(line)
    return kept


def _running(line: PdfLine) -> str:
    """Return the text of a line with the number that goes up with the pages as #, so that "Form 22, page 3" repeats."""
    text = line.text.strip()
    match = _PAGE_OF_PAGES.fullmatch(text) or _PAGE_IN_LINE.fullmatch(text)
    return f"{match['before']}#{int(match['number']) - line.page}{match['behind']}" if match else text


def _edges(page: Sequence[PdfLine]) -> list[PdfLine]:
    """Return the highest and the lowest lines of a page."""
    ordered = sorted(page, key=lambda line: line.bottom)
    return ordered[:_EDGE] + ordered[-_EDGE:]


def _common_offsets(edges: dict[int, list[PdfLine]]) -> set[int]:
    """Return by how much the numbers at the edges of all pages differ from the count of pages."""
    if len(edges) < 2:
        return set()
    offsets = [
        {int(match[1]) - number for line in page if (match := _PAGE_NUMBER.fullmatch(line.text))}
        for number, page in edges.items()
    ]
    return set.intersection(*offsets)


def _is_page_number(line: PdfLine, offsets: set[int]) -> bool:
    """Return whether a line is the number of its page: "3 of 5", "Page 3", or one that goes up with the pages."""
    match = _PAGE_NUMBER.fullmatch(line.text)
    if match is None:
        return False
    is_named = bool(match[2]) or any(map(str.isalpha, match[0]))
    return is_named or int(match[1]) - line.page in offsets


class _Paragraphs:
    """Puts lines together where they break at the right margin, and not where there is a gap or another indent."""

    def __init__(self, lines: Sequence[PdfLine]) -> None:
        self._lines = lines
        self._size = _most_common_size(lines)
        body = [line for line in lines if abs(line.size - self._size) < 1]
        self._left = min(line.left for line in body)
        self._right = max(line.right for line in body)
        gaps = [above.bottom - line.bottom for above, line in pairwise(body)]
        self._gap = median([gap for gap in gaps if 0 < gap < 3 * self._size] or [self._size])

    def parts(self) -> list[Part]:
        groups: list[list[PdfLine]] = []
        for line in self._lines:
            if groups and self._goes_on(groups[-1], line):
                groups[-1].append(line)
            else:
                groups.append([line])
        return [self._part(group) for group in groups]

    def _goes_on(self, group: Sequence[PdfLine], line: PdfLine) -> bool:
        above = group[-1]
        if above.text.endswith(HYPHEN):
            return True
        if "\t" in above.text or "\t" in line.text or abs(above.size - line.size) > 1 or above.is_bold != line.is_bold:
            return False
        is_next_page = line.page == above.page + 1 and not is_ended(above.text)
        gap = above.bottom - line.bottom
        if not is_next_page and not 0 < gap < self._gap * 1.4:
            return False
        marks = find_marks(line.text)
        if marks and not (marks[0].is_doubtful or (marks[0].kind == "step" and not is_ended(above.text))):
            return False
        return self._is_full(above, line) and self._is_aligned(group, line)

    def _is_full(self, above: PdfLine, line: PdfLine) -> bool:
        """Return whether `above` had no room for the first word of `line`."""
        width = (line.right - line.left) / max(1, len(line.text))
        return above.right + width * (len(line.text.split(maxsplit=1)[0]) + 1) > self._right

    def _is_aligned(self, group: Sequence[PdfLine], line: PdfLine) -> bool:
        """Return whether `line` begins where its paragraph does, or where the text of its list item does."""
        if len(group) == 1 and find_marks(group[0].text):
            return line.left > group[0].left
        return line.left - group[-1].left < self._size

    def _part(self, group: Sequence[PdfLine]) -> Part:
        first = group[0]
        text = " ".join(line.text.strip() for line in group).replace("\t", TAB)
        indent = round((first.left - self._left) / (self._size * _COLUMN))
        is_heading = first.size > self._size * _LARGER and len(text.split()) <= _LONGEST_HEADING
        strong = len(text) if all(line.is_bold for line in group) else 0
        if is_heading:
            level = 1 if first.size == max(line.size for line in self._lines) else 2
            return Part(kind="heading", text=text, level=level, line=first.page)
        return Part(kind="paragraph", text=text, line=first.page, indent=max(0, indent), strong=strong)


def _most_common_size(lines: Sequence[PdfLine]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] or 1.0
