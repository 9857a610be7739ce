"""A talking book: recordings and their words, sentence by sentence, as an EPUB 3.3 with media overlays. Pure.

The same words and recordings give the same bytes, on any machine: nothing in the file is compressed, as no two versions
of zlib need agree, and it says when its words last changed, not when it was made.
"""

import datetime
import io
import re
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from voiceedu import languages, translations
from voiceedu.assets import Cue
from voiceedu.content.procedure import Procedure
from voiceedu.narration.announcements import everything
from voiceedu.narration.layout import ShownLine, ShownNode, lay_out, shown_lines
from voiceedu.narration.script import Script
from voiceedu.publishing.epub.cover import PUBLISHER_SIZES, cover

BOOK_VERSION = "3"
"""Raise it with any change to a book's bytes: published books are then made again."""
NAMESPACE = uuid.UUID("3c1f8a52-8a5e-5e0b-9b0e-6d1f0f5d2a77")
"""The namespace of book identifiers. A book keeps its identifier when its words change."""
LIBRARY = "library"
"""The slug in the identifier of the book of all procedures. No procedure can have it."""
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
_NO_XML = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True)
class About:
    """A book's metadata. `slug` is that of its procedure; `modified` is when its words last changed, in UTC.

    `title_language` is another than `language` where voiceedu has no title for a library in that.
    """

    slug: str
    language: str
    title_language: str
    title: str
    modified: datetime.datetime
    summary: str = ""
    source: str = ""
    author: str = ""
    reviewed_by: str = ""
    publisher: str = ""

    @property
    def identifier(self) -> uuid.UUID:
        """The identifier, the same for every edition: a reading system replaces an old edition by it."""
        return uuid.uuid5(NAMESPACE, f"{self.language}/{self.slug}")


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A procedure in a book: its script, its cues and its recording, an MP3 of `duration_ms`."""

    slug: str
    title: str
    script: Script
    cues: tuple[Cue, ...]
    recording: bytes
    duration_ms: int


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence and its stretch of the recording, including the pause after it."""

    number: int
    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, kw_only=True)
class Part:
    """A passage: its lines, and the same with lists and tables put together."""

    number: int
    heading: str
    lines: tuple[ShownLine[Sentence], ...]

    @property
    def nodes(self) -> tuple[ShownNode[Sentence], ...]:
        return lay_out(self.lines)

    @property
    def sentences(self) -> Iterator[Sentence]:
        return (sentence for line in self.lines for sentence in line.sentences)


@dataclass(frozen=True, kw_only=True)
class _Entry:
    """A chapter's entries in the contents and the package, kept in memory while others are written."""

    slug: str
    title: str
    duration_ms: int
    headings: tuple[tuple[int, str], ...]


def of_procedure(procedure: Procedure, *, modified: datetime.datetime, publisher: str = "") -> About:
    """Return the metadata of the book of one procedure."""
    return About(
        slug=procedure.slug,
        language=procedure.language,
        title_language=procedure.language,
        title=procedure.title,
        summary=procedure.summary,
        source=procedure.source,
        author=procedure.author,
        reviewed_by=procedure.review.by,
        publisher=publisher,
        modified=modified,
    )


def of_library(language: str, *, modified: datetime.datetime, publisher: str = "") -> About:
    """Return the metadata of the book of all procedures in `language`."""
    catalogue = translations.find_or_english(language)
    title_language = language if catalogue.is_in(language) else catalogue.language
    return About(
        slug=LIBRARY,
        language=language,
        title_language=title_language,
        title=everything(language),
        publisher=publisher,
        modified=modified,
    )


def bind(about: About, chapter: Chapter) -> bytes:
    """Return the book of one procedure."""
    file = io.BytesIO()
    write(file, about, [chapter])
    return file.getvalue()


