"""No words of the program reach a listener but through the catalogues: everything in a language made up of brackets.

The catalogue of Esperanto has each English phrase in brackets, and its library is in Greek letters. What is left of a
page, a transcript or a book without brackets and Greek has to be nothing.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from babel.dates import get_month_names
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po
from flask import Flask
from flask.testing import FlaskClient
from mutagen.id3 import ID3

from tests.translations.test_catalogues import METHODS, PACKAGE
from voiceedu import translations
from voiceedu.app import create_app
from voiceedu.config import Settings
from voiceedu.errors import NotReadyError, RenderError
from voiceedu.narration import announcements
from voiceedu.publishing import asset_plan
from voiceedu.publishing.studio import Studio
from voiceedu.web import error_handlers

LANGUAGE = "eo"
PROCEDURE = """\
---
title: Αβγ δεζ
summary: Ηθι κλμ.
source: Νξο πρσ
author: Τυφ Χψω
order: 1
---

## Αβγ

Δεζ ηθι. Κλμ νξο.

1. Πρσ.
2. Τυφ.
"""
REVIEWED = PROCEDURE.replace("order: 1", "order: 2\nreviewed_by: Αβγ Δεζ\nreviewed_on: 2026-11-03")
UNMADE = PROCEDURE.replace("order: 1", "order: 3").replace("title: Αβγ", "title: Ωψχ")
NAMES = {"MP3", "EPUB", "kB", "MB", "Esperanto", "voiceedu", *get_month_names("wide", locale=LANGUAGE).values()}
"""What is no phrase: names of formats, units, languages and months, which Babel knows, and our own."""
SHOWN = {"alt", "aria-description", "aria-label", "aria-valuetext", "label", "placeholder", "title"}


class Shown(HTMLParser):
    """Everything in a page that somebody sees or hears."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._is_script = False
        self.feed(page)

    def handle_data(self, data: str) -> None:
        if not self._is_script:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._is_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_script = tag == "script"
        values = {name: value or "" for name, value in attrs}
        described = tag == "meta" and values.get("name") == "description"
        self.words += [
            value
            for name, value in values.items()
            if name in SHOWN
            or (name == "content" and described)
            or (name.startswith("data-") and re.match(r"[A-Z]|.* ", value))  # a sentence for the script
        ]


