"""A procedure's recording and transcript."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.application import use_engines
from tests.support.ffprobe import chapters
from voiceedu.audio import codecs
from voiceedu.config import Settings
from voiceedu.engines import Speech, Voice
from voiceedu.engines.tone import ToneEngine
from voiceedu.publishing.compilations.compiler import Compiler
from voiceedu.publishing.studio import Studio
from voiceedu.web import waiting
from voiceedu.web.state import AppState


def test_recording(client: FlaskClient) -> None:
    """The recording is a 24 kHz MP3 under a stable name."""
    answer = client.get("/en/nerve-blocks.mp3")
    assert answer.status_code == 200
    assert answer.content_type == "audio/mpeg"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert codecs.decode(answer.data, name="recording")[1] == 24000


def test_transcript_is_the_words(client: FlaskClient) -> None:
    """The transcript has title, source, review state, every heading and every sentence, as plain text."""
    answer = client.get("/en/nerve-blocks.txt")
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.text.startswith("Nerve blocks\n\nBased on “What is Interventional Pain?” by Dr. Raj Desai.")
    assert "No clinician has reviewed these words yet." in answer.text
    assert "\n\nWhat it is\n\nA nerve block is an injection near a nerve. It blocks pain signals.\n" in answer.text
    assert "- It can give relief." in answer.text
    etag = answer.headers["ETag"]
    assert client.get("/en/nerve-blocks.txt", headers={"If-None-Match": etag}).status_code == 304


def test_transcript_names_the_source_without_a_catalogue(tmp_path: Path, make_app: Callable[[Settings], Flask]) -> None:
    """In a language without a catalogue, the transcript names source, author and review once, below the title."""
    fields = "title: Zenuwblokkade\nsource: een folder\nauthor: Dr. Ruiz\nreviewed_by: Dr. Soto\n"
    for language in ("nl", "en"):
        (tmp_path / language).mkdir()
        (tmp_path / language / "block.md").write_text(f"---\n{fields}---\n\nEen prik.\n", encoding="utf-8")
    (tmp_path / "nl" / "nieuw.md").write_text("---\ntitle: Nieuw\n---\n\nEen prik.\n", encoding="utf-8")
    client = make_app(Settings(library=tmp_path, cache=str(tmp_path / "cache"), engines=("tone",))).test_client()
    assert client.get("/nl/block.txt").text == (
        "Zenuwblokkade\n\nThe words are based on: een folder\nWritten by: Dr. Ruiz\nReviewed by: Dr. Soto\n\n"
        "Een prik.\n"
    )
    assert client.get("/nl/nieuw.txt").text == "Nieuw\n\nReviewed by: No clinician yet\n\nEen prik.\n"
    english = client.get("/en/block.txt").text
    assert [english.count(words) for words in ("een folder", "Dr. Ruiz", "Dr. Soto")] == [1, 1, 1]


def test_steps_have_the_numbers_that_are_said(tmp_path: Path, make_app: Callable[[Settings], Flask]) -> None:
    """Steps of a numbered list have the same numbers in transcript and voice, and each list begins at 1."""
    (tmp_path / "en").mkdir()
    text = "---\ntitle: Before you come\n---\n\n## At home\n\nDo this.\n\n1. Rest.\n2. Drink.\n\nThen go.\n\n1. Call.\n"
    (tmp_path / "en" / "before.md").write_text(text, encoding="utf-8")
    app = make_app(Settings(library=tmp_path, cache=str(tmp_path / "cache"), engines=("tone",)))
    assert "Do this.\n\n1. Rest.\n\n2. Drink.\n\nThen go.\n\n1. Call.\n" in app.test_client().get("/en/before.txt").text
    studio: Studio = AppState.of(app).studio
    said = [utterance.spoken for utterance in studio.script(next(iter(studio.library))).sections[0].utterances]
    assert said[2:] == ["one: Rest.", "two: Drink.", "Then go.", "one: Call."]


@pytest.mark.parametrize("path", ["/en/no-such-thing.mp3", "/en/no-such-thing.txt", "/xx/nerve-blocks.mp3"])
def test_unknown(client: FlaskClient, path: str) -> None:
    """An unknown recording or transcript is a 404."""
    assert client.get(path).status_code == 404


def test_missing_recording_is_made_on_request(
    library: Path, tmp_path: Path, make_app: Callable[[Settings], Flask]
) -> None:
    """A clip that was never rendered is rendered on request, and published from then on."""
    app = make_app(Settings(library=library, cache=str(tmp_path), engines=("tone",)))
    assert app.test_client().get("/en/epidural-injections.mp3").status_code == 200
    missing = app.test_client().get("/readyz").get_json()["missing"]
    assert missing == ["en/prompts", "en/nerve-blocks"]


def test_lost_clip_is_made_again(library: Path, tmp_path: Path, make_app: Callable[[Settings], Flask]) -> None:
    """A clip that was deleted from the cache is rendered again on request."""
    settings = Settings(library=library, cache=str(tmp_path), engines=("tone",))
    client = make_app(settings).test_client()
    before = client.get("/phone/en/epidural-injections.wav").data
    for path in tmp_path.glob("clips/*/epidural-injections.wav"):
        path.unlink()
    assert client.get("/phone/en/epidural-injections.wav").data == before


class SlowEngine(ToneEngine):
    """Speaks only once it is released."""

    def __init__(self) -> None:
        self.let = threading.Event()

    def synthesize(self, text: str, voice: Voice) -> Speech:
        self.let.wait(30)
        return super().synthesize(text, voice)


def test_wait_for_a_recording_is_bounded(
    library: Path, tmp_path: Path, make_app: Callable[[Settings], Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a bounded wait a caller gets 503 with Retry-After, and the clip on a later request."""
    settings = Settings(library=library, cache=str(tmp_path), engines=("tone",))
    app = make_app(settings)
    engine = SlowEngine()
    use_engines(app, [engine])
    monkeypatch.setattr(waiting, "PATIENCE_S", 0.05)
    answer = app.test_client().get("/phone/en/nerve-blocks.mp3")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.content_type.startswith("text/plain")
    engine.let.set()
    monkeypatch.setattr(waiting, "PATIENCE_S", 30)
    assert app.test_client().get("/phone/en/nerve-blocks.mp3").status_code == 200