def write(file: BinaryIO, about: About, chapters: Iterable[Chapter]) -> int:
    """Write the book of `chapters`, one at a time in memory; return its length in milliseconds."""
    contents: list[_Entry] = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as book:

        def add(path: str, data: str | bytes) -> None:
            data = data.encode() if isinstance(data, str) else data
            entry = zipfile.ZipInfo(path)  # of 1 January 1980, as long as nobody says otherwise
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            book.writestr(entry, data)

        add("mimetype", MEDIA_TYPE)
        add("META-INF/container.xml", _drawn("container.xml"))
        for chapter in chapters:
            parts = _parts(chapter)
            add(f"EPUB/text/{chapter.slug}.xhtml", _drawn("chapter.xhtml", about=about, chapter=chapter, parts=parts))
            add(f"EPUB/overlay/{chapter.slug}.smil", _drawn("overlay.smil", chapter=chapter, parts=parts))
            add(f"EPUB/audio/{chapter.slug}.mp3", chapter.recording)
            contents.append(_entry(chapter, parts))
        duration_ms = sum(entry.duration_ms for entry in contents)
        catalogue = translations.find_or_english(about.language)
        add("EPUB/style.css", _drawn("style.css"))
        publisher = cover(about.publisher, sizes=PUBLISHER_SIZES) if about.publisher else None
        add("EPUB/cover.svg", _drawn("cover.svg", about=about, cover=cover(about.title), publisher=publisher))
        add("EPUB/cover.xhtml", _drawn("cover.xhtml", about=about))
        foreign = Markup() if catalogue.is_in(about.language) else _attributes(catalogue.language)
        nav = _drawn("nav.xhtml", about=about, contents=contents, foreign=foreign, gettext=catalogue.gettext)
        add("EPUB/nav.xhtml", nav)
        package = _drawn(
            "package.opf",
            about=about,
            contents=contents,
            duration_ms=duration_ms,
            features=FEATURES,
            gettext=catalogue.gettext,
            words_language=catalogue.language,
        )
        add("EPUB/package.opf", package)
    return duration_ms


def stretches(cues: Sequence[Cue], *, duration_ms: int) -> list[tuple[int, int]]:
    """Return the start and end of each sentence's stretch. Together they cover the recording without gap or overlap."""
    edges = [0, *(cue.start_ms for cue in cues[1:]), duration_ms]
    return list(pairwise(edges))


def _parts(chapter: Chapter) -> list[Part]:
    numbered = enumerate(stretches(chapter.cues, duration_ms=chapter.duration_ms), 1)

    utterances = (utterance.text for passage in chapter.script.passages for utterance in passage.utterances)
    sentences = (
        Sentence(number=number, text=text, start_ms=start_ms, end_ms=end_ms)
        for text, (number, (start_ms, end_ms)) in zip(utterances, numbered, strict=True)
    )
    parts = []
    for number, passage in enumerate(chapter.script.passages, 1):
        lines = shown_lines(passage, sentences)
        heading = passage.title if lines[0].kind == "heading" else ""
        parts.append(Part(number=number, heading=heading, lines=lines))
    return parts


def _entry(chapter: Chapter, parts: Iterable[Part]) -> _Entry:
    headings = tuple((part.number, part.heading) for part in parts if part.heading)
    return _Entry(slug=chapter.slug, title=chapter.title, duration_ms=chapter.duration_ms, headings=headings)


def _clock(ms: int) -> str:
    """Return a time as SMIL writes it: 0:01:02.345."""
    return f"{ms // 3_600_000}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def _attributes(language: str) -> Markup:
    """Return the attributes of an element whose words are in `language`."""
    return Markup(' lang="{0}" xml:lang="{0}" dir="{1}"').format(language, languages.text_direction(language))


def _writable(value: object) -> object:
    """Return `value` without the two characters that no XML can hold."""
    return _NO_XML.sub("\ufffd", value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _drawn(template: str, **values: object) -> str:
    return _TEMPLATES.get_template(template).render(values)


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    finalize=_writable,
    keep_trailing_newline=True,
    undefined=StrictUndefined,
)
_TEMPLATES.filters |= {"attributes": _attributes, "clock": _clock, "direction": languages.text_direction}
