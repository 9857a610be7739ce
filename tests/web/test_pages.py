"""The library's page and a procedure's page."""

import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from voiceedu.config import Settings
from voiceedu.studio import Studio


class Page(HTMLParser):
    """The tags of a page, as (name, attributes), and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._body = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._body = self._body or tag == "body"

    def handle_data(self, data: str) -> None:
        if self._body:
            self.words += data.split()

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]

    def __contains__(self, text: str) -> bool:
        return text in " ".join(self.words)


@pytest.fixture
def page(client: FlaskClient) -> Page:
    return Page(client.get("/en/nerve-blocks").text)


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_library_lists_every_procedure_with_its_length(client: FlaskClient, path: str) -> None:
    """A listener finds every procedure, its page and how long it takes."""
    page = Page(client.get(path).text)
    links = [link["href"] for link in page.all("a")]
    assert links[1:] == ["/en/nerve-blocks", "/en/epidural-injections"]
    assert "Length: less than a minute." in page


def test_page_has_one_heading_and_native_audio(page: Page) -> None:
    """A procedure's page has one h1, native controls, and loads no sound before it is asked for."""
    assert len(page.all("h1")) == 1
    (audio,) = page.all("audio")
    assert "controls" in audio
    assert audio["preload"] == "none"
    assert not page.all("script")


def test_page_links_the_immutable_clip(client: FlaskClient, page: Page) -> None:
    """The page plays, and offers for download, the hashed form of the clip, and that answers with audio."""
    (audio,) = page.all("audio")
    assert audio["src"] is not None
    assert re.fullmatch(r"/clips/[0-9a-f]{16}/nerve-blocks\.mp3", audio["src"])
    assert any(link["href"] == audio["src"] and "download" in link for link in page.all("a"))
    assert client.get(audio["src"]).content_type == "audio/mpeg"


def test_page_shows_every_word_that_is_spoken(rendered: Settings, page: Page) -> None:
    """The text of the page is the transcript: each sentence of the recording stands there in full."""
    script = Studio(rendered).store.rendition("en", "nerve-blocks")
    assert script is not None
    for utterance in script.script.utterances:
        assert utterance.text in page
    assert "No clinician has reviewed these words yet." in page


def test_page_says_what_is_published(rendered: Settings, tmp_path: Path, make_app: Callable[[Settings], Flask]) -> None:
    """When words have changed and are not rendered yet, page and recording still say the same words."""
    library = shutil.copytree(rendered.library, tmp_path / "library")
    changed = library / "en" / "nerve-blocks.md"
    changed.write_text(changed.read_text(encoding="utf-8").replace("relief", "comfort"), encoding="utf-8")
    settings = Settings(library=library, cache=rendered.cache, engines=("tone",))
    text = make_app(settings).test_client().get("/en/nerve-blocks").text
    assert "It can give relief." in text
    assert "comfort" not in text


def test_page_before_its_recording(library: Path, tmp_path: Path, make_app: Callable[[Settings], Flask]) -> None:
    """A page is there before its recording is: it plays from the stable address, which makes the clip."""
    app = make_app(Settings(library=library, cache=str(tmp_path), engines=("tone",)))
    page = Page(app.test_client().get("/en/nerve-blocks").text)
    assert page.all("audio")[0]["src"] == "/en/nerve-blocks.mp3"
    assert "It blocks pain signals." in page


@pytest.mark.parametrize("path", ["/en/no-such-thing", "/xx/nerve-blocks", "/xx/", "/no/such/page/at/all"])
def test_unknown_page_helps_a_listener(client: FlaskClient, path: str) -> None:
    """A 404 is a page with a heading and a way to every recording."""
    answer = client.get(path)
    assert answer.status_code == 404
    page = Page(answer.text)
    assert len(page.all("h1")) == 1
    assert "/en/nerve-blocks" in [link["href"] for link in page.all("a")]


def test_markup_in_the_words_is_only_words(tmp_path: Path, make_app: Callable[[Settings], Flask]) -> None:
    """What a clinician writes never becomes a tag of the page."""
    (tmp_path / "en").mkdir()
    words = "---\ntitle: '<b>A & \"B\"</b>'\n---\n\nIf x \\< 3 and y \\> 2 \\& so on.\n"
    (tmp_path / "en" / "odd.md").write_text(words, encoding="utf-8")
    app = make_app(Settings(library=tmp_path, cache=str(tmp_path / "cache"), engines=("tone",)))
    page = Page(app.test_client().get("/en/odd").text)
    assert not page.all("b")
    assert "If x < 3 and y > 2 & so on." in page