# The recording of all procedures.


def test_all_recordings_as_one(client: FlaskClient, tmp_path: Path) -> None:
    """All published recordings are one MP3 with a chapter a procedure, under a stable and an immutable address."""
    answer = client.get("/en/library.mp3")
    assert (answer.status_code, answer.content_type) == (200, "audio/mpeg")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert [title for title, _, _ in chapters(answer.data, tmp_path)] == ["Nerve blocks", "Epidural injections"]
    again = client.get("/en/library.mp3", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    part = client.get("/en/library.mp3", headers={"Range": "bytes=0-9"})
    assert (part.status_code, part.data) == (206, answer.data[:10])
    compiler: Compiler = AppState.of(client.application).compiler
    asset = compiler.current("en", "library.mp3")
    assert asset is not None
    immutable = client.get(f"/{asset.path}")
    assert immutable.data == answer.data
    assert "immutable" in immutable.headers["Cache-Control"]
    assert client.get("/xx/library.mp3").status_code == 404


def test_all_recordings_are_those_that_are_published_now(
    library: Path, tmp_path: Path, make_app: Callable[[Settings], Flask]
) -> None:
    """Without a rendition the recording of all is 503; each new rendition is in it at once."""
    settings = Settings(library=library, cache=str(tmp_path / "cache"), engines=("tone",))
    client = make_app(settings).test_client()
    nothing = client.get("/en/library.mp3")
    assert (nothing.status_code, nothing.content_type) == (503, "text/plain; charset=utf-8")
    assert int(nothing.headers["Retry-After"]) > 0
    for count, name in enumerate(("nerve-blocks", "epidural-injections"), 1):
        client.get(f"/en/{name}.mp3")
        assert len(chapters(client.get("/en/library.mp3").data, tmp_path)) == count


def test_lost_recording_of_all_is_made_again(
    library: Path, tmp_path: Path, make_app: Callable[[Settings], Flask]
) -> None:
    """When its bytes are lost, both of its addresses still answer with the same bytes."""
    settings = Settings(library=library, cache=str(tmp_path), engines=("tone",))
    make_app(settings).test_client().get("/en/nerve-blocks.mp3")
    whole = make_app(settings).test_client().get("/en/library.mp3").data
    for stable in (True, False):
        (lost,) = tmp_path.glob("clips/*/all-recordings-en.mp3")
        lost.unlink()
        path = "/en/library.mp3" if stable else f"/{lost.relative_to(tmp_path)}"
        assert make_app(settings).test_client().get(path).data == whole
