"""The parts of a Word file that have text, taken out of its archive within limits of size and depth."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from voiceedu.content.document import DocumentError

LARGEST_PART = 20_000_000
"""Bytes of one part, unpacked. A megabyte of words with its formatting is about ten."""
LARGEST_PACKAGE = 40_000_000
MOST_ENTRIES = 10_000

_DAMAGED = "Open it in Word and save it again as .docx."
_PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments")
_MAIN_TYPE = "/officeDocument"
_RELATIONSHIPS = "_rels/.rels"


@dataclass(frozen=True, kw_only=True)
class Package:
    """The XML of a Word file: the document, what it needs by name ("styles", "footnotes" …), headers and footers.

    Links and pictures have their words in the document itself, so that nothing else of the archive is read.
    """

    document: etree._Element
    parts: Mapping[str, etree._Element]
    margins: tuple[etree._Element, ...]


def open_package(data: bytes, *, name: str) -> Package:
    """Return the parts of the Word file `data`; raise DocumentError where it is damaged or unpacks too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Opener(archive, name).package()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise DocumentError(name, "a damaged or cut-off Word file", _DAMAGED) from None
    except etree.XMLSyntaxError as error:
        raise DocumentError(name, f"a damaged Word file ({error.msg})", _DAMAGED) from None


def parse_xml(data: bytes) -> etree._Element:
    """Return the tree of `data`, read without entities, without the network, and to a depth of 256."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise ValueError("a Word file declares no entities")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(data, parser)


class _Opener:
    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._names = set(archive.namelist())
        self._left = LARGEST_PACKAGE
        if len(archive.infolist()) > MOST_ENTRIES:
            raise DocumentError(name, f"an archive of more than {MOST_ENTRIES:,} files", _DAMAGED)

    def package(self) -> Package:
        main = self._main()
        folder = main.rpartition("/")[0]
        paths = {part: f"{folder}/{part}.xml" for part in _PARTS}
        margins = sorted(name for name in self._names if name.startswith((f"{folder}/header", f"{folder}/footer")))
        return Package(
            document=parse_xml(self._read(main)),
            parts={part: parse_xml(self._read(path)) for part, path in paths.items() if path in self._names},
            margins=tuple(parse_xml(self._read(name)) for name in margins if name.endswith(".xml")),
        )

    def _main(self) -> str:
        """Return the path of the document in the archive, which another program may have put elsewhere."""
        relationships = parse_xml(self._read(_RELATIONSHIPS) if _RELATIONSHIPS in self._names else b"<none/>")
        targets = (entry.get("Target", "") for entry in relationships if entry.get("Type", "").endswith(_MAIN_TYPE))
        main = next(targets, "word/document.xml").lstrip("/")
        if main not in self._names or not main.endswith(".xml") or "/" not in main:
            problem = "a zip archive without a Word document in it"
            raise DocumentError(self._name, problem, "Open it where it was written and save it as .docx.")
        return main

    def _read(self, path: str) -> bytes:
        with self._archive.open(path) as file:
            data = file.read(min(LARGEST_PART, self._left) + 1)
        self._left -= len(data)
        if len(data) > LARGEST_PART or self._left < 0:
            problem = "a Word file that unpacks to more than 20 MB of text"
            raise DocumentError(self._name, problem, "Split it into several documents.")
        return data
