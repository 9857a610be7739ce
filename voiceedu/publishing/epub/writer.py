"""A talking book: recordings and their words, sentence by sentence, as an EPUB 3.3 with media overlays. Pure.

The same words and recordings give the same bytes, on any machine: nothing in the file is compressed, as no two versions
of zlib need agree, and it says when its words last changed, not when it was made.
"""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from markupsafe import Markup

from voiceedu import translations
from voiceedu.publishing.epub.chapter import Chapter, Part, parts_of
from voiceedu.publishing.epub.cover import PUBLISHER_SIZES, cover
from voiceedu.publishing.epub.metadata import Metadata
from voiceedu.publishing.epub.xml_files import attributes, draw

BOOK_VERSION = "3"
"""Raise it with any change to a book's bytes: published books are then made again."""
SUFFIX = ".epub"
MEDIA_TYPE = "application/epub+zip"
FEATURES = (
    "synchronizedAudioText",
    "tableOfContents",
    "readingOrder",
    "structuralNavigation",
    "alternativeText",
    "displayTransformability",
)


@dataclass(frozen=True, kw_only=True)
class _Entry:
    """A chapter's entries in the contents and the package, kept in memory while others are written."""

    slug: str
    title: str
    duration_ms: int
    headings: tuple[tuple[int, str], ...]


def bind(about: Metadata, chapter: Chapter) -> bytes:
    """Return the book of one procedure."""
    file = io.BytesIO()
    write(file, about, [chapter])
    return file.getvalue()


def write(file: BinaryIO, about: Metadata, chapters: Iterable[Chapter]) -> int:
    """Write the book of `chapters`, one at a time in memory; return its length in milliseconds."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as book:
        _add(book, "mimetype", MEDIA_TYPE)
        _add(book, "META-INF/container.xml", draw("container.xml"))
        contents = [_add_chapter(book, about, chapter) for chapter in chapters]
        _add(book, "EPUB/style.css", draw("style.css"))
        _add_cover(book, about)
        return _add_contents(book, about, contents)


def _add(book: zipfile.ZipFile, path: str, data: str | bytes) -> None:
    entry = zipfile.ZipInfo(path)  # of 1 January 1980, as long as nobody says otherwise
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    book.writestr(entry, data.encode() if isinstance(data, str) else data)


def _add_chapter(book: zipfile.ZipFile, about: Metadata, chapter: Chapter) -> _Entry:
    """Write the words of a chapter, its recording, and when each sentence is said."""
    parts = parts_of(chapter)
    _add(book, f"EPUB/text/{chapter.slug}.xhtml", draw("chapter.xhtml", about=about, chapter=chapter, parts=parts))
    _add(book, f"EPUB/overlay/{chapter.slug}.smil", draw("overlay.smil", chapter=chapter, parts=parts))
    _add(book, f"EPUB/audio/{chapter.slug}.mp3", chapter.recording)
    return _entry(chapter, parts)


def _add_cover(book: zipfile.ZipFile, about: Metadata) -> None:
    publisher = cover(about.publisher, sizes=PUBLISHER_SIZES) if about.publisher else None
    _add(book, "EPUB/cover.svg", draw("cover.svg", about=about, cover=cover(about.title), publisher=publisher))
    _add(book, "EPUB/cover.xhtml", draw("cover.xhtml", about=about))


def _add_contents(book: zipfile.ZipFile, about: Metadata, contents: list[_Entry]) -> int:
    """Write the table of contents and the package, which names all files; return the length in milliseconds."""
    catalogue = translations.find_or_english(about.language)
    foreign = Markup() if catalogue.is_in(about.language) else attributes(catalogue.language)
    nav = draw("nav.xhtml", about=about, contents=contents, foreign=foreign, gettext=catalogue.gettext)
    _add(book, "EPUB/nav.xhtml", nav)
    duration_ms = sum(entry.duration_ms for entry in contents)
    package = draw(
        "package.opf",
        about=about,
        contents=contents,
        duration_ms=duration_ms,
        features=FEATURES,
        gettext=catalogue.gettext,
        words_language=catalogue.language,
    )
    _add(book, "EPUB/package.opf", package)
    return duration_ms


def _entry(chapter: Chapter, parts: Iterable[Part]) -> _Entry:
    headings = tuple((part.number, part.heading) for part in parts if part.heading)
    return _Entry(slug=chapter.slug, title=chapter.title, duration_ms=chapter.duration_ms, headings=headings)
