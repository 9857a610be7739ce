"""The lines of a PDF with their places, read in a process of its own that has limits and can be ended.

pdfium unpacks what a file asks it to: one of a megabyte took six seconds and two gigabytes.
"""

import json
import subprocess
import sys
from dataclasses import dataclass

from voiceedu.content.document import DocumentError
from voiceedu.content.formats import pdf_process

LONGEST_S = 4
_REMEDIES = {
    pdf_process.TOO_LARGE: ("a PDF with too many pages or words", "Split it into several documents."),
    pdf_process.PASSWORD: ("a PDF with a password", "Save it without the password."),
    pdf_process.DAMAGED: ("a damaged or cut-off PDF", "Save it again, or copy its text into a Word document."),
}


@dataclass(frozen=True)
class PdfLine:
    """A line of a PDF: its page from 1, its text with a tab between columns, and where it is, in points.

    `left` and `right` are its ends, `bottom` the line that its letters are on, `size` that of its letters.
    """

    page: int
    text: str
    left: float
    right: float
    bottom: float
    size: float
    is_bold: bool


def read_pdf_lines(data: bytes, *, name: str) -> list[PdfLine]:
    """Return the lines of the PDF `data`; raise DocumentError for one that cannot be read within the limits."""
    return [PdfLine(*line) for line in json.loads(_run("lines", data, name=name))]


def read_pdf_text(data: bytes, *, name: str) -> str:
    """Return all text of the PDF `data` as pdfium gives it, page by page; raise DocumentError as above."""
    return str(json.loads(_run("text", data, name=name)))


def _run(what: str, data: bytes, *, name: str) -> bytes:
    command = [sys.executable, "-m", pdf_process.__name__, what]
    try:
        process = subprocess.run(command, input=data, capture_output=True, timeout=LONGEST_S, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise DocumentError(name, "a PDF that takes too long to read", "Split it into several documents.") from None
    if process.returncode:
        reason = process.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise DocumentError(name, *_REMEDIES.get(reason, _REMEDIES[pdf_process.DAMAGED]))
    return process.stdout
