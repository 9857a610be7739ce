"""Errors as HTTP responses."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.application import use_engines
from voiceedu.config import Settings
from voiceedu.engines import Speech, Voice
from voiceedu.engines.tone import ToneEngine
from voiceedu.errors import EngineError


class HoarseEngine(ToneEngine):
    def synthesize(self, text: str, voice: Voice) -> Speech:
        raise EngineError("tone", "has lost its voice")


def test_no_engine_can_speak(library: Path, tmp_path: Path, make_app: Callable[[Settings], Flask]) -> None:
    """When no engine can speak, the response is 503 with Retry-After and without the cause."""
    settings = Settings(library=library, cache=str(tmp_path), engines=("tone",))
    app = make_app(settings)
    use_engines(app, [HoarseEngine()])
    answer = app.test_client().get("/phone/en/nerve-blocks.mp3")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert "lost its voice" not in answer.text


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("can't start new thread")])
@pytest.mark.parametrize("path", ["/en/", "/en/nerve-blocks", "/ivr/twiml", "/phone/en/manifest.json"])
def test_no_memory(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, path: str, error: Exception
) -> None:
    """Where the system refuses memory or a thread, the response is 503 with Retry-After, and the log has one line."""

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(client.application, "dispatch_request", refuse)
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.mimetype == "text/plain"
    assert f"GET {path}: there is not enough memory. Allow more" in caplog.text
    assert "Traceback" not in caplog.text


def test_other_runtime_errors_are_a_500(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the program is no lack of memory."""

    def fail(*_: object) -> None:
        raise RuntimeError("dictionary changed size during iteration")

    monkeypatch.setattr(client.application, "dispatch_request", fail)
    client.application.testing = False
    client.application.config["PROPAGATE_EXCEPTIONS"] = False
    assert client.get("/en/").status_code == 500


@pytest.mark.parametrize("path", ["/", "/en/nerve-blocks", "/en/nerve-blocks.mp3", "/phone/en/nerve-blocks.mp3"])
def test_method_not_allowed(client: FlaskClient, path: str) -> None:
    """POST is 405 everywhere, with the allowed methods."""
    answer = client.post(path)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
