"""The library's page and a procedure's page."""

import itertools
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from voiceedu.config import Settings
from voiceedu.publishing.compilations.compiler import Compiler
from voiceedu.publishing.studio import Studio
from voiceedu.web import downloads
from voiceedu.web.state import AppState


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
    """The library's page links every procedure with its length."""
    page = Page(client.get(path).text)
    links = [link["href"] for link in page.all("a") if "data-src" in link]
    assert links == ["/en/nerve-blocks", "/en/epidural-injections"]
    assert "Length: less than a minute" in page


def test_page_has_one_heading_and_native_audio(page: Page) -> None:
    """A procedure's page has one h1 and native controls, and preloads no audio."""
    assert len(page.all("h1")) == 1
    (audio,) = page.all("audio")
    assert "controls" in audio
    assert audio["preload"] == "none"
    assert [script["src"] for script in page.all("script") if "src" in script] == [
        "/static/player.js",
        "/static/keep.js",
    ]


def test_page_links_the_immutable_clip(client: FlaskClient, page: Page) -> None:
    """The page plays and offers the immutable address of the clip, which answers with audio."""
    (audio,) = page.all("audio")
    assert audio["src"] is not None
    assert re.fullmatch(r"/clips/[0-9a-f]{16}/nerve-blocks\.mp3", audio["src"])
    assert any(link["href"] == audio["src"] and "download" in link for link in page.all("a"))
    assert client.get(audio["src"]).content_type == "audio/mpeg"


def test_page_shows_every_word_that_is_spoken(rendered: Settings, page: Page) -> None:
    """The page holds every sentence of the recording in full."""
    script = Studio(rendered).store.rendition("en", "nerve-blocks")
    assert script is not None
    for utterance in script.script.utterances:
        assert utterance.text in page
    assert "No clinician has reviewed these words yet." in page


def test_the_review_is_said_once_and_before_play(client: FlaskClient) -> None:
    """The sentence of the recording about the review stands by itself above the player, and nowhere else."""
    text = client.get("/en/nerve-blocks").text
    said = "No clinician has reviewed these words yet."
    assert " ".join(Page(text).words).count(said) == 1
    inset = re.search(rf'<p class="inset"[^>]*><span id="sentence-\d" data-start="\d+">{said}</span></p>', text)
    assert inset is not None
    assert inset.start() < text.index("<audio")


def test_the_review_of_today_stands_beside_an_older_recording(
    rendered_copy: Settings, tmp_path: Path, make_app: Callable[[Settings], Flask]
) -> None:
    """Words that were approved after they were recorded: the page says so, and shows what the recording says."""
    library = shutil.copytree(rendered_copy.library, tmp_path / "library")
    approved = library / "en" / "nerve-blocks.md"
    text = approved.read_text(encoding="utf-8").replace("order: 1", "order: 1\nreviewed_by: Dr. Ann Lee")
    approved.write_text(text, encoding="utf-8")
    app = make_app(replace(rendered_copy, library=library))
    page = Page(app.test_client().get("/en/nerve-blocks").text)
    assert "Reviewed by Dr. Ann Lee" in page
    assert "No clinician has reviewed these words yet." in page


@pytest.mark.parametrize("path", ["/", "/en/?q=nerve", "/en/?q=zebra", "/en/nerve-blocks", "/en/no-such-thing"])
def test_headings_skip_no_level(client: FlaskClient, path: str) -> None:
    """Each page has one h1, which comes first, and no heading is more than one level below the one before it."""
    levels = [int(tag[1]) for tag, _ in Page(client.get(path).text).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))


def test_recordings_stand_below_their_heading(client: FlaskClient) -> None:
    """Where nothing is found, all recordings are offered under a heading, and each is one level below it."""
    page = Page(client.get("/en/?q=zebra").text)
    assert [tag for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)] == ["h1", "h2", "h3", "h3"]


def test_page_says_where_the_words_are_from(page: Page) -> None:
    """The page states source, reviewer, date, voice, length, and that it is general information."""
    assert "The words are based on “What is Interventional Pain?” by Dr. Raj Desai" in page
    assert "Reviewed by No clinician yet" in page
    assert re.search(r"Recorded on \w+ \d+, \d{4}, in the voice of a computer", " ".join(page.words))
    assert "Length less than a minute" in page
    assert "This is general information. It is not advice about your own care." in page


def test_review_of_other_words_is_not_shown(
    rendered_copy: Settings, tmp_path: Path, make_app: Callable[[Settings], Flask]
) -> None:
    """A review of words that are not rendered yet is not shown beside the old words."""
    library = shutil.copytree(rendered_copy.library, tmp_path / "library")
    changed = library / "en" / "nerve-blocks.md"
    text = changed.read_text(encoding="utf-8").replace("order: 1", "order: 1\nreviewed_by: Dr. Ann Lee")
    changed.write_text(text.replace("relief", "comfort"), encoding="utf-8")
    page = Page(make_app(replace(rendered_copy, library=library)).test_client().get("/en/nerve-blocks").text)
    assert "Dr. Ann Lee" not in page
    assert "These words were changed after they were recorded." in page


