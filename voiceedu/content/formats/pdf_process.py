"""The process that reads a PDF by pdfium: from standard input, with JSON on standard output.

Its argument is "lines", or "text" for all text as one string.

Lines are put together letter by letter, for pdfium's own line ends are unsure: it joins lines of neighbouring
paragraphs and parts the columns of a table.
"""

import ctypes
import json
import sys
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from typing import Any

from voiceedu.content.formats.hyphenation import HYPHEN

LARGEST_MEMORY = 1_000_000_000
"""Bytes of address space."""
MOST_PAGES = 300
MOST_CHARACTERS = 400_000
"""pdfium takes about 5 µs for a letter and its place."""

TOO_LARGE, PASSWORD, DAMAGED = "too large", "password", "damaged"
"""The last words on standard error of a process that fails."""

_WIDE_GAP = 1.5  # times the size of the letters; a wider space parts columns
_SAME_LINE = 0.5  # times the size of the letters; a sign that is raised less is on the line
_BOLD = 600  # of 400 for plain letters and 700 for bold ones
_PDFIUM_HYPHENS = "\x02\ufffe\u00ad"


@dataclass
class _Line:
    """A line that is being put together; its fields are those of a PdfLine."""

    page: int
    text: str
    left: float
    right: float
    bottom: float
    size: float
    is_bold: bool

    def __post_init__(self) -> None:
        self._has_letter = False

    def has_style(self) -> bool:
        """Return whether size and weight are known: they are those of the first letter, not of a mark before it."""
        return self._has_letter

    def set_style(self, size: float, *, is_bold: bool) -> None:
        self._has_letter, self.size, self.is_bold = True, size, is_bold

    def takes(self, left: float, bottom: float) -> bool:
        """Return whether a letter at this place is on the line: at its height, and not before its end."""
        is_level = abs(bottom - self.bottom) < self.size * _SAME_LINE
        return is_level and left > self.right - self.size and not self.text.endswith(HYPHEN)

    def add(self, letter: str, left: float, right: float) -> None:
        if letter.strip() and left - self.right > self.size * _WIDE_GAP:
            self.text = f"{self.text.rstrip()}\t"
        self.text += letter
        self.right = right if letter.strip() else self.right


def main() -> None:
    _limit_memory()
    import pypdfium2  # within the limit of memory

    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        pages = list(_pages(document))
        is_text = sys.argv[1] == "text"
        found = "\n".join(map(_text, pages)) if is_text else [astuple(line) for line in _document_lines(pages)]
    except pypdfium2.PdfiumError as error:
        sys.exit(PASSWORD if "password" in str(error).lower() else DAMAGED)
    except MemoryError:
        sys.exit(TOO_LARGE)
    json.dump(found, sys.stdout)


def _pages(document: Any) -> Iterator[Any]:
    """Yield the text of every page, as pdfium holds it; end the process for too much."""
    if len(document) > MOST_PAGES:
        sys.exit(TOO_LARGE)
    characters = 0
    for number in range(len(document)):
        page = document[number].get_textpage()
        characters += page.count_chars()
        if characters > MOST_CHARACTERS:
            sys.exit(TOO_LARGE)
        yield page


def _text(page: Any) -> str:
    return str(page.get_text_range())


def _document_lines(pages: list[Any]) -> Iterator[_Line]:
    for number, page in enumerate(pages, start=1):
        yield from _lines(page, number)


def _lines(page: Any, number: int) -> Iterator[_Line]:
    """Yield the lines of a page."""
    from pypdfium2 import raw

    line: _Line | None = None
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(page.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(page.raw, at) or 0x20)
        is_space = not letter.strip()
        if is_space and line is None:
            continue
        raw.FPDFText_GetCharOrigin(page.raw, at, x, y)
        if line is None or not (is_space or line.takes(x.value, y.value)):
            if line is not None:
                yield line
            size = raw.FPDFText_GetFontSize(page.raw, at)
            line = _Line(number, "", x.value, x.value, y.value, size, _is_bold(page, at))
        if letter.isalpha() and not line.has_style():
            line.set_style(raw.FPDFText_GetFontSize(page.raw, at), is_bold=_is_bold(page, at))
        line.add(HYPHEN if letter in _PDFIUM_HYPHENS else letter, x.value, page.get_charbox(at)[2])
    if line is not None:
        yield line


def _is_bold(page: Any, at: int) -> bool:
    from pypdfium2 import raw

    name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    raw.FPDFText_GetFontInfo(page.raw, at, name, len(name), flags)
    return b"bold" in name.value.lower() or raw.FPDFText_GetFontWeight(page.raw, at) >= _BOLD


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time is limited there as everywhere
        return
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))


if __name__ == "__main__":
    main()
