"""What a book says of itself."""

import datetime
from dataclasses import replace

from tests.support.epub import NS, Book
from tests.support.shelf import MOMENT, Shelf
from voiceedu.publishing.epub import metadata, writer
from voiceedu.publishing.epub.chapter import Chapter


def test_what_the_package_says_is_true(shelf: Shelf) -> None:
    """Title, source, author and review are the library's; it is of the moment when its words were published."""
    opened = Book(shelf.data("es", "bloqueos"))
    told = {one.tag.split("}")[1]: one.text or "" for one in opened.package.iterfind("opf:metadata/dc:*", NS)}
    assert told.pop("identifier", "").startswith("urn:uuid:")
    assert told == {
        "title": "Bloqueos nerviosos",
        "language": "es",
        "creator": "Dra. Ana Ruiz",
        "contributor": "Dr. Luis Soto",
        "source": "“Guía” <2026>",
        "description": "Medicina cerca de un nervio & más.",
    }
    since = datetime.datetime.fromisoformat(shelf.rendition("es", "bloqueos").words_since)
    assert opened.meta("dcterms:modified") == [since.strftime("%Y-%m-%dT%H:%M:%SZ")]


def test_a_corrected_book_is_the_same_one_of_a_later_date(shelf: Shelf) -> None:
    """A reader that knows books by their identifiers replaces the old words: language and slug make the identifier."""
    rendition, recording = shelf.rendition("en", "nerve-blocks"), shelf.data("en", "nerve-blocks", "web")
    procedure = shelf.studio.library.find("en", "nerve-blocks")
    assert procedure is not None
    chapter = Chapter(
        slug="nerve-blocks",
        title=rendition.title,
        script=rendition.script,
        cues=rendition.cues,
        recording=recording,
        duration_ms=60_000,
    )
    about = metadata.of_procedure(procedure, modified=MOMENT)
    later = replace(about, modified=about.modified + datetime.timedelta(days=1))
    louder = replace(chapter, recording=recording[:-1] + b"\xff")
    books = [writer.bind(about, chapter), writer.bind(about, louder), writer.bind(later, chapter)]
    identifiers = {Book(one).package.findtext("opf:metadata/dc:identifier", "", NS) for one in books}
    assert len(identifiers) == 1
    assert Book(books[0]).meta("dcterms:modified") == ["2026-11-26T10:20:30Z"]
    assert Book(books[2]).meta("dcterms:modified") == ["2026-11-27T10:20:30Z"]
    others = [replace(about, language="es"), replace(about, slug="other"), metadata.of_library("en", modified=MOMENT)]
    assert len({about.identifier, *(other.identifier for other in others)}) == 4
    assert writer.bind(about, chapter) == books[0]
