"""The talking book: its words are the page's, its times the recording's, its bytes those of any machine."""

import datetime
import html
import io
import itertools
import re
import tracemalloc
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import EPIDURAL, NERVE_BLOCKS
from tests.support.epub import NS, Book, ace, epubcheck
from voiceedu.app import create_app
from voiceedu.assets import Cue
from voiceedu.audio import codecs
from voiceedu.config import Settings
from voiceedu.content.procedure import Procedure
from voiceedu.content.sections import Section
from voiceedu.narration.lines import Line, LineKind, Utterance
from voiceedu.narration.script import Passage, Script
from voiceedu.publishing import asset_plan
from voiceedu.publishing.compilations.compiler import Compiler
from voiceedu.publishing.epub import writer
from voiceedu.publishing.studio import Studio
from voiceedu.storage.rendition import Rendition

SPANISH = """\
---
title: Bloqueos nerviosos
summary: Medicina cerca de un nervio & más.
author: Dra. Ana Ruiz
source: “Guía” <2026>
reviewed_by: Dr. Luis Soto
reviewed_on: 2027-01-05
---

Antes del primer título.

## Qué hacer

1. Descanse.
2. Beba agua. Mucha.

   c. Fría.
   d. Sin gas.

## Qué es

Es una inyección.
"""
ARABIC = """\
---
title: إحصار العصب
source: كتيب
---

## ما هو

إحصار العصب هو حقنة بالقرب من عصب. إنه يمنع إشارات الألم.

- يساعد على معرفة سبب الألم.
- يخفف الألم.
"""
FILES = {
    "en/nerve-blocks": NERVE_BLOCKS,
    "en/epidural-injections": EPIDURAL,
    "es/bloqueos": SPANISH,
    "ar/block": ARABIC,
}
EVERY = [tuple(name.split("/")) for name in FILES]

MOMENT = datetime.datetime(2026, 11, 26, 10, 20, 30, tzinfo=datetime.UTC)


class Shelf:
    """A library in three languages, all of it published, and what its server answers."""

    def __init__(self, folder: Path) -> None:
        for name, words in FILES.items():
            path = folder / "library" / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(words, encoding="utf-8")
        self.settings = Settings(library=folder / "library", cache=str(folder / "cache"), engines=("tone",))
        self.studio = Studio(self.settings)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(asset_plan, "WHOLE", {"normal": ("web",)})
            patch.setattr(asset_plan, "SECTION", {})
            for procedure in self.studio.library:
                self.studio.render(procedure)

    @property
    def client(self) -> FlaskClient:
        return create_app(self.settings).test_client()

    def rendition(self, language: str, slug: str) -> Rendition:
        rendition = self.studio.published(language, slug)
        assert rendition is not None
        return rendition

    def data(self, language: str, slug: str, profile: str = "book") -> bytes:
        asset = self.rendition(language, slug).asset(profile)
        kept = self.studio.store.asset(asset.path) if asset else None
        assert kept is not None
        return kept.data

    def everything(self, language: str) -> bytes:
        asset = Compiler(self.studio).make(language, "library.epub")
        kept = self.studio.store.asset(asset.path) if asset else None
        assert kept is not None
        return kept.data


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("shelf"))


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
    """Return the sentences of a page."""
    page = client.get(f"/{language}/{slug}").text
    return [html.unescape(found) for found in re.findall(r'<span id="sentence-\d+"[^>]*>(.*?)</span>', page)]


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


# --- times ---


@pytest.mark.parametrize(("language", "slug"), EVERY)
def test_each_sentence_has_one_par(language: str, slug: str, shelf: Shelf) -> None:
    """Every sentence that is shown is said once, in its place."""
    opened = Book(shelf.data(language, slug))
    (document,) = opened.overlays
    pars = opened.pars(document)
    assert [par.id for par in pars] == list(opened.sentences(document))
    assert {par.document for par in pars} == {document}
    assert len(pars) == len(shelf.rendition(language, slug).script.utterances)


@pytest.mark.parametrize(("language", "slug"), EVERY)
def test_the_recording_is_used_up(language: str, slug: str, shelf: Shelf) -> None:
    """The stretches follow each other from the first moment to the last; the package says how long all are."""
    opened = Book(shelf.data(language, slug))
    (document,) = opened.overlays
    pars = opened.pars(document)
    assert pars[0].start_ms == 0
    assert all(one.end_ms == after.start_ms for one, after in itertools.pairwise(pars))
    assert opened.zip.read(pars[0].audio) == shelf.data(language, slug, "web")
    samples, rate = codecs.decode(opened.zip.read(pars[0].audio), name="the recording")
    assert abs(pars[-1].end_ms - len(samples) * 1000 / rate) <= 50
    (length,) = opened.meta("media:duration")
    assert length == writer._clock(pars[-1].end_ms)


def test_the_library_is_as_long_as_its_parts(shelf: Shelf) -> None:
    """The length that the book of a language promises is that of its recordings together."""
    everything = Book(shelf.everything("en"))
    (length,) = everything.meta("media:duration")
    assert length == writer._clock(sum(everything.pars(document)[-1].end_ms for document in everything.overlays))


