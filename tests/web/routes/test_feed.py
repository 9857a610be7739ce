"""The podcast: its promises, and that each is kept."""

import email.utils
import hashlib
import io
import re
import shutil
import struct
import subprocess
import urllib.request
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.publishing import publish
from tests.support.server import Server
from voiceedu.config import Settings
from voiceedu.publishing.studio import Studio
from voiceedu.web.routes import feed
from voiceedu.web.state import AppState

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"
LONG_AGO = "2020-01-02T03:04:05+00:00"

UNREVIEWED = "Spoken by the voice of a computer. No clinician has reviewed these words yet."


def channel(xml: bytes | str) -> ET.Element:
    found = ET.fromstring(xml).find("channel")
    assert found is not None
    return found


def addresses(xml: bytes) -> dict[str, tuple[str, int | None]]:
    """Return every address in the feed, with the promised media type and length if any."""
    found: dict[str, tuple[str, int | None]] = {}
    for element in ET.fromstring(xml).iter():
        if element.tag in ("link", "url") and element.text:
            found.setdefault(element.text, ("", None))
        for name in ("url", "href"):
            if name in element.attrib:
                length = element.get("length")
                found[element.attrib[name]] = (element.get("type", ""), int(length) if length else None)
    return found


def test_an_item_is_a_procedure(client: FlaskClient) -> None:
    """Items stand in listening order, numbered, with title, summary, page, length and date."""
    answer = client.get("/en/feed.xml")
    assert (answer.status_code, answer.content_type) == (200, "application/rss+xml; charset=utf-8")
    items = channel(answer.data).findall("item")
    assert [item.findtext("title") for item in items] == ["Nerve blocks", "Epidural injections"]
    assert [item.findtext("description") for item in items] == [
        f"Medicine placed near a nerve. {UNREVIEWED}",
        f"Epidural injections. {UNREVIEWED}",
    ]
    assert [item.findtext(f"{ITUNES}episode") for item in items] == ["1", "2"]
    assert items[0].findtext("link") == "http://localhost/en/nerve-blocks"
    studio: Studio = AppState.of(client.application).studio
    rendition = studio.published("en", "nerve-blocks")
    asset = rendition.asset("web") if rendition else None
    assert rendition is not None
    assert asset is not None
    assert items[0].findtext(f"{ITUNES}duration") == str(round(asset.duration_ms / 1000))
    enclosure = items[0].find("enclosure")
    assert enclosure is not None
    assert enclosure.attrib == {
        "url": "http://localhost/en/nerve-blocks.mp3",
        "length": str(asset.size),
        "type": "audio/mpeg",
    }
    date = items[0].findtext("pubDate")
    assert date is not None
    dates = [email.utils.parsedate_to_datetime(item.findtext("pubDate") or "") for item in items]
    assert dates[0].isoformat() == max(
        found.words_date for slug in ("nerve-blocks", "epidural-injections") if (found := studio.published("en", slug))
    )
    assert dates == sorted(dates, reverse=True), "an app that lists the newest first lists them in listening order"
    assert len(set(dates)) == len(dates)


def test_the_channel_says_what_directories_ask_for(client: FlaskClient) -> None:
    """The channel has title, description, language, category, explicit=false and its own address."""
    found = channel(client.get("/en/feed.xml").data)
    for name in ("title", "description", "link", "pubDate", f"{ITUNES}author"):
        assert found.findtext(name)
    assert found.findtext("language") == "en"
    assert found.findtext(f"{ITUNES}explicit") == "false"
    assert found.findtext(f"{ITUNES}type") == "serial"
    category = found.find(f"{ITUNES}category")
    assert category is not None
    assert category.get("text") == "Health & Fitness"
    own = found.find(f"{ATOM}link")
    assert own is not None
    assert own.get("href") == "http://localhost/en/feed.xml"
    namespace = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
    assert found.findtext(f"{PODCAST}guid") == str(uuid.uuid5(namespace, "localhost/en/feed.xml"))


