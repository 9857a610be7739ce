"""Reads the bytes of a document's file: only a regular file, of a supported format and size."""

import errno
import stat
from pathlib import Path

from voiceedu.content import regular_files
from voiceedu.content.document import DocumentError, Format

LARGEST_BYTES = 10_000_000
FORMATS: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
}
"""The format that a file's ending promises."""

_SAVE_AS_DOCX = "Open it where it was written and save it as .docx (Word document)."
_OTHER_ENDINGS = {
    ".doc": "an old Word file",
    ".dot": "an old Word template",
    ".docm": "a Word file with macros",
    ".dotx": "a Word template",
    ".odt": "a LibreOffice file",
    ".ott": "a LibreOffice template",
    ".rtf": "a Rich Text file",
    ".pages": "a Pages file",
    ".wpd": "a WordPerfect file",
    ".gdoc": "a link to a Google document",
}
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office file, or one with a password"),
    (b"{\\rtf", "a Rich Text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
)
_BINARY: dict[Format, str] = {"docx": "a zip archive", "pdf": "a PDF"}
_READABLE = "Documents can be .docx, .html, .md, .txt or .pdf."


def format_of(name: str) -> Format:
    """Return the format that the ending of the file `name` promises.

    Raise DocumentError for lock files and hidden files, and for endings of formats that are not read.
    """
    path = Path(name)
    if path.name.startswith((".", "~$", "~WRL")) or path.name.endswith("~"):
        raise DocumentError(name, "a hidden file, or one that an editor keeps for itself", "Name the document itself.")
    ending = path.suffix.lower()
    if ending in FORMATS:
        return FORMATS[ending]
    if ending in _OTHER_ENDINGS:
        raise DocumentError(name, f"{_OTHER_ENDINGS[ending]}, which cannot be read", _SAVE_AS_DOCX)
    problem = f"files ending in {ending!r} cannot be read" if ending else "a file without an ending cannot be read"
    raise DocumentError(name, problem, f"{_READABLE} {_SAVE_AS_DOCX}")


def read_file(path: Path) -> bytes:
    """Return the bytes of the regular file at `path`; raise DocumentError for anything else, or for too many."""
    name = path.name
    try:
        if stat.S_ISLNK(path.lstat().st_mode):
            raise DocumentError(name, "a link to another file", "Name the document itself.")
        data = regular_files.read(path, at_most=LARGEST_BYTES + 1)
    except OSError as error:
        if error.errno == errno.EINVAL:
            raise DocumentError(name, "not a file with a document in it", "Name the document itself.") from None
        raise DocumentError(
            name, f"cannot be opened ({error.strerror})", "Check its name and who may read it."
        ) from None
    if len(data) > LARGEST_BYTES:
        size = f"larger than {LARGEST_BYTES // 1_000_000} MB"
        raise DocumentError(name, size, "Take its pictures out, or split it into several documents.")
    return data


def check_signature(data: bytes, *, name: str, expected: Format) -> None:
    """Raise DocumentError where the bytes are of another format than the ending of the file says, or none at all."""
    start = data[:1024].lstrip()
    if not start:
        raise DocumentError(name, "the file is empty", "Write a title, an empty line, then the text.")
    kind = next((kind for signature, kind in _SIGNATURES if start.startswith(signature)), "")
    wanted = _BINARY.get(expected, "")
    if kind == wanted:
        return
    found = kind or ("a web page" if start[:1] == b"<" else "no known format")
    problem = f"this is {found}, not what its ending {Path(name).suffix} says"
    if kind in ("a PDF", "a zip archive"):
        raise DocumentError(name, problem, f"Give it its own ending. {_READABLE}")
    raise DocumentError(name, problem, _SAVE_AS_DOCX)
