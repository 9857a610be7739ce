"""Documents of a clinic, read into blocks: one module a format, and what they have in common."""

from collections.abc import Callable

from voiceedu.content.document import Document, Format
from voiceedu.content.formats.files import check_signature, format_of


def read_bytes(data: bytes, *, name: str) -> Document:
    """Return the document in the bytes of a file; the ending of its `name` says which format they must have.

    Its `problems` are everything that a person should look at; those that are errors stop an import.
    Raise DocumentError for bytes that cannot be read as a document at all.
    """
    found = format_of(name)
    check_signature(data, name=name, expected=found)
    return _reader(found)(data, name=name)


def _reader(format_: Format) -> Callable[..., Document]:
    """Import what reads a format when it is needed: a server reads no documents, and this takes 15 MB of memory."""
    match format_:
        case "text":
            from voiceedu.content.formats.text import read_text as read
        case "markdown":
            from voiceedu.content.formats.markdown import read_markdown as read
        case "html":
            from voiceedu.content.formats.html import read_html as read
        case "docx":
            from voiceedu.content.formats.docx import read_docx as read
        case "pdf":
            from voiceedu.content.formats.pdf import read_pdf as read
    return read
