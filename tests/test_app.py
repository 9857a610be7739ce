"""The application factory."""

import hashlib
import threading
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.validate import validator

import pytest
from flask import Flask

from voiceedu.app import create_app
from voiceedu.config import Settings
from voiceedu.engines.tone import ToneEngine
from voiceedu.errors import LibraryError, SettingError
from voiceedu.web.state import AppState


def test_settings_of_the_environment_are_the_default(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A WSGI server that calls create_app() gets the application that the environment asks for."""
    monkeypatch.setenv("VOICEEDU_LIBRARY", str(library))
    monkeypatch.setenv("VOICEEDU_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("VOICEEDU_ENGINES", "tone")
    app = create_app()
    assert AppState.of(app).studio.settings.library == library
    assert app.test_client().get("/healthz").status_code == 200


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def test_any_wsgi_server_runs_it(app: Flask) -> None:
    """Python's own server, with its check of WSGI's rules in between, answers pages, callers and recordings."""
    [clip, *_] = app.test_client().get("/phone/en/manifest.json").get_json()["clips"]
    path = urlsplit(clip["hashed_url"]).path
    asked: list[tuple[str, str, dict[str, str], int]] = [
        ("GET", "/en/", {}, 200),
        ("HEAD", "/en/nerve-blocks", {}, 200),
        ("GET", path, {}, 200),
        ("GET", path, {"Range": "bytes=5-14"}, 206),
        ("GET", path, {"If-None-Match": "*"}, 304),
        ("HEAD", "/phone/en/nerve-blocks.mp3", {}, 200),
        ("POST", "/ivr/twiml", {"Content-Type": "application/x-www-form-urlencoded"}, 200),
        ("GET", "/en/nothing", {}, 404),
        ("GET", "/healthz", {}, 200),
    ]
    with make_server("127.0.0.1", 0, validator(app), handler_class=Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for method, path, headers, status in asked:
            connection = HTTPConnection("127.0.0.1", server.server_port, timeout=30)
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()
            body = answer.read()
            assert answer.status == status, (method, path, body)
            if status == 200 and path.startswith("/clips/"):
                assert hashlib.sha256(body).hexdigest() == clip["sha256"]
            if status == 206:
                assert len(body) == 10
            connection.close()
        server.shutdown()


def test_applications_share_no_state(app: Flask, library: Path, tmp_path: Path) -> None:
    """Two applications in one process have a studio each, over a store each."""
    other = create_app(Settings(library=library, cache=str(tmp_path / "other"), engines=("tone",)))
    assert AppState.of(other).studio is not AppState.of(app).studio
    assert other.test_client().get("/readyz").status_code == 503
    assert app.test_client().get("/readyz").status_code == 200


@pytest.mark.slow
def test_engines_may_be_given(library: Path, tmp_path: Path) -> None:
    """What is given as engines speaks, whatever the settings name."""
    app = create_app(Settings(library=library, cache=str(tmp_path / "cache")), engines=[ToneEngine()])
    assert app.test_client().get("/en/nerve-blocks.mp3").status_code == 200
    rendition = AppState.of(app).studio.store.rendition("en", "nerve-blocks")
    assert rendition is not None
    assert rendition.voice.engine == "tone"


@pytest.mark.parametrize(
    ("change", "error"),
    [({"engines": ("festival",)}, SettingError), ({"cache": "ftp://example.org"}, SettingError)],
    ids=["engine", "cache"],
)
def test_setting_that_cannot_work_stops_the_start(
    library: Path, tmp_path: Path, change: dict[str, str], error: type[Exception]
) -> None:
    """An application that could never speak or keep anything is not made."""
    values = {"library": library, "cache": str(tmp_path / "cache"), "engines": ("tone",)} | change
    with pytest.raises(error):
        create_app(Settings(**values))  # type: ignore[arg-type]


def test_stray_file_stops_the_start(tmp_path: Path) -> None:
    """A library whose layout is wrong as a whole is refused, with the file."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "nerve-blocks.md").write_text("It is medicine.", encoding="utf-8")
    with pytest.raises(LibraryError, match=r"nerve-blocks\.md:1: "):
        create_app(Settings(library=tmp_path / "texts", cache=str(tmp_path / "cache"), engines=("tone",)))
