"""The talking book: its words are the page's, its bytes those of any machine."""

import html
import io
import re
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.support.epub import NS, Book, ace, epubcheck
from tests.support.shelf import EVERY, MOMENT, Shelf
from voiceedu.publishing.epub import metadata, writer
from voiceedu.publishing.epub.chapter import Chapter

# --- what the field says of it ---


@pytest.mark.parametrize(("language", "slug"), [("en", "library"), ("es", "bloqueos"), ("ar", "library")])
def test_epubcheck_has_nothing_to_say(language: str, slug: str, shelf: Shelf, tmp_path: Path) -> None:
    """Neither a fatal message nor an error, a warning, an info or a remark on its use, in any language."""
    assert epubcheck(shelf.everything(language) if slug == "library" else shelf.data(language, slug), tmp_path) == []


@pytest.mark.parametrize(("language", "slug"), [("en", "nerve-blocks"), ("es", "bloqueos"), ("ar", "library")])
def test_ace_finds_no_issue(language: str, slug: str, shelf: Shelf, tmp_path: Path) -> None:
    """No rule of DAISY's checker is broken, of any impact."""
    assert ace(shelf.everything(language) if slug == "library" else shelf.data(language, slug), tmp_path) == []


def test_the_validators_see_faults(shelf: Shelf, tmp_path: Path) -> None:
    """A book whose cover has no text alternative, and one sentence of which is not there, does not pass either."""
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(shelf.data("en", "nerve-blocks"))) as good, zipfile.ZipFile(broken, "w") as bad:
        for entry in good.infolist():
            data = good.read(entry)
            data = re.sub(rb' alt="[^"]*"', b"", data).replace(b'<span id="s3">', b"<span>")
            bad.writestr(entry, data)
    assert any("RSC-012" in message for message in epubcheck(broken.getvalue(), tmp_path))
    assert any(issue.startswith("image-alt") for issue in ace(broken.getvalue(), tmp_path))


# --- words ---


def on_page(client: FlaskClient, language: str, slug: str) -> list[str]:
    """Return the sentences of a page, without the space between two, which is in the first of them."""
    page = client.get(f"/{language}/{slug}").text
    return [html.unescape(found) for found in re.findall(r'<span id="sentence-\d+"[^>]*>(.*?) ?</span>', page)]


def in_transcript(client: FlaskClient, language: str, slug: str) -> list[str]:
    """Return the words of a transcript, without the marks of its lists and the lines on where the words come from."""
    text = client.get(f"/{language}/{slug}.txt").text
    text = re.sub(r"^(The words are based on|Written by|Reviewed by): .*\n", "", text, flags=re.MULTILINE)
    return re.sub(r"^ *(- |\d+\. |[a-z]\. )", "", text, flags=re.MULTILINE).split()


@pytest.mark.parametrize(("language", "slug"), EVERY)
def test_words_of_book_page_and_transcript_are_the_same(language: str, slug: str, shelf: Shelf) -> None:
    """The book, the page and the transcript have the same words in the same order."""
    opened = Book(shelf.data(language, slug))
    (document,) = opened.overlays
    sentences = list(opened.sentences(document).values())
    assert sentences == on_page(shelf.client, language, slug)
    assert " ".join(sentences).split() == opened.words(document) == in_transcript(shelf.client, language, slug)


def test_letters_of_steps_are_those_of_the_text(shelf: Shelf) -> None:
    """A list that begins with c does so in the book."""
    opened = Book(shelf.data("es", "bloqueos"))
    (document,) = opened.overlays
    assert '<ol type="a" start="3">' in opened.zip.read(document).decode()


def test_the_library_has_the_words_of_each(shelf: Shelf) -> None:
    """The book of a language has the documents, the overlays and the recordings of its procedures' own books."""
    everything = Book(shelf.everything("en"))
    assert [Path(document).stem for document in everything.overlays] == ["nerve-blocks", "epidural-injections"]
    for document, overlay in everything.overlays.items():
        alone = Book(shelf.data("en", Path(document).stem))
        for path in (document, overlay, everything.pars(document)[0].audio):
            assert everything.zip.read(path) == alone.zip.read(path)