@pytest.mark.parametrize(("language", "slug"), EVERY)
def test_each_stretch_begins_with_its_sentence(language: str, slug: str, shelf: Shelf) -> None:
    """Within 50 ms of where a stretch begins, after the pause that is the last one's, the recording begins to sound."""
    opened = Book(shelf.data(language, slug))
    (document,) = opened.overlays
    pars = opened.pars(document)
    samples, rate = codecs.decode(opened.zip.read(pars[0].audio), name="the recording")
    loud = np.abs(codecs.to_float(samples)) > 0.01
    for par in pars:
        heard = np.flatnonzero(loud[max(0, par.start_ms - 200) * rate // 1000 :])
        assert abs(max(0, par.start_ms - 200) + heard[0] * 1000 / rate - par.start_ms) <= 50, par


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


# --- what it says of itself ---


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


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_it_is_written_as_its_language_is(language: str, direction: str, shelf: Shelf) -> None:
    """Each document says its language and the way it is written; pages are turned that way."""
    opened = Book(shelf.everything(language))
    spine = opened.package.find("opf:spine", NS)
    assert spine is not None
    assert spine.attrib["page-progression-direction"] == direction
    for document in opened.overlays:
        assert (opened.xml(document).attrib["lang"], opened.xml(document).attrib["dir"]) == (language, direction)


# --- any words ---

ANYTHING = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=200).filter(
    lambda text: any(map(str.isalnum, text))
)
LINE_KINDS = st.sampled_from(["heading", "paragraph", "bullet", "step"])


@given(
    ANYTHING,
    st.lists(st.tuples(LINE_KINDS, st.lists(ANYTHING, min_size=1, max_size=3)), min_size=1, max_size=6),
)
@settings(max_examples=50)
def test_any_words_can_be_bound(title: str, lines: list[tuple[LineKind, list[str]]]) -> None:
    """Whatever the words are, marks and rare characters included, they are in the book, each in its place."""
    kinds: list[tuple[LineKind, list[str]]] = [("title", [title]), *lines]
    said = [Line(kind=kind, utterances=tuple(map(utterance, texts))) for kind, texts in kinds]
    passage = Passage(slug="one", title=title, lines=tuple(said))
    script = Script(passages=(passage,), length="")
    cues = tuple(Cue(start_ms=at * 1000, end_ms=at * 1000 + 500) for at in range(len(script.utterances)))
    chapter = writer.Chapter(
        slug="one", title=title, script=script, cues=cues, recording=b"", duration_ms=len(cues) * 1000
    )
    procedure = Procedure(slug="one", language="en", title=title, sections=(Section(slug="a", heading="", blocks=()),))
    opened = Book(writer.bind(writer.of_procedure(procedure, modified=MOMENT), chapter))
    (document,) = opened.overlays
    shown = [re.sub("[\ufffe\uffff]", "\ufffd", one.text) for one in script.utterances]
    assert [text.split() for text in opened.sentences(document).values()] == [text.split() for text in shown]
    assert len(opened.pars(document)) == len(cues)


def utterance(text: str) -> Utterance:
    return Utterance(text=text, spoken=text, pause_after_ms=500)


def test_a_corrected_book_is_the_same_one_of_a_later_date(shelf: Shelf) -> None:
    """A reader that knows books by their identifiers replaces the old words: language and slug make the identifier."""
    rendition, recording = shelf.rendition("en", "nerve-blocks"), shelf.data("en", "nerve-blocks", "web")
    procedure = shelf.studio.library.find("en", "nerve-blocks")
    assert procedure is not None
    chapter = writer.Chapter(
        slug="nerve-blocks",
        title=rendition.title,
        script=rendition.script,
        cues=rendition.cues,
        recording=recording,
        duration_ms=60_000,
    )
    about = writer.of_procedure(procedure, modified=MOMENT)
    later = replace(about, modified=about.modified + datetime.timedelta(days=1))
    louder = replace(chapter, recording=recording[:-1] + b"\xff")
    books = [writer.bind(about, chapter), writer.bind(about, louder), writer.bind(later, chapter)]
    identifiers = {Book(one).package.findtext("opf:metadata/dc:identifier", "", NS) for one in books}
    assert len(identifiers) == 1
    assert Book(books[0]).meta("dcterms:modified") == ["2026-11-26T10:20:30Z"]
    assert Book(books[2]).meta("dcterms:modified") == ["2026-11-27T10:20:30Z"]
    others = [replace(about, language="es"), replace(about, slug="other"), writer.of_library("en", modified=MOMENT)]
    assert len({about.identifier, *(other.identifier for other in others)}) == 4
    assert writer.bind(about, chapter) == books[0]


def test_a_thousand_procedures_pass_through_little_memory(shelf: Shelf, tmp_path: Path) -> None:
    """A book of 1,000 procedures is written without ever holding more than a few of their recordings."""
    rendition = shelf.rendition("en", "nerve-blocks")
    size = 100_000

    def chapters() -> Iterator[writer.Chapter]:
        for number in range(1000):
            yield writer.Chapter(
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
            assert writer.write(file, writer.of_library("en", modified=MOMENT), chapters()) == 60_000_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert path.stat().st_size > 1000 * size
    assert peak < 100 * size