def unmarked(text: str) -> list[str]:
    """Return the words of `text` that are in no brackets, in no Greek, and not the same in every language."""
    while (shorter := re.sub(r"\[[^][]*\]", "", text)) != text:
        text = shorter
    return [word for word in re.findall(r"[a-zA-ZÀ-ſ][\wÀ-ſ]*", text) if word not in NAMES]


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of a library in Esperanto, two of three procedures published, with the catalogue in place."""
    folder = tmp_path_factory.mktemp("pseudo")
    catalogue = Catalog(locale=LANGUAGE)
    for _, _, message, _, _ in extract_from_dir(PACKAGE, METHODS):
        catalogue.add(message, f"[{message}]" if isinstance(message, str) else tuple(f"[{one}]" for one in message))
    with (folder / f"{LANGUAGE}.po").open("wb") as file:
        write_po(file, catalogue)
    (folder / "library" / LANGUAGE).mkdir(parents=True)
    for name, words in (("unua", PROCEDURE), ("dua", REVIEWED), ("tria", UNMADE)):
        (folder / "library" / LANGUAGE / f"{name}.md").write_text(words, encoding="utf-8")
    settings = Settings(
        library=folder / "library",
        cache=str(folder / "cache"),
        engines=("tone",),
        language=LANGUAGE,
        staff_number="+15550100199",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(translations, "FOLDER", folder)
        patch.setattr(asset_plan, "WHOLE", {"normal": ("web",)})
        patch.setattr(asset_plan, "PART", {})
        studio = Studio(settings)
        for procedure in list(studio.library)[:2]:
            studio.render(procedure)
        yield settings


@pytest.fixture
def app(pseudo: Settings) -> Flask:
    app = create_app(pseudo)
    app.testing = True
    return app


@pytest.fixture
def listener(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.mark.parametrize(
    "path", ["", "?q=Αβγ", "?q=Ωψχ", "?q=Ω&q=", "?q=ϖϖϖ", "unua", "dua", "tria", "nenio", "unua/nenio"]
)
def test_pages(listener: FlaskClient, path: str) -> None:
    """A list, a search, a procedure made and not made yet, a page that is not there: nothing without brackets."""
    page = listener.get(f"/{LANGUAGE}/{path}").text
    assert "[All recordings]" in page or "[Listen" in page
    assert unmarked("\n".join(Shown(page).words)) == []


def test_page_of_an_error(app: Flask) -> None:
    """When the server fails, the page that says so has nothing without brackets."""
    with app.test_request_context(f"/{LANGUAGE}/unua"):
        page = error_handlers._page(500).get_data(as_text=True)
    assert "[Something went wrong]" in page
    assert unmarked("\n".join(Shown(page).words)) == []


def test_short_answers(app: Flask, listener: FlaskClient) -> None:
    """What stands in place of a file that is not there has nothing without brackets."""
    answers = [listener.get(f"/{LANGUAGE}/nenio.mp3").text]
    with app.test_request_context(f"/{LANGUAGE}/unua.mp3"):
        made = (
            error_handlers._not_ready(NotReadyError("not ready")),
            error_handlers._render_failed(RenderError("unua", "no voice")),
            error_handlers._short(500, "an error"),
        )
    answers += [answer.get_data(as_text=True) for answer in made]
    assert all(answer.startswith("[") for answer in answers)
    assert unmarked("\n".join(answers)) == []


@pytest.mark.parametrize("slug", ["unua", "dua"])
def test_script(pseudo: Settings, slug: str) -> None:
    """The opening, the sections and the closing, and how long they take, have nothing without brackets."""
    studio = Studio(pseudo)
    procedure = studio.library.find(LANGUAGE, slug)
    assert procedure is not None
    script = studio.script(procedure)
    assert script.passages[0].utterances[-1].text.startswith(("[No clinician", "[Reviewed by"))
    assert script.passages[-1].utterances[0].text.startswith("[This is the end")
    said = [*script.text, script.length, announcements.comment(procedure), announcements.everything(LANGUAGE)]
    assert unmarked("\n".join(said)) == []


def test_transcript_captions_and_chapters(listener: FlaskClient) -> None:
    """What a listener takes away as text has nothing without brackets."""
    captions = listener.get(f"/{LANGUAGE}/unua.vtt").text.removeprefix("WEBVTT").replace(f"({LANGUAGE})", "")
    chapters = json.loads(listener.get(f"/{LANGUAGE}/unua.chapters.json").text)
    titles = [chapter["title"] for chapter in chapters["chapters"]]
    texts = [listener.get(f"/{LANGUAGE}/unua.txt").text, captions.replace("NOTE", ""), chapters["title"], *titles]
    assert unmarked("\n".join(texts)) == []


def test_podcast(listener: FlaskClient) -> None:
    """The titles and descriptions of the feed have nothing without brackets."""
    feed = ElementTree.fromstring(listener.get(f"/{LANGUAGE}/feed.xml").text)
    shown = [element.text or "" for element in feed.iter() if element.tag in ("title", "description")]
    assert len(shown) > 4
    assert unmarked("\n".join(shown)) == []


@pytest.mark.parametrize("name", ["unua.mp3", "library.mp3"])
def test_tags(listener: FlaskClient, name: str) -> None:
    """What a player shows of a recording has nothing without brackets."""
    tags = ID3(io.BytesIO(listener.get(f"/{LANGUAGE}/{name}").data))
    shown = [str(tags[key]) for key in tags if key[:4] in ("TIT2", "TALB", "TPE1", "COMM")]
    shown += [str(chapter.sub_frames["TIT2"]) for chapter in tags.getall("CHAP")]
    assert any("[" in text for text in shown)
    assert unmarked("\n".join(shown)) == []


@pytest.mark.parametrize("name", ["unua.epub", "library.epub"])
def test_book(listener: FlaskClient, name: str) -> None:
    """The pages of a book, its cover, its contents and what it says of itself have nothing without brackets."""
    with zipfile.ZipFile(io.BytesIO(listener.get(f"/{LANGUAGE}/{name}").data)) as book:
        names = [path for path in book.namelist() if path.endswith((".xhtml", ".svg", ".opf"))]
        files = {path: book.read(path).decode() for path in names}
    package = ElementTree.fromstring(files.pop("EPUB/package.opf"))
    shown = [
        element.text or ""
        for element in package.iter()
        if element.tag.endswith(("}title", "}description", "}creator"))
        or element.get("property") == "schema:accessibilitySummary"
    ]
    assert any(text.startswith("[You can hear and read") for text in shown)
    pages = [word for page in files.values() for word in Shown(re.sub(r"<[?!].*?>", "", page)).words]
    assert "[Contents]" in pages
    assert unmarked("\n".join([*shown, *pages])) == []


def test_what_is_unmarked_is_found() -> None:
    """The tests see English words beside brackets, within them none."""
    assert unmarked("[This takes [about 2 minutes].] Αβγ Length: 2 (MP3, 12 kB)") == ["Length"]