def test_contents_lead_to_every_procedure_and_section(shelf: Shelf) -> None:
    """The contents name each procedure and each of its headings, and lead to where those words begin."""
    everything = Book(shelf.everything("en"))
    (nav,) = (everything.path(item) for item in everything.items if everything.items[item].get("properties") == "nav")
    found = []
    for link in everything.xml(nav).findall(".//x:nav[@id='toc']//x:a", NS):
        document, _, anchor = link.attrib["href"].partition("#")
        root = everything.xml(everything.at(nav, document))
        target = root.find(f".//*[@id='{anchor}']") if anchor else root.find("x:body", NS)
        assert target is not None
        heading = target.find("x:h2" if anchor else ".//x:h1", NS)
        assert heading is not None
        assert "".join(heading.itertext()) == link.text
        found.append(link.text)
    assert found == ["Nerve blocks", "What it is", "How it can help", "Epidural injections"]


# --- bytes ---


def undated(book: bytes) -> list[tuple[str, bytes]]:
    """Return the files of a book in order, the package without the moment at which its words were published."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        files = [(name, archive.read(name)) for name in archive.namelist()]
    dated = re.compile(rb'(?<=<meta property="dcterms:modified">)[^<]+')
    assert sum(len(dated.findall(data)) for _, data in files) == 1
    return [(name, dated.sub(b"", data)) for name, data in files]


def test_the_same_words_give_the_same_bytes(shelf: Shelf, tmp_path: Path) -> None:
    """Another machine, on another day, binds the same bytes, of one procedure and of all, but for the day."""
    other = Shelf(tmp_path)
    for language, slug in EVERY:
        assert undated(other.data(language, slug)) == undated(shelf.data(language, slug))
    assert undated(other.everything("es")) == undated(shelf.everything("es"))


def test_nothing_depends_on_a_compressor_or_a_clock(shelf: Shelf) -> None:
    """Every entry is stored as it is, at no time, and the type is the first thing in the file, as OCF asks."""
    with zipfile.ZipFile(io.BytesIO(shelf.data("en", "nerve-blocks"))) as opened:
        entries = opened.infolist()
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.create_system, entry.extra, entry.comment) for entry in entries} == {(3, b"", b"")}
    assert shelf.data("en", "nerve-blocks")[30:58] == b"mimetypeapplication/epub+zip"


def test_what_it_says_of_its_accessibility_is_true(shelf: Shelf) -> None:
    """It can be read and heard, each alone; it claims no feature that it has not, and no conformance."""
    for opened in (Book(shelf.data("en", "nerve-blocks")), Book(shelf.everything("ar"))):
        assert opened.meta("schema:accessMode") == ["textual", "auditory"]
        assert opened.meta("schema:accessModeSufficient") == ["textual", "auditory"]
        assert opened.meta("schema:accessibilityHazard") == ["none"]
        assert len(opened.meta("schema:accessibilitySummary")) == 1
        assert opened.meta("dcterms:conformsTo") == []
        features = opened.meta("schema:accessibilityFeature")
        kinds = {item["media-type"] for item in opened.items.values()}
        assert kinds == {
            "application/smil+xml",  # synchronizedAudioText
            "application/xhtml+xml",
            "audio/mpeg",
            "image/svg+xml",  # the cover, which has alternativeText
            "text/css",
        }
        assert features == list(writer.FEATURES)


def test_the_cover_has_a_text_alternative(shelf: Shelf) -> None:
    """The cover shows the title, and its alternative says it."""
    opened = Book(shelf.data("ar", "block"))
    cover = opened.xml(opened.documents[0])
    image = cover.find(".//x:img", NS)
    assert image is not None
    assert image.attrib["alt"] == "إحصار العصب"
    drawn = opened.xml(opened.at(opened.documents[0], image.attrib["src"]))
    shown = [one.text for one in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert " ".join(filter(None, shown)) == image.attrib["alt"]


def test_a_thousand_procedures_pass_through_little_memory(shelf: Shelf, tmp_path: Path) -> None:
    """A book of 1,000 procedures is written without ever holding more than a few of their recordings."""
    rendition = shelf.rendition("en", "nerve-blocks")
    size = 100_000

    def chapters() -> Iterator[Chapter]:
        for number in range(1000):
            yield Chapter(
                slug=f"topic-{number}",
                title=rendition.title,
                script=rendition.script,
                cues=rendition.cues,
                recording=number.to_bytes(2, "big") * (size // 2),
                duration_ms=60_000,
            )

    path = tmp_path / "library.epub"
    tracemalloc.start()
    try:
        with path.open("wb") as file:
            assert writer.write(file, metadata.of_library("en", modified=MOMENT), chapters()) == 60_000_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert path.stat().st_size > 1000 * size
    assert peak < 100 * size
