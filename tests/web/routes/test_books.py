"""Talking books and captions over HTTP, and the agreement of everything published for a procedure."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import NERVE_BLOCKS
from tests.support.application import use_engines
from tests.support.epub import Book
from tests.web.routes.test_audio import SlowEngine
from voiceedu.config import Settings
from voiceedu.publishing import asset_plan
from voiceedu.publishing.studio import Studio
from voiceedu.web import waiting
from voiceedu.web.state import AppState

MakeApp = Callable[[Settings], Flask]
TYPES = {
    "/en/nerve-blocks.epub": "application/epub+zip",
    "/en/library.epub": "application/epub+zip",
    "/en/nerve-blocks.vtt": "text/vtt; charset=utf-8",
}


@pytest.fixture
def settings(library: Path, tmp_path: Path) -> Settings:
    """Return settings with an empty cache and a library that tests may change."""
    texts = tmp_path / "library" / "en"
    texts.mkdir(parents=True)
    for path in (library / "en").glob("*.md"):
        (texts / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    return Settings(library=texts.parent, cache=str(tmp_path / "cache"), engines=("tone",))


@pytest.mark.parametrize("path", TYPES)
def test_book_is_answered_like_a_recording(client: FlaskClient, path: str) -> None:
    """Type, length, HEAD, ranges and 304 are those of every clip under a stable address."""
    whole = client.get(path)
    assert (whole.status_code, whole.headers["Content-Type"]) == (200, TYPES[path])
    assert int(whole.headers["Content-Length"]) == len(whole.data)
    assert whole.headers["Cache-Control"] == "no-cache"
    assert client.head(path).headers["Content-Length"] == whole.headers["Content-Length"]
    assert client.get(path, headers={"If-None-Match": whole.headers["ETag"]}).status_code == 304
    part = client.get(path, headers={"Range": "bytes=5-9"})
    assert (part.status_code, part.data) == (206, whole.data[5:10])


@pytest.mark.parametrize("path", ["/en/no-such.epub", "/en/no-such.vtt", "/xx/nerve-blocks.epub", "/xx/library.epub"])
def test_unknown(client: FlaskClient, path: str) -> None:
    """An unknown book is a plain-text 404, as programs request books."""
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.content_type.startswith("text/plain")


@pytest.mark.parametrize("ending", [".epub", ".vtt"])
def test_missing_book_is_made_on_request(settings: Settings, make_app: MakeApp, ending: str) -> None:
    """A missing book is made on request; a request that would wait too long gets 503."""
    app = make_app(settings)
    engine = SlowEngine()
    use_engines(app, [engine])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(waiting, "PATIENCE_S", 0.05)
        answer = app.test_client().get(f"/en/nerve-blocks{ending}")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.content_type.startswith("text/plain")
    engine.let.set()
    assert app.test_client().get(f"/en/nerve-blocks{ending}").status_code == 200


def said(client: FlaskClient) -> dict[str, str]:
    """Return the words of a procedure in each published form; the page holds the immutable addresses."""
    page = client.get("/en/nerve-blocks").text
    found = {"page": page, "transcript": client.get("/en/nerve-blocks.txt").text}
    found["captions"] = client.get("/en/nerve-blocks.vtt").text
    for name in ("nerve-blocks", "library"):
        opened = Book(client.get(f"/en/{name}.epub").data)
        (document,) = (one for one in opened.overlays if "nerve-blocks" in one)
        found[name] = " ".join(opened.words(document))
    addresses = re.findall(r"/clips/[^\"]*nerve-blocks\.(mp3|vtt|epub)\"", page)
    assert sorted(addresses) == ["epub", "mp3", "mp3", "vtt"]
    return found


def test_all_forms_are_replaced_at_once(settings: Settings, make_app: MakeApp) -> None:
    """Page, transcript, captions, book and book of all change together to the new words.

    Book and page use the recording published with them; the old addresses still give the old forms together.
    """
    app = make_app(settings)
    studio = AppState.of(app).studio
    procedure = studio.library.find("en", "nerve-blocks")
    assert procedure is not None
    old = studio.render(procedure).rendition
    client = app.test_client()
    before = said(client)
    file = settings.library / "en" / "nerve-blocks.md"
    file.write_text(NERVE_BLOCKS.replace("It can give relief.", "Pain may become less."), encoding="utf-8")
    changed = make_app(settings)
    assert said(changed.test_client()).keys() == before.keys()
    assert all("It can give relief." in words for words in said(changed.test_client()).values())
    studio = AppState.of(changed).studio
    procedure = studio.library.find("en", "nerve-blocks")
    assert procedure is not None
    new = studio.render(procedure).rendition
    after = said(changed.test_client())
    assert all("Pain may become less." in words and "It can give relief." not in words for words in after.values())
    for rendition in (old, new):
        assets = {profile: rendition.asset(profile) for profile in ("web", "book", "captions")}
        data = {profile: client.get(f"/{asset.path}").data for profile, asset in assets.items() if asset}
        book = Book(data["book"])
        (document,) = book.overlays
        assert book.zip.read(book.pars(document)[0].audio) == data["web"]
        cues = re.findall(r"^00:(\d\d):(\d\d\.\d{3}) -->", data["captions"].decode(), flags=re.MULTILINE)
        starts = [round(int(minutes) * 60_000 + float(seconds) * 1000) for minutes, seconds in cues]
        assert [par.start_ms for par in book.pars(document)] == starts


def test_missing_form_is_added_without_speech(settings: Settings, make_app: MakeApp) -> None:
    """A rendition without a book gets one at the next render, without new speech."""
    first = Studio(settings)
    procedure = first.library.find("en", "nerve-blocks")
    assert procedure is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asset_plan, "COMPANIONS_VERSION", "none")
        patch.setattr("voiceedu.publishing.asset_maker.make_companions", lambda *_, **__: [])
        before = first.render(procedure).rendition
    assert before.asset("book") is None
    outcome = Studio(settings).render(procedure)
    assert (outcome.spoken, outcome.encoded) == (0, 2)
    assert outcome.rendition.asset("web") == before.asset("web")
    assert make_app(settings).test_client().get("/en/nerve-blocks.epub").status_code == 200


def test_a_damaged_recording_is_in_no_book(settings: Settings) -> None:
    """A corrupt recording is repaired before a book is made of it."""
    first = Studio(settings)
    procedure = first.library.find("en", "nerve-blocks")
    assert procedure is not None
    before = first.render(procedure).rendition
    asset = before.asset("web")
    assert asset is not None
    path = Path(settings.cache) / asset.path
    right = path.read_bytes()
    path.write_bytes(right[:-1] + bytes([right[-1] ^ 1]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asset_plan, "COMPANIONS_VERSION", "another")
        after = Studio(settings).render(procedure).rendition
    assert path.read_bytes() == right
    assert after.asset("book") == before.asset("book")