def test_pages_lead_on_to_the_next(client: FlaskClient) -> None:
    """Each page links the next and the previous procedure in listening order."""

    def neighbours(path: str) -> list[tuple[str | None, str | None]]:
        return [(link["rel"], link["href"]) for link in Page(client.get(path).text).all("a") if "rel" in link]

    assert neighbours("/en/nerve-blocks") == [("next", "/en/epidural-injections")]
    assert neighbours("/en/epidural-injections") == [("prev", "/en/nerve-blocks")]


def test_pages_name_a_person_when_there_is_one(
    rendered: Settings, make_app: Callable[[Settings], Flask], client: FlaskClient
) -> None:
    """With a staff number every page, error pages included, has a link that calls it; without, none has."""
    called = make_app(replace(rendered, staff_number="+12025550123")).test_client()
    for path in ("/", "/en/nerve-blocks", "/en/no-such-thing"):
        assert "tel:+12025550123" in [link["href"] for link in Page(called.get(path).text).all("a")]
        assert "tel:" not in client.get(path).text


def test_sentences_say_where_they_are(rendered: Settings, page: Page) -> None:
    """Each sentence of the page carries the start of its cue."""
    rendition = Studio(rendered).store.rendition("en", "nerve-blocks")
    assert rendition is not None
    starts = [span["data-start"] for span in page.all("span") if "data-start" in span]
    assert starts == [str(cue.start_ms) for cue in rendition.cues]


def test_page_says_what_is_published(rendered: Settings, tmp_path: Path, make_app: Callable[[Settings], Flask]) -> None:
    """When words have changed and are not rendered yet, page and recording still have the same words."""
    library = shutil.copytree(rendered.library, tmp_path / "library")
    changed = library / "en" / "nerve-blocks.md"
    changed.write_text(changed.read_text(encoding="utf-8").replace("relief", "comfort"), encoding="utf-8")
    settings = Settings(library=library, cache=rendered.cache, engines=("tone",))
    text = make_app(settings).test_client().get("/en/nerve-blocks").text
    assert "It can give relief." in text
    assert "comfort" not in text


def test_page_before_its_recording(library: Path, tmp_path: Path, make_app: Callable[[Settings], Flask]) -> None:
    """A page without a recording plays from the stable address, which renders the clip."""
    app = make_app(Settings(library=library, cache=str(tmp_path), engines=("tone",)))
    page = Page(app.test_client().get("/en/nerve-blocks").text)
    assert page.all("audio")[0]["src"] == "/en/nerve-blocks.mp3"
    assert "It blocks pain signals." in page
    assert "This recording is being made. You can read its words now." in page
    assert not [link for link in page.all("a") if "download" in link]


@pytest.mark.parametrize("path", ["/en/no-such-thing", "/xx/nerve-blocks", "/xx/", "/no/such/page/at/all"])
def test_unknown_page_helps_a_listener(client: FlaskClient, path: str) -> None:
    """A 404 is a page with a heading and links to every recording."""
    answer = client.get(path)
    assert answer.status_code == 404
    page = Page(answer.text)
    assert len(page.all("h1")) == 1
    assert "/en/nerve-blocks" in [link["href"] for link in page.all("a")]


def test_markup_in_the_words_is_escaped(tmp_path: Path, make_app: Callable[[Settings], Flask]) -> None:
    """Markup in a clinician's text is shown as text."""
    (tmp_path / "en").mkdir()
    words = "---\ntitle: '<b>A & \"B\"</b>'\n---\n\nIf x \\< 3 and y \\> 2 \\& so on.\n"
    (tmp_path / "en" / "odd.md").write_text(words, encoding="utf-8")
    app = make_app(Settings(library=tmp_path, cache=str(tmp_path / "cache"), engines=("tone",)))
    page = Page(app.test_client().get("/en/odd").text)
    assert not page.all("b")
    assert "If x < 3 and y > 2 & so on." in page


LANGUAGES = {
    "en/one": "---\ntitle: One\n---\n\nThis is one.\n",
    "es/one": "---\ntitle: Uno\nreviewed_by: Dra. Ana Ruiz\nreviewed_on: 2026-10-05\n---\n\nEsto es uno.\n",
    "es-MX/one": "---\ntitle: Uno\n---\n\nEsto es uno.\n",
    "ar/one": "---\ntitle: واحد\n---\n\nهذا واحد.\n",
    "he/one": "---\ntitle: אחד\n---\n\nזה אחד.\n",
}