def test_the_cover_is_one_that_directories_take(client: FlaskClient) -> None:
    """The cover is a square PNG of 1,400 to 3,000 pixels, small in bytes."""
    cover = channel(client.get("/en/feed.xml").data).find(f"{ITUNES}image")
    assert cover is not None
    with client.get(cover.attrib["href"].removeprefix("http://localhost")) as answer:
        data = answer.data
    assert answer.content_type == "image/png"
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    assert width == height
    assert 1400 <= width <= 3000
    assert len(data) < 50_000


def test_feedparser_has_nothing_to_complain_of(client: FlaskClient) -> None:
    """feedparser, which most readers use, reads every part without a complaint."""
    answer = client.get("/en/feed.xml")
    parsed = feedparser.parse(io.BytesIO(answer.data), response_headers={"content-type": answer.content_type})
    assert not parsed.bozo
    assert parsed.version == "rss20"
    assert parsed.feed.language == "en"
    assert [entry.id for entry in parsed.entries] == ["voiceedu:en/nerve-blocks", "voiceedu:en/epidural-injections"]
    assert not any(entry.guidislink for entry in parsed.entries)
    for entry in parsed.entries:
        assert entry.published_parsed
        assert entry.podcast_transcript["type"] == "text/vtt"
        (enclosure,) = entry.enclosures
        assert enclosure.type == "audio/mpeg"


def test_every_address_answers_as_promised(server: Server) -> None:
    """Over a real socket, each address in the feed answers with the promised type and length."""
    xml = server.get("/en/feed.xml")[2]
    found = addresses(xml)
    assert (
        len(found) == 3 + 1 + 2 * 4
    )  # feed, library, podcast page; cover; page, recording, transcript and chapters of each
    for url, (media_type, length) in found.items():
        with urllib.request.urlopen(url, timeout=30) as answer:
            body = answer.read()
            assert answer.headers["Content-Type"].split(";")[0] == (media_type or answer.headers.get_content_type())
            assert length is None or len(body) == length == int(answer.headers["Content-Length"])
    promised = {media_type for media_type, _ in found.values()}
    assert promised == {"", "audio/mpeg", "text/vtt", "application/json+chapters", "application/rss+xml"}


def test_a_podcast_client_downloads_an_episode(server: Server, tmp_path: Path) -> None:
    """Debian's podget downloads the recordings of the feed, byte by byte."""
    environ = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}

    def podget(*options: str) -> str:
        command = ["podget", "--dir_config", str(tmp_path / "conf"), *options]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environ, cwd=tmp_path)
        return done.stdout + done.stderr

    podget("--create-config", "podgetrc")
    (tmp_path / "conf" / "serverlist").write_text(f"{server.url}/en/feed.xml Health Procedures\n")
    (tmp_path / "podcasts").mkdir()
    said = podget("--library", str(tmp_path / "podcasts"), "--dir_session", str(tmp_path / "session"))
    fetched = {path.name: path.read_bytes() for path in tmp_path.rglob("*.mp3")}
    assert set(fetched) == {"nerve-blocks.mp3", "epidural-injections.mp3"}, said
    for name, data in fetched.items():
        assert data == server.get(f"/en/{name}")[2]


