"""Bytes as text: UTF-8, or UTF-16 with a byte order mark, or what a web page declares; never a guess."""

import codecs
import re

from voiceedu.content.document import DocumentError

LARGEST_TEXT = 1_000_000
"""Characters. At 150 words a minute this is 18 hours of speech."""

_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_REMEDY = "Save it with the encoding UTF-8; or, from Word, as .docx."
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})")
_OF_THE_WEB = re.compile(
    r"utf-8|cp(?:125\d|866|874|932|949|950)|iso8859-\d+|koi8-[ru]|mac-roman|gbk|gb2312|gb18030|big5|big5hkscs|"
    r"shift_jis|euc_jp|euc_kr|tis-620"
)
_AS_BROWSERS_DO = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
"""Encodings that a browser reads as another one: https://encoding.spec.whatwg.org, names as Python has them."""


def decode(data: bytes, *, name: str) -> str:
    """Return the text of `data` with a line feed at the end of lines.

    Raise DocumentError for what is neither UTF-8 nor marked UTF-16, holds a control character or nothing at all, and
    for more than LARGEST_TEXT characters.
    """
    return _checked(_decoded(data, name=name), name=name)


def decode_html(data: bytes, *, name: str) -> str:
    """Return the text of the web page `data`, in the encoding that its byte order mark or its head declares."""
    declared = _XML_DECLARED.search(data[:1024]) or _DECLARED.search(data[:4096])
    marked = data.startswith((codecs.BOM_UTF8, *_UTF_16))
    if marked or declared is None:
        return _checked(_decoded(data, name=name), name=name, largest=None)
    label = declared[1].decode()
    try:
        encoding = codecs.lookup(label).name
        encoding = _AS_BROWSERS_DO.get(encoding, encoding)
        if not _OF_THE_WEB.fullmatch(encoding):
            raise LookupError(label)
        text = data.decode(encoding)
    except (LookupError, UnicodeError):
        raise DocumentError(name, f"not the {label} text that it declares to be", _REMEDY) from None
    return _checked(text, name=name, largest=None)


def _decoded(data: bytes, *, name: str) -> str:
    encoding, label = ("utf-16", "UTF-16") if data.startswith(_UTF_16) else ("utf-8-sig", "UTF-8")
    if b"\0" in data and encoding != "utf-16":
        raise DocumentError(name, "this is binary data, not text", _REMEDY)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = _with_line_feeds(data[: error.start].decode(encoding, "ignore")).count("\n") + 1
        raise DocumentError(name, f"not {label} text", _REMEDY, line=line) from None


def _checked(text: str, *, name: str, largest: int | None = LARGEST_TEXT) -> str:
    text = _with_line_feeds(text)
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        problem = f"a control character ({control[0]!r}), so this is no plain text"
        raise DocumentError(name, problem, "Take it out, or save the document as .docx.", line=line)
    if not text.strip():
        raise DocumentError(name, "the file is empty", "Write a title, an empty line, then the text.")
    if largest is not None and len(text) > largest:
        raise DocumentError(name, f"more than {largest:,} characters of text", "Split it into several documents.")
    return text


def _with_line_feeds(text: str) -> str:
    return _LINE_END.sub("\n", text)