@pytest.fixture
def several(tmp_path: Path, make_app: Callable[[Settings], Flask]) -> FlaskClient:
    for name, words in LANGUAGES.items():
        path = tmp_path / "library" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    settings = Settings(library=tmp_path / "library", cache=str(tmp_path / "cache"), engines=("tone",))
    return make_app(settings).test_client()


@pytest.mark.parametrize(
    ("path", "interface", "play"),
    [
        ("/en/one", "en", "Play"),
        ("/es/one", "es", "Escuchar"),
        ("/es-MX/one", "es", "Escuchar"),
        ("/ar/one", "ar", "تشغيل"),
        ("/he/one", "en", "Play"),
    ],
)
def test_interface_is_in_the_language_of_the_words(several: FlaskClient, path: str, interface: str, play: str) -> None:
    """A page of Spanish words is all Spanish; without a catalogue the interface is English and marked as such."""
    page = Page(several.get(path).text)
    assert page.all("html")[0]["lang"] == interface
    assert play in page.words


def test_words_of_another_language_say_which(several: FlaskClient) -> None:
    """In an interface of another language, the words carry their language and direction."""
    page = Page(several.get("/he/one").text)
    assert page.all("h1") == [{"lang": "he", "dir": "rtl"}]
    assert next(block for block in page.all("div") if block.get("class") == "words")["lang"] == "he"
    assert page.all("html")[0].get("dir") is None
    assert Page(several.get("/en/one").text).all("h1") == [{}]


def test_a_page_in_arabic_goes_from_right_to_left(several: FlaskClient) -> None:
    """With an Arabic interface, the whole page is written from right to left."""
    page = Page(several.get("/ar/one").text)
    assert page.all("html")[0].get("dir") == "rtl"
    assert page.all("h1") == [{}]


def test_dates_are_in_the_language_of_the_interface(several: FlaskClient) -> None:
    """The date of a review is in the format of the interface's language."""
    assert "Revisado por Dra. Ana Ruiz, 5 de octubre de 2026" in Page(several.get("/es/one").text)


def test_languages_link_to_each_other(several: FlaskClient) -> None:
    """A page in several languages links each by that language's own name."""
    page = several.get("/es/one").text
    for href, name in (("/en/one", "English"), ("/es-MX/one", "Español (México)"), ("/ar/one", "العربية")):
        assert f'href="{href}"' in page
        assert name in page
    assert "Languages" not in several.get("/en/no-such-thing").text


@pytest.mark.parametrize(
    ("path", "language"), [("/es/no-such-thing", "es"), ("/no-such-thing/", "en"), ("/xx/", "en"), ("/es-MX/no", "es")]
)
def test_unknown_page_is_in_the_language_that_was_asked_for(several: FlaskClient, path: str, language: str) -> None:
    """A 404 is in the language of its address, and lists the procedures in it."""
    answer = several.get(path)
    assert answer.status_code == 404
    assert Page(answer.text).all("html")[0]["lang"] == language


# Downloads of the whole library.


@pytest.mark.parametrize("path", ["/", "/en/", "/en/nerve-blocks", "/en/nothing"])
def test_every_page_names_the_podcast(client: FlaskClient, path: str) -> None:
    """Every page links the feed for podcast apps."""
    links = [link for link in Page(client.get(path).text).all("link") if link["rel"] == "alternate"]
    assert links == [{"rel": "alternate", "href": "/en/feed.xml", "type": "application/rss+xml", "title": "Podcast"}]