def test_current_feed_is_304(client: FlaskClient) -> None:
    """A player that has the current feed gets 304."""
    first = client.get("/en/feed.xml")
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get("/en/feed.xml", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/en/feed.xml").data == first.data


@pytest.fixture
def settings(library: Path, tmp_path: Path) -> Settings:
    folder = Path(shutil.copytree(library, tmp_path / "library"))
    return Settings(library=folder, cache=str(tmp_path / "cache"), engines=("tone",), language="en")


def test_the_public_address_stands_before_all(settings: Settings, make_app: Callable[[Settings], Flask]) -> None:
    """With VOICEEDU_PUBLIC_URL every address begins with it, whatever the request's host."""
    client = make_app(replace(settings, public_url="https://voice.example.org/listen")).test_client()
    client.get("/en/nerve-blocks.mp3")
    found = addresses(client.get("/en/feed.xml", headers={"Host": "10.0.0.1"}).data)
    assert all(url.startswith("https://voice.example.org/listen/") for url in found)
    assert len(found) > 5


def test_guid_survives_another_host_and_new_words(client: FlaskClient) -> None:
    """An item's guid stays the same under another host and with changed words."""
    one, other = (
        [
            item.findtext("guid")
            for item in channel(client.get("/en/feed.xml", headers={"Host": host}).data).iter("item")
        ]
        for host in ("one.example", "other.example")
    )
    assert one == other == ["voiceedu:en/nerve-blocks", "voiceedu:en/epidural-injections"]


def test_unpublished_procedure_is_left_out(settings: Settings, make_app: Callable[[Settings], Flask]) -> None:
    """An item appears when its recording is published; a feed without items is valid."""
    client = make_app(settings).test_client()
    empty = client.get("/en/feed.xml")
    assert empty.status_code == 200
    assert not feedparser.parse(io.BytesIO(empty.data)).bozo
    assert channel(empty.data).findall("item") == []
    client.get("/en/epidural-injections.mp3")
    assert [item.findtext("title") for item in channel(client.get("/en/feed.xml").data).iter("item")] == [
        "Epidural injections"
    ]
    assert client.get("/xx/feed.xml").status_code == 404


def test_page_recording_and_feed_change_together(settings: Settings, make_app: Callable[[Settings], Flask]) -> None:
    """When new words are published, feed, page, recording and date change together."""
    client = make_app(settings).test_client()
    client.get("/en/nerve-blocks.mp3")
    studio = Studio(settings)
    first = studio.published("en", "nerve-blocks")
    assert first is not None
    publish(studio.store, replace(first, made_at=LONG_AGO, words_since=LONG_AGO, first_made_at=LONG_AGO))
    before = channel(client.get("/en/feed.xml").data)
    assert before.findtext("item/pubDate") == before.findtext("pubDate") == "Thu, 02 Jan 2020 03:04:05 GMT"
    file = settings.library / "en" / "nerve-blocks.md"
    file.write_text(file.read_text(encoding="utf-8").replace("It blocks pain", "It stops pain"), encoding="utf-8")
    studio = Studio(settings)
    procedure = studio.library.find("en", "nerve-blocks")
    assert procedure is not None
    studio.render(procedure)
    after = channel(client.get("/en/feed.xml").data)
    enclosure = after.find("item/enclosure")
    assert enclosure is not None
    path = enclosure.attrib["url"].removeprefix("http://localhost")
    page = client.get("/en/nerve-blocks").text
    assert path == "/en/nerve-blocks.mp3"
    shown = re.search(r'src="(/clips/[^"]+\.mp3)"', page)
    assert shown is not None
    assert client.get(path).data == client.get(shown[1]).data
    assert hashlib.sha256(client.get(path).data).hexdigest() != first.assets[0].sha256
    # A player that has the item already gets the corrected recording, and says when it changed.
    assert before.findtext("item/title") == "Nerve blocks"
    assert before.findtext("item/guid") == "voiceedu:en/nerve-blocks"
    assert re.fullmatch(r"Nerve blocks \(\w+ \d+, \d{4}\)", after.findtext("item/title") or "")
    assert (after.findtext("item/guid") or "").startswith("voiceedu:en/nerve-blocks:2")
    assert after.findtext("item/pubDate") != before.findtext("item/pubDate")


def test_any_words_are_xml(settings: Settings, make_app: Callable[[Settings], Flask]) -> None:
    """Characters with a meaning in XML are escaped, and those that XML cannot hold are left out."""
    (settings.library / "en" / "odd.md").write_text(
        "---\ntitle: \"A <b> & 'c' \\uffff]]>\"\nsummary: 1 < 2 & 3\n---\n\nWords.\n", encoding="utf-8"
    )
    client = make_app(settings).test_client()
    client.get("/en/odd.mp3")
    item = channel(client.get("/en/feed.xml").data).find("item")
    assert item is not None
    assert (item.findtext("title"), item.findtext("description")) == (
        "A <b> & 'c' ]]>",
        f"1 ‹ 2 ＆ 3. {UNREVIEWED}",  # the same for a reader that takes it for HTML
    )


@pytest.mark.parametrize("path", ["feed.xml", "nerve-blocks.vtt", "nerve-blocks.chapters.json", "nerve-blocks.mp3"])
def test_players_on_other_pages_may_read_it(client: FlaskClient, path: str) -> None:
    """Feed, transcript, chapters and recording may be read by a web player from any site; a page may not."""
    assert client.get(f"/en/{path}").headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/en/nerve-blocks").headers


def test_the_feed_speaks_the_language_of_its_words(settings: Settings, make_app: Callable[[Settings], Flask]) -> None:
    """A Spanish podcast has a Spanish title and declares Spanish."""
    (settings.library / "es").mkdir()
    (settings.library / "es" / "dolor.md").write_text("---\ntitle: Dolor\n---\n\nUnas palabras.\n", encoding="utf-8")
    found = channel(make_app(settings).test_client().get("/es/feed.xml").data)
    assert found.findtext("language") == "es"
    assert "Escuche" in str(found.findtext("title"))


# Chapters.


def test_chapters_of_a_podcast_are_those_of_the_file(client: FlaskClient) -> None:
    """The podcast's chapters have the titles and starts of the recording's own."""
    answer = client.get("/en/nerve-blocks.chapters.json")
    assert answer.content_type == "application/json+chapters"
    found = answer.get_json(force=True)
    assert found["version"] == "1.2.0"
    studio: Studio = AppState.of(client.application).studio
    rendition = studio.published("en", "nerve-blocks")
    assert rendition is not None
    passages = rendition.script.passages[:-1]
    assert [chapter["title"] for chapter in found["chapters"]] == ["Nerve blocks", "What it is", "How it can help"]
    assert [round(chapter["startTime"] * 1000) for chapter in found["chapters"]] == [
        rendition.cues[rendition.script.first_utterances[passage.slug]].start_ms for passage in passages
    ]
    assert client.get("/en/nothing.chapters.json").status_code == 404


def test_long_feed_has_pages(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed past its most items is paged by RFC 5005: links lead from page to page, and an item is on one."""
    monkeypatch.setattr(feed, "ITEMS_A_PAGE", 1)
    base = "http://localhost/en/feed.xml"
    found = []
    for path, relations in (
        ("/en/feed.xml", {"self": base, "first": base, "next": f"{base}?page=2", "last": f"{base}?page=2"}),
        ("/en/feed.xml?page=2", {"self": f"{base}?page=2", "first": base, "previous": base, "last": f"{base}?page=2"}),
    ):
        page = channel(client.get(path).data)
        links = {link.get("rel"): link.get("href") for link in page.findall(f"{ATOM}link")}
        assert links == relations
        found += [(item.findtext("title"), item.findtext(f"{ITUNES}episode")) for item in page.findall("item")]
    assert found == [("Nerve blocks", "1"), ("Epidural injections", "2")]
    guids = {
        channel(client.get(path).data).findtext(f"{PODCAST}guid") for path in ("/en/feed.xml", "/en/feed.xml?page=2")
    }
    assert len(guids) == 1


@pytest.mark.parametrize("page", ["0", "2", "-1", "x", "", "٢", "9" * 40])
def test_feed_has_no_other_pages(client: FlaskClient, page: str) -> None:
    """A page that the feed does not have is not found."""
    assert client.get("/en/feed.xml", query_string={"page": page}).status_code == 404


def test_short_feed_is_one_page(client: FlaskClient) -> None:
    """A feed of few items has no links to other pages."""
    assert [link.get("rel") for link in channel(client.get("/en/feed.xml").data).findall(f"{ATOM}link")] == ["self"]