def test_list_offers_all_recordings_with_their_size(
    library: Path, tmp_path: Path, make_app: Callable[[Settings], Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list links the feed, the recording of all and the book of all, with sizes where known."""
    monkeypatch.setattr(downloads, "CHECK_S", 0)
    client = make_app(Settings(library=library, cache=str(tmp_path), engines=("tone",))).test_client()

    def taken() -> dict[str, str]:
        page = Page(client.get("/").text)
        assert "Take them with you" in page
        assert "Subscribe to the podcast For a podcast app, which gets new recordings by itself." in page
        hrefs = [str(link["href"]) for link in page.all("a")]
        assert "/en/podcast" in hrefs
        text = " ".join(page.words)
        return {href: text for href in hrefs if re.search(r"(library|all-recordings-en)\.(mp3|epub)$", href)}

    assert set(taken()) == {"/en/library.mp3", "/en/library.epub"}
    assert "Download all as one recording MP3. The voice, for a phone or a player." in taken()["/en/library.mp3"]
    client.get("/en/nerve-blocks.mp3")
    whole = client.get("/en/library.mp3")
    (path,) = set(taken()) - {"/en/library.epub"}
    assert client.get(path).data == whole.data
    assert f"Download all as one recording MP3, {round(len(whole.data) / 1000)} kB." in taken()[path]
    client.get("/en/epidural-injections.mp3")
    assert set(taken()) == {"/en/library.mp3", "/en/library.epub"}, "something else is published"
    assert "Take them with you" not in Page(client.get("/?q=nerve").text)


def test_list_is_cached(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Repeated requests for the list look up the renditions once in a while, and render the page once."""
    compiler: Compiler = AppState.of(client.application).compiler
    asked = []
    monkeypatch.setattr(compiler, "known", lambda *what: asked.append(what))
    monkeypatch.setattr(downloads, "CHECK_S", 60)
    first = client.get("/").text
    assert [client.get("/").text for _ in range(5)] == [first] * 5
    assert asked == [("en", "library.mp3"), ("en", "library.epub")]


# Whose page it is, and how it is found.


@pytest.fixture
def clinic(rendered: Settings, make_app: Callable[[Settings], Flask]) -> FlaskClient:
    settings = replace(
        rendered, name="Riverside & Sons", line_number="+12025550100", public_url="https://voice.example.org"
    )
    return make_app(settings).test_client()


@pytest.mark.parametrize("path", ["/", "/en/nerve-blocks", "/en/podcast", "/?q=nerve", "/en/no-such-thing"])
def test_every_page_says_whose_it_is(clinic: FlaskClient, client: FlaskClient, path: str) -> None:
    """The clinic's name stands in header and title, and its line is there to call; without them nothing is."""
    page = clinic.get(path).text
    assert '<p class="clinic">Riverside &amp; Sons</p>' in page
    assert re.search("<title>.* – Riverside &amp; Sons</title>", page)
    assert 'href="tel:+12025550100">Listen by telephone: +1\xa0202\xa0555\xa00100</a>' in page
    assert 'class="clinic"' not in client.get(path).text
    assert "Listen by telephone" not in client.get(path).text


def test_page_has_one_address(clinic: FlaskClient, several: FlaskClient) -> None:
    """A page names its address in full, and that of each language it is in, each of which names it back."""
    canonical = [link["href"] for link in Page(clinic.get("/").text).all("link") if link["rel"] == "canonical"]
    assert canonical == ["https://voice.example.org/en/"]
    for path in ("/es/one", "/en/one"):
        links = Page(several.get(path).text).all("link")
        found = {link["hreflang"]: link["href"] for link in links if "hreflang" in link}
        assert found == {language: f"http://localhost/{language}/one" for language in ("ar", "en", "es", "es-MX", "he")}


def test_cached_page_is_of_its_host(client: FlaskClient) -> None:
    """Without a public URL, a page that another host was sent first still names the host that is asked."""
    for host in ("one.example", "two.example"):
        page = client.get("/en/nerve-blocks", headers={"Host": host}).text
        assert f'<link rel="canonical" href="http://{host}/en/nerve-blocks">' in page


def test_recording_is_described_for_search_engines(rendered: Settings, clinic: FlaskClient) -> None:
    """The page describes its recording as an AudioObject: address, length, size, words and publisher are true."""
    html = clinic.get("/en/nerve-blocks").text
    match = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert match is not None
    about = json.loads(match[1])
    rendition = Studio(rendered).store.rendition("en", "nerve-blocks")
    assert rendition is not None
    asset = rendition.asset("web")
    assert asset is not None
    assert about["@type"] == "AudioObject"
    assert about["contentUrl"] == "https://voice.example.org/en/nerve-blocks.mp3"
    assert len(clinic.get("/en/nerve-blocks.mp3").data) == int(about["contentSize"])
    assert about["duration"] == f"PT{round(asset.duration_ms / 1000)}S"
    assert about["publisher"]["name"] == "Riverside & Sons"
    assert "It blocks pain signals." in about["transcript"]


@pytest.mark.parametrize(
    ("query", "title", "link"),
    [
        ("nerve", "Search: nerve – 1 recording", "/en/nerve-blocks"),
        ("shot", "Search: shot – 2 recordings", "/en/epidural-injections"),
        ("epidurral", "Search: epidurral – no recording", "/en/?q=epidural"),
        ("zebra", "Search: zebra – no recording", "/en/nerve-blocks"),
    ],
)
def test_no_search_is_a_dead_end(client: FlaskClient, query: str, title: str, link: str) -> None:
    """The title says how many were found; where none was, close spellings are offered, and all recordings."""
    html = client.get(f"/en/?q={query}").text
    assert f"<title>{title}</title>" in html
    assert link in [one["href"] for one in Page(html).all("a")]
    assert "/en/nerve-blocks" in html


def test_long_query_is_cut(client: FlaskClient) -> None:
    """No more than 100 characters of a query are looked for, or shown."""
    html = client.get("/en/?q=" + 300 * "x").text
    assert 100 * "x" in html
    assert 101 * "x" not in html
